using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Series;

/// <summary>
/// What one series says of its phase: its times, the words of its descriptions, and the density of its vessels. Only single words are
/// quoted, so it may be stored, and weighed later together with the other series of the exam (<see cref="ExamPhases"/>).
/// </summary>
/// <param name="Timing">From the time between the start of the injection and the scan; null: not known.</param>
/// <param name="Words">From the series description; null: it names no phase.</param>
/// <param name="General">From the protocol name or the exam's description, which speak of all series; null: they name no phase.</param>
/// <param name="Image">Measured in the pixels; null: no aorta was found.</param>
/// <param name="ScannedAt">In seconds of the day; null: not known.</param>
/// <param name="IsCt">Phases are proposed for CT only.</param>
/// <param name="GotContrast">The header names a contrast agent.</param>
public sealed record PhaseEvidence(
    PhaseProposal? Timing,
    PhaseProposal? Words,
    PhaseProposal? General,
    Enhancement? Image,
    double? ScannedAt,
    bool IsCt,
    bool GotContrast
)
{
    /// <summary>The phase that a person confirmed, to which the other series of the exam are compared; null: nobody has.</summary>
    public ContrastPhase? Confirmed { get; init; }

    /// <param name="headers">Headers of the series, de-identified or not.</param>
    /// <param name="texts">Descriptions, or their <see cref="PhaseProposal.TellingWords"/>; null if unknown.</param>
    /// <param name="volume">The pixels, or every n-th slice of them; null if they are no volume.</param>
    public static PhaseEvidence Of(IReadOnlyList<DicomDataset> headers, FreeTexts? texts, Volume? volume) =>
        Of(headers, texts, volume is not null && IsCtOf(headers) ? Enhancement.Measure(volume) : null);

    /// <param name="headers">Headers of the series, de-identified or not.</param>
    /// <param name="texts">Descriptions, or their <see cref="PhaseProposal.TellingWords"/>; null if unknown.</param>
    /// <param name="image">What was measured in the pixels; null if nothing was.</param>
    public static PhaseEvidence Of(IReadOnlyList<DicomDataset> headers, FreeTexts? texts, Enhancement? image)
    {
        var isCt = IsCtOf(headers);
        return new PhaseEvidence(
            PhaseTiming.Proposal(headers),
            PhaseWords.Proposal(texts?.SeriesDescription, "the series description", 0.85),
            PhaseWords.Proposal(texts?.ProtocolName, "the protocol name", 0.5)
                ?? PhaseWords.Proposal(texts?.StudyDescription, "the exam's description", 0.5),
            isCt ? image : null,
            PhaseTiming.ScannedAt(headers),
            isCt,
            headers.Any(PhaseProposal.GotContrast)
        );
    }

    private static bool IsCtOf(IReadOnlyList<DicomDataset> headers) =>
        headers.Count == 0 || headers[0].GetString(DicomTags.Modality) is null or "CT";
}
