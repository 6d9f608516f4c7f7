namespace ReaderStudy.Dicom.Deidentification;

/// <summary>An image without identity.</summary>
/// <param name="Dataset">The image; it may be stored.</param>
/// <param name="PatientPseudonym">The patient's pseudonym under the key, also in the image as Patient ID and name.</param>
/// <param name="FreeTexts">Descriptions that were removed. They may identify: look at them, never store them.</param>
/// <param name="Counts">What was done.</param>
/// <param name="Questions">What a person should look at before the image is used.</param>
/// <param name="Report">What was done, attribute by attribute.</param>
public sealed record Deidentified(
    DicomDataset Dataset,
    string PatientPseudonym,
    FreeTexts FreeTexts,
    DeidentificationCounts Counts,
    IReadOnlyList<DeidentificationQuestion> Questions,
    DeidentificationReport Report
);

/// <summary>Descriptions of an image as the scanner wrote them, for the proposal of a phase. Null where the header had none.</summary>
public sealed record FreeTexts(string? StudyDescription, string? SeriesDescription, string? ProtocolName, string? ContrastAgent)
{
    /// <summary>The texts of an image that is not de-identified yet.</summary>
    public static FreeTexts Of(DicomDataset dataset) =>
        new(
            dataset.GetText(DicomTags.StudyDescription),
            dataset.GetText(DicomTags.SeriesDescription),
            dataset.GetText(DicomTags.ProtocolName),
            dataset.GetText(DicomTags.ContrastBolusAgent)
        );
}

/// <summary>How many elements met which fate, nested ones included.</summary>
public sealed record DeidentificationCounts(
    int Kept,
    int Removed,
    int PrivateRemoved,
    int Emptied,
    int Replaced,
    int UidsReplaced,
    int DatesShifted
);
