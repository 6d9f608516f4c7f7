using ReaderStudy.Dicom;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>How fast the frames of a loop follow each other (PS3.3 C.7.6.5).</summary>
internal static class LoopTags
{
    /// <summary>In milliseconds.</summary>
    public static readonly DicomTag FrameTime = new(0x0018, 0x1063);

    public static readonly DicomTag CineRate = new(0x0018, 0x0040);

    public static readonly DicomTag RecommendedDisplayFrameRate = new(0x0008, 0x2144);
}
