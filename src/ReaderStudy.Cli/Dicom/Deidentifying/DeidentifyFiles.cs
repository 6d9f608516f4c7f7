using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Cli.Dicom.Deidentifying;

/// <summary>What became of one file.</summary>
/// <param name="Path">Where it was read.</param>
/// <param name="Ok">True if it was written.</param>
/// <param name="Output">Where it was written, below the output folder.</param>
/// <param name="Error">Why it was refused.</param>
/// <param name="Questions">What a person should look at.</param>
internal sealed record DeidentifiedFile(
    string Path,
    bool Ok,
    string? Output,
    string? Error,
    IReadOnlyList<DeidentificationQuestion> Questions
)
{
    /// <summary>What was done with it; of no file that was refused.</summary>
    [JsonIgnore]
    public DeidentificationReport Report { get; init; } = DeidentificationReport.Empty;
}

/// <summary>De-identifies files from the command line.</summary>
internal static class DeidentifyFiles
{
    private const string MediaDirectory = "1.2.840.10008.1.3.10";
    private const int LooksAfterBlanking = 3;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task<int> RunAsync(
        DeidentifyRequest request,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellationToken
    )
    {
        byte[] key;
        List<(string Path, string Relative)> files;
        var about = string.Empty;
        try
        {
            files = Files(request);
            about = $"{request.NewKey ?? request.KeyFile}: ";
            key = request.NewKey is { } path ? DeidentificationKey.Create(path) : DeidentificationKey.Read(request.KeyFile!);
            about = $"{request.Out}: ";
            Directory.CreateDirectory(request.Out);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await error.WriteLineAsync(about + e.Message);
            return (int)ExitCode.BadInput;
        }

        if (request.KeyFile is { } used && DeidentificationKey.IsOpenToOthers(used))
        {
            await error.WriteLineAsync($"{used}: others than you may read this key; chmod 600 it.");
        }

        var (deidentifier, names) = (new Deidentifier(key, request.Options), new PseudonymousNames(key));
        var results = new DeidentifiedFile[files.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, files.Count),
            cancellationToken,
            async (i, token) => results[i] = await OneAsync(files[i].Path, names.Of(files[i].Relative), request, deidentifier, token)
        );
        await PrintAsync(request, results, output, error);
        return (int)(results.All(r => r.Ok) ? ExitCode.Done : ExitCode.BadInput);
    }

    /// <summary>Each file once, what lies in the output folder left out; no two have one name.</summary>
    private static List<(string Path, string Relative)> Files(DeidentifyRequest request)
    {
        var target = Path.GetFullPath(request.Out) + Path.DirectorySeparatorChar;
        var (files, taken, seen) = (new List<(string, string)>(), new HashSet<string>(), new HashSet<string>());
        for (var i = 0; i < request.Paths.Count; i++)
        {
            foreach (var (path, relative) in Under(request.Paths[i]))
            {
                var full = Path.GetFullPath(path);
                if (full.StartsWith(target, StringComparison.Ordinal) || !seen.Add(full))
                {
                    continue;
                }

                // Files of two inputs may have one name: the later one is put below the number of its input.
                var name = relative;
                while (!taken.Add(name))
                {
                    name = Path.Combine($"input {i + 1}", name);
                }

                files.Add((path, name));
            }
        }

        return files;
    }

    private static IEnumerable<(string Path, string Relative)> Under(string path) =>
        File.Exists(path) ? [(path, Path.GetFileName(path))]
        : Directory.Exists(path)
            ? Directory
                .EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(f => (f, Path.GetRelativePath(path, f)))
        : throw new FileNotFoundException($"there is no file or folder {path}");

    private static async Task<DeidentifiedFile> OneAsync(
        string path,
        string name,
        DeidentifyRequest request,
        Deidentifier deidentifier,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<DeidentificationQuestion> questions = [];
        try
        {
            var file = await DicomFile.ReadAsync(path, cancellationToken: cancellationToken);
            if (file.Meta.GetString(DicomTags.MediaStorageSopClassUid) == MediaDirectory)
            {
                throw new DicomException(DicomErrorKind.Unsupported, "a DICOMDIR names patients and files, and would be wrong afterwards");
            }

            var clean = deidentifier.Deidentify(await PixelDecoder.ToNativeAsync(file, null, cancellationToken));
            questions = clean.Questions;
            var dataset = clean.Dataset;
            if (questions.FirstOrDefault(q => q.Kind == DeidentificationQuestionKind.BurnedInText) is { } suspicion)
            {
                switch (request.OnBurnedIn)
                {
                    case BurnedInChoice.Blank when suspicion.Regions.Count > 0:
                        dataset = Blanked(dataset, suspicion.Regions);
                        break;
                    case BurnedInChoice.KeepHeld:
                        name = Path.Combine("held", name);
                        break;
                    case BurnedInChoice.Refuse:
                    case BurnedInChoice.Blank:
                        return new DeidentifiedFile(path, false, null, suspicion.Message, questions);
                }
            }

            Write(dataset, Path.Combine(request.Out, name));
            return new DeidentifiedFile(path, true, name, null, questions) { Report = clean.Report };
        }
        catch (Exception e) when (e is DicomException or IOException or UnauthorizedAccessException)
        {
            return new DeidentifiedFile(path, false, null, e.Message, questions);
        }
    }

    /// <summary>What is found again after blanking, such as text that was too close to other text, is blanked too.</summary>
    private static DicomDataset Blanked(DicomDataset dataset, IReadOnlyList<PixelRegion> regions)
    {
        for (var look = 0; look < LooksAfterBlanking && regions.Count > 0; look++)
        {
            dataset = PixelCleaning.Blank(dataset, regions);
            regions = BurnedInText.Find(NativePixels.Of(dataset));
        }

        return dataset;
    }

    private static void Write(DicomDataset dataset, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (File.Exists(path))
        {
            throw new IOException("it was written by an earlier run and is never overwritten: choose another output folder");
        }

        var temporary = $"{path}.{Guid.CreateVersion7():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew))
            {
                new DicomFile(dataset).Write(stream);
            }

            File.Move(temporary, path, overwrite: false);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static async Task PrintAsync(DeidentifyRequest request, DeidentifiedFile[] results, TextWriter output, TextWriter error)
    {
        var report = DeidentificationReport.Sum(results.Select(r => r.Report));
        if (request.Json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(new { files = results, report }, Json));
            return;
        }

        foreach (var result in results.Where(r => !r.Ok))
        {
            await error.WriteLineAsync($"{result.Path}: {result.Error}");
        }

        foreach (var result in results.Where(r => r.Ok))
        {
            foreach (var question in result.Questions)
            {
                await output.WriteLineAsync($"{result.Output}: look at it: {question.Message}");
            }
        }

        await output.WriteLineAsync($"{results.Count(r => r.Ok)} of {results.Length} files written.");
        await output.WriteLineAsync(report.ToText());
    }
}
