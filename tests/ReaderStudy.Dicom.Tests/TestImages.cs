using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Tests;

/// <summary>Small CT images made here, so that a clone without ../shared tests the essentials.</summary>
internal static class TestImages
{
    public const string Series = "2.25.1000";

    /// <summary>A CT slice whose stored values are <paramref name="value"/> everywhere; HU is 1024 less.</summary>
    public static DicomDataset Ct(double z, int instance, short value = 1024, int rows = 4, int columns = 6)
    {
        var image = new DicomDataset();
        image.Set(DicomTags.SpecificCharacterSet, "ISO_IR 100");
        image.Set(DicomTags.SopClassUid, DicomUid.CtImageStorage);
        image.Set(DicomTags.SopInstanceUid, DicomUid.FromName(FormattableString.Invariant($"ct {z} {instance}")));
        image.Set(DicomTags.StudyDate, new DateOnly(2020, 2, 28));
        image.Set(DicomTags.Modality, "CT");
        image.Set(DicomTags.PatientName, "Müller^Jörg");
        image.Set(DicomTags.PatientId, "HOSP-4711");
        image.Set(DicomTags.StudyInstanceUid, "2.25.999");
        image.Set(DicomTags.SeriesInstanceUid, Series);
        image.Set(DicomTags.InstanceNumber, (double)instance);
        image.Set(DicomTags.ImagePositionPatient, -100, -120, z);
        image.Set(DicomTags.ImageOrientationPatient, 1, 0, 0, 0, 1, 0);
        image.Set(DicomTags.PixelSpacing, 0.75, 0.5);
        image.Set(DicomTags.SamplesPerPixel, 1d);
        image.Set(DicomTags.PhotometricInterpretation, "MONOCHROME2");
        image.Set(DicomTags.Rows, (double)rows);
        image.Set(DicomTags.Columns, (double)columns);
        image.Set(DicomTags.BitsAllocated, 16d);
        image.Set(DicomTags.BitsStored, 16d);
        image.Set(DicomTags.HighBit, 15d);
        image.Set(DicomTags.PixelRepresentation, 1d);
        image.Set(DicomTags.RescaleIntercept, -1024d);
        image.Set(DicomTags.RescaleSlope, 1d);
        var pixels = new short[rows * columns];
        Array.Fill(pixels, value);
        image.SetPixels(pixels);
        return image;
    }

    /// <summary>The images of a volume as a scanner would send them, one file each.</summary>
    public static DicomDataset RoundTrip(DicomDataset image) => DicomFile.Read(new DicomFile(image).ToBytes()).Dataset;

    /// <summary>A volume made of plain numbers.</summary>
    public static Volume Volume(int slices, int rows, int columns, double spacing, Func<int, int, int, short> value)
    {
        var voxels = new short[slices * rows * columns];
        for (var i = 0; i < voxels.Length; i++)
        {
            voxels[i] = value(i / (rows * columns), i / columns % rows, i % columns);
        }

        return new Volume(VolumeGeometry.Axial(slices, rows, columns, new Point3(0, 0, 0), spacing, spacing), voxels);
    }
}
