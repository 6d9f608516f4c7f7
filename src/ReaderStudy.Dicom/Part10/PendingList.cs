namespace ReaderStudy.Dicom.Part10;

/// <summary>One list a thread for the elements that are being read: files come by ten thousands, and each would grow its own.</summary>
internal static class PendingList
{
    private const int LargestKept = 4096;

    [ThreadStatic]
    private static List<DicomElement>? _kept;

    public static List<DicomElement> Take()
    {
        var list = _kept ?? new List<DicomElement>(256);
        _kept = null;
        return list;
    }

    /// <summary>Gives a list back that holds nothing any more; one that grew large is left to the collector.</summary>
    public static void Return(List<DicomElement> list)
    {
        list.Clear();
        if (list.Capacity <= LargestKept)
        {
            _kept = list;
        }
    }
}
