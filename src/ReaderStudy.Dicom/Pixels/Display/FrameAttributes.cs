namespace ReaderStudy.Dicom.Pixels.Display;

/// <summary>Where the attributes of one frame are: in its functional group, in the shared one, or in the header itself (PS3.3 C.7.6.16).</summary>
internal static class FrameAttributes
{
    /// <summary>The first item of a functional group macro for a frame, counted from 0; the header if there is none.</summary>
    public static DicomDataset Of(DicomDataset header, int frame, DicomTag macro)
    {
        var groups = header.GetItems(DicomTags.PerFrameFunctionalGroupsSequence);
        var own = frame < groups.Count ? groups[frame].GetItems(macro) : [];
        var shared = header.GetItems(DicomTags.SharedFunctionalGroupsSequence) is [var first, ..] ? first.GetItems(macro) : [];
        return own is [var item, ..] ? item
            : shared is [var common, ..] ? common
            : header;
    }
}
