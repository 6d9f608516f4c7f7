namespace ReaderStudy.Dicom.Enhanced;

/// <summary>Values that are a help, not a need: one that cannot be understood counts as absent, and the image is taken all the same.</summary>
internal static class ReadableValues
{
    public static IReadOnlyList<double> DoublesIfReadable(this DicomDataset dataset, DicomTag tag)
    {
        try
        {
            return dataset.GetDoubles(tag);
        }
        catch (DicomException)
        {
            return [];
        }
    }

    public static TimeOnly? TimeIfReadable(this DicomDataset dataset, DicomTag tag)
    {
        try
        {
            return dataset.GetTime(tag);
        }
        catch (DicomException)
        {
            return null;
        }
    }
}
