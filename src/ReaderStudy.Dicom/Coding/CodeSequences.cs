namespace ReaderStudy.Dicom.Coding;

/// <summary>Sets code sequences.</summary>
internal static class CodeSequences
{
    /// <summary>Sets a code sequence of one item or more.</summary>
    public static void SetCodes(this DicomDataset dataset, DicomTag tag, params IReadOnlyList<CodedConcept> codes) =>
        dataset.SetItems(tag, [.. codes.Select(c => c.ToItem(dataset))]);
}
