using System.CommandLine;
using ReaderStudy.Dicom.Deidentification;

namespace ReaderStudy.Cli.Dicom.Deidentifying;

/// <summary>What is done with an image that may have text burned into its pixels.</summary>
internal enum BurnedInChoice
{
    /// <summary>It is not written.</summary>
    Refuse,

    /// <summary>What looks like text is made black; an image in which no place is known is refused.</summary>
    Blank,

    /// <summary>It is written to a folder <c>held</c> of its own, for a person to look at.</summary>
    KeepHeld,
}

/// <summary>What <c>readerstudy dicom deidentify</c> was asked.</summary>
/// <param name="Paths">Files and folders.</param>
/// <param name="Out">Folder to write to.</param>
/// <param name="KeyFile">An existing key.</param>
/// <param name="NewKey">Where a new key is to be made.</param>
/// <param name="Options">What may stay.</param>
/// <param name="OnBurnedIn">What to do with suspected text.</param>
/// <param name="Json">Everything as JSON instead of text.</param>
internal sealed record DeidentifyRequest(
    IReadOnlyList<string> Paths,
    string Out,
    string? KeyFile,
    string? NewKey,
    DeidentificationOptions Options,
    BurnedInChoice OnBurnedIn,
    bool Json
);

/// <summary>The words of <c>readerstudy dicom deidentify</c>.</summary>
internal static class DeidentifyCommand
{
    private const string Notes = """
        Every image is decoded if it is compressed, de-identified by PS3.15 Annex E, Basic Application Confidentiality Profile, and
        written below the output folder under a pseudonymous name. Folders of the input become folders of the output, their names
        pseudonyms too. Nothing is ever overwritten, and no file is written in part. Keep the key: with it, the same patient gets the
        same pseudonym and the same dates shift next time. Whoever has it can find a patient again by trying numbers out.

        What cannot be de-identified, or may have text burned into its pixels, is refused with the reason. With --on-burned-in blank
        look at the results before you give them away: text that was not found is still there. Faces are not removed.

        Exit codes: 0 all files written, 1 at least one was refused, 2 the command was called wrongly.

        Examples:
          readerstudy dicom deidentify /data/export --out /data/study --new-key study.key
          readerstudy dicom deidentify more/ --out /data/study2 --key-file study.key --on-burned-in keep-held --json
        """;

    public static Command Create(TextWriter output, TextWriter error)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Files, or folders with all below them.",
            Arity = ArgumentArity.OneOrMore,
        };
        var folder = new Option<string>("--out") { Description = "Folder to write to.", Required = true };
        var keyFile = new Option<string?>("--key-file") { Description = "The key of an earlier run." };
        var newKey = new Option<string?>("--new-key") { Description = "Make a key and write it to this file, readable by you alone." };
        var basic = new Option<bool>("--basic-profile") { Description = "Keep nothing beyond the basic profile." };
        var noDates = new Option<bool>("--no-dates") { Description = "Remove dates and times instead of shifting dates." };
        var noPatient = new Option<bool>("--no-characteristics") { Description = "Remove sex, age, size, weight." };
        var noTexts = new Option<bool>("--no-descriptions")
        {
            Description = "Remove descriptions whole instead of keeping radiological words.",
        };
        var safePrivate = new Option<bool>("--keep-safe-private") { Description = "Keep private attributes listed in PS3.15 E.3.10." };
        var keepUids = new Option<bool>("--keep-uids") { Description = "Keep UIDs as they are." };
        var keepDevice = new Option<bool>("--keep-device") { Description = "Keep serial numbers and station names." };
        var burnedIn = new Option<string>("--on-burned-in")
        {
            Description = "What to do with images that may have text in their pixels: refuse, blank or keep-held.",
            DefaultValueFactory = _ => "refuse",
        };
        burnedIn.AcceptOnlyFromAmong("refuse", "blank", "keep-held");
        var json = new Option<bool>("--json") { Description = "Print files, questions and report as JSON." };
        var command = new NotedCommand("deidentify", "Take the identity out of images: PS3.15 Annex E.", Notes)
        {
            paths,
            folder,
            keyFile,
            newKey,
            basic,
            noDates,
            noPatient,
            noTexts,
            safePrivate,
            keepUids,
            keepDevice,
            burnedIn,
            json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(keyFile) is null == result.GetValue(newKey) is null)
            {
                result.AddError("Give either --key-file with the key of an earlier run or --new-key with a file to write a new one to.");
            }
        });
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var isBasic = parsed.GetValue(basic);
                var options = new DeidentificationOptions
                {
                    ShiftDates = !isBasic && !parsed.GetValue(noDates),
                    RetainPatientCharacteristics = !isBasic && !parsed.GetValue(noPatient),
                    CleanDescriptors = !isBasic && !parsed.GetValue(noTexts),
                    RetainSafePrivate = parsed.GetValue(safePrivate),
                    RetainUids = parsed.GetValue(keepUids),
                    RetainDeviceIdentity = parsed.GetValue(keepDevice),
                };
                var choice = parsed.GetValue(burnedIn) switch
                {
                    "blank" => BurnedInChoice.Blank,
                    "keep-held" => BurnedInChoice.KeepHeld,
                    _ => BurnedInChoice.Refuse,
                };
                var request = new DeidentifyRequest(
                    parsed.GetRequiredValue(paths),
                    parsed.GetRequiredValue(folder),
                    parsed.GetValue(keyFile),
                    parsed.GetValue(newKey),
                    options,
                    choice,
                    parsed.GetValue(json)
                );
                return DeidentifyFiles.RunAsync(request, output, error, cancellationToken);
            }
        );
        return command;
    }
}
