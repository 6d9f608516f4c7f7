using ReaderStudy.Dicom;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>What a projection says of the size of its pixels (PS3.3 10.7).</summary>
internal static class CalibrationTags
{
    /// <summary>At the detector, in mm: larger than in the patient.</summary>
    public static readonly DicomTag ImagerPixelSpacing = new(0x0018, 0x1164);

    /// <summary>GEOMETRY or FIDUCIAL: how the Pixel Spacing of a projection was found.</summary>
    public static readonly DicomTag PixelSpacingCalibrationType = new(0x0028, 0x0A02);
}
