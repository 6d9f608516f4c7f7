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
    /// <summary>
    /// Of a description, the words that name a phase, which say to <see cref="For"/> the same as the whole. They may be stored where
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
    public static PhaseProposal For(IReadOnlyList<DicomDataset> headers, FreeTexts? texts, Volume? volume)
    {
        if (headers.Count > 0 && headers[0].GetString(DicomTags.Modality) is { } modality && modality != "CT")
        {
            return new PhaseProposal(ContrastPhase.Unknown, 0, $"phases are proposed for CT only, not for {modality}");
        }

        var image = volume is null ? null : Enhancement.Measure(volume)?.Proposal();
        PhaseProposal?[] labels =
        [
            PhaseTiming.Proposal(headers),
            PhaseWords.Proposal(texts?.SeriesDescription, "the series description", 0.85),
        ];
        var label = labels.OfType<PhaseProposal>().ToList() switch
        {
            [] => null,
            [var only] => only,
            [var first, var second] => Both(first, second),
            _ => null,
        };
        if (label is not null)
        {
            return image is null ? label : Combined(label, image);
        }

        var general =
            PhaseWords.Proposal(texts?.ProtocolName, "the protocol name", 0.5)
            ?? PhaseWords.Proposal(texts?.StudyDescription, "the exam's description", 0.5);
        if (image is not null)
        {
            return general is null ? image : Combined(image, general);
        }

        return general
            ?? new PhaseProposal(
                ContrastPhase.Unknown,
                0,
                "no timing, no telling description, and no aorta was found in the images"
                    + (headers.Any(GotContrast) ? "; a contrast agent was given" : string.Empty)
            );
    }

    private static bool GotContrast(DicomDataset header) =>
        header.GetString(DicomTags.ContrastBolusAgent) is { } agent && agent.ToUpperInvariant() is not ("NONE" or "NO" or "N");

    private static PhaseProposal Both(PhaseProposal first, PhaseProposal second) =>
        first.Phase == second.Phase
            ? new PhaseProposal(first.Phase, 0.97, $"{first.Reason}; {second.Reason}")
            : first with
            {
                Confidence = 0.5,
                Reason = $"{first.Reason}; but {second.Reason}",
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
            }
            : label with
            {
                Confidence = Math.Min(label.Confidence, 0.55),
                Reason = $"{label.Reason}; but {image.Reason}",
            };
    }
}
