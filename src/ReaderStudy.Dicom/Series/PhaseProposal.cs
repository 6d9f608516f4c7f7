using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Series;

/// <summary>
/// Which phase a series seems to be, for a person to confirm. The reason quotes single words of descriptions only, never a
/// description, so it may be stored.
/// </summary>
/// <param name="Phase">The phase proposed.</param>
/// <param name="Confidence">From 0 (nothing known) to 1; below 0.6 a person should look first.</param>
/// <param name="Reason">What speaks for it, and what against.</param>
public sealed record PhaseProposal(ContrastPhase Phase, double Confidence, string Reason)
{
    /// <summary>What speaks for another phase, a part of the reason; null: nothing does.</summary>
    public string? Doubt { get; init; }

    /// <summary>
    /// Of a description, the words that name a phase, which say to <c>For</c> the same as the whole. They may be stored where
    /// the description may not. Null if there are none.
    /// </summary>
    public static string? TellingWords(string? description) => PhaseWords.Telling(description);

    /// <summary>
    /// Weighs what there is: the time from the start of the injection to the scan, words of the series description, the density of
    /// the aorta and the liver, and, as a last resort, words of the protocol and the exam. A contradiction between presence and
    /// absence of contrast is decided by the image; other contradictions lower the confidence.
    /// </summary>
    /// <param name="headers">Headers of the series, de-identified or not.</param>
    /// <param name="texts">Descriptions as they were before de-identification; null if unknown.</param>
    /// <param name="volume">The pixels; null if they are no volume.</param>
    public static PhaseProposal For(IReadOnlyList<DicomDataset> headers, FreeTexts? texts, Volume? volume) =>
        headers.Count > 0 && headers[0].GetString(DicomTags.Modality) is { } modality && modality != "CT"
            ? new PhaseProposal(ContrastPhase.Unknown, 0, $"phases are proposed for CT only, not for {modality}")
            : For(PhaseEvidence.Of(headers, texts, volume));

    /// <summary>The same from what was gathered before.</summary>
    public static PhaseProposal For(PhaseEvidence evidence)
    {
        if (!evidence.IsCt)
        {
            return new PhaseProposal(ContrastPhase.Unknown, 0, "phases are proposed for CT only");
        }

        var image = evidence.Image?.Proposal();
        var label = (evidence.Timing, evidence.Words) switch
        {
            (null, null) => null,
            ({ } only, null) => only,
            (null, { } only) => only,
            ({ } first, { } second) => Both(first, second),
        };
        if (label is not null)
        {
            return image is null ? label : Combined(label, image);
        }

        if (image is not null)
        {
            return evidence.General is null ? image : Combined(image, evidence.General);
        }

        return evidence.General
            ?? new PhaseProposal(
                ContrastPhase.Unknown,
                0,
                "no timing, no telling description, and no aorta was found in the images"
                    + (evidence.GotContrast ? "; a contrast agent was given" : string.Empty)
            );
    }

    internal static bool GotContrast(DicomDataset header) =>
        header.GetString(DicomTags.ContrastBolusAgent) is { } agent && agent.ToUpperInvariant() is not ("NONE" or "NO" or "N");

    private static PhaseProposal Both(PhaseProposal first, PhaseProposal second) =>
        first.Phase == second.Phase
            ? new PhaseProposal(first.Phase, 0.97, $"{first.Reason}; {second.Reason}")
            : first with
            {
                Confidence = 0.5,
                Reason = $"{first.Reason}; but {second.Reason}",
                Doubt = second.Reason,
            };

    private static PhaseProposal Combined(PhaseProposal label, PhaseProposal image)
    {
        if (label.Phase == image.Phase)
        {
            return label with { Confidence = Math.Max(0.97, label.Confidence), Reason = $"{label.Reason}; {image.Reason}" };
        }

        var contrastContradicts = label.Phase == ContrastPhase.Native != (image.Phase == ContrastPhase.Native);
        return contrastContradicts && image.Confidence >= 0.7
            ? image with
            {
                Confidence = 0.55,
                Reason = $"{image.Reason}; but {label.Reason}",
                Doubt = label.Reason,
            }
            : label with
            {
                Confidence = Math.Min(label.Confidence, 0.55),
                Reason = $"{label.Reason}; but {image.Reason}",
                Doubt = image.Reason,
            };
    }
}
