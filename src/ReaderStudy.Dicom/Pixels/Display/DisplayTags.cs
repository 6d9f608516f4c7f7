namespace ReaderStudy.Dicom.Pixels.Display;

/// <summary>Elements that only the way to the screen needs (PS3.6).</summary>
internal static class DisplayTags
{
    public static readonly DicomTag PixelPresentation = new(0x0008, 0x9205);
    public static readonly DicomTag ShutterShape = new(0x0018, 0x1600);
    public static readonly DicomTag ShutterLeft = new(0x0018, 0x1602);
    public static readonly DicomTag ShutterRight = new(0x0018, 0x1604);
    public static readonly DicomTag ShutterUpper = new(0x0018, 0x1606);
    public static readonly DicomTag ShutterLower = new(0x0018, 0x1608);
    public static readonly DicomTag ShutterCenter = new(0x0018, 0x1610);
    public static readonly DicomTag ShutterRadius = new(0x0018, 0x1612);
    public static readonly DicomTag ShutterVertices = new(0x0018, 0x1620);
    public static readonly DicomTag VoiLutFunction = new(0x0028, 0x1056);
    public static readonly DicomTag RedSegments = new(0x0028, 0x1221);
    public static readonly DicomTag GreenSegments = new(0x0028, 0x1222);
    public static readonly DicomTag BlueSegments = new(0x0028, 0x1223);
    public static readonly DicomTag LutDescriptor = new(0x0028, 0x3002);
    public static readonly DicomTag LutData = new(0x0028, 0x3006);
    public static readonly DicomTag VoiLutSequence = new(0x0028, 0x3010);
    public static readonly DicomTag FrameVoiLutSequence = new(0x0028, 0x9132);
    public static readonly DicomTag PixelValueTransformationSequence = new(0x0028, 0x9145);
    public static readonly DicomTag PresentationLutShape = new(0x2050, 0x0020);
}
