using ReaderStudy.Dicom;

namespace ReaderStudy.Cli.Tests.Dicom;

/// <summary>A CT slice of 4 x 6 pixels, rows 0.75 mm and columns 0.5 mm apart, of one patient and exam.</summary>
internal static class CtSlice
{
    /// <param name="name">Another name is another SOP Instance UID.</param>
    /// <param name="seriesUid">Its series.</param>
    /// <param name="z">Where it lies along the body's axis, in mm.</param>
    /// <param name="orientation">Image Orientation (Patient), six numbers.</param>
    public static DicomDataset Of(string name, string seriesUid, double z, params double[] orientation)
    {
        var image = new DicomDataset();
        image.Set(DicomTags.SopClassUid, DicomUid.CtImageStorage);
        image.Set(DicomTags.SopInstanceUid, DicomUid.FromName(name));
        image.Set(DicomTags.Modality, "CT");
        image.Set(DicomTags.PatientId, "HOSP-4711");
        image.Set(DicomTags.StudyInstanceUid, "2.25.1");
        image.Set(DicomTags.SeriesInstanceUid, seriesUid);
        image.Set(DicomTags.ImagePositionPatient, -100, -120, z);
        image.Set(DicomTags.ImageOrientationPatient, orientation);
        image.Set(DicomTags.PixelSpacing, 0.75, 0.5);
        image.Set(DicomTags.SamplesPerPixel, 1d);
        image.Set(DicomTags.PhotometricInterpretation, "MONOCHROME2");
        image.Set(DicomTags.Rows, 4d);
        image.Set(DicomTags.Columns, 6d);
        image.Set(DicomTags.BitsAllocated, 16d);
        image.Set(DicomTags.BitsStored, 16d);
        image.Set(DicomTags.HighBit, 15d);
        image.Set(DicomTags.PixelRepresentation, 1d);
        image.SetPixels(new short[24]);
        return image;
    }
}
