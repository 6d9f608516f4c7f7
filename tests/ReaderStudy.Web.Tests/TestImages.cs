using System.Globalization;
using ReaderStudy.Dicom;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests;

/// <summary>CT images of 8 x 8 pixels, as they lie in the store after an import.</summary>
public static class TestImages
{
    public const int Slices = 3;

    /// <summary>Writes a stack of three slices, 5 mm apart, filled with one value.</summary>
    public static async Task<Series> StoreSeriesAsync(ImageStore store, Guid studyId, Guid caseId, Phase phase, short hounsfield)
    {
        var seriesUid = DicomUid.FromName($"series {caseId} {phase}");
        var series = new Series(caseId, DicomUid.FromName($"exam {caseId}"), seriesUid);
        series.Describe("CT", 8, 8, 1, 1, 5, null);
        series.ProposePhase(phase, "test");
        for (var slice = 0; slice < Slices; slice++)
        {
            var image = Slice(series.ExamUid, seriesUid, slice, hounsfield);
            var bytes = new DicomFile(image).ToBytes();
            var uid = image.RequireString(DicomTags.SopInstanceUid);
            var key = $"{studyId:N}/{seriesUid}/{slice}.dcm";
            await store.WriteAsync(key, bytes, default);
            var instance = new Instance(series.Id, uid, ImageStore.Sha256Of(bytes), key);
            instance.PlaceAt(slice);
            series.AddInstance(instance);
        }

        return series;
    }

    /// <summary>One axial slice; stored values are 1024 above HU.</summary>
    public static DicomDataset Slice(string examUid, string seriesUid, int slice, short hounsfield, string patientId = "TEST-1")
    {
        var image = new DicomDataset();
        image.Set(DicomTags.SopClassUid, DicomUid.CtImageStorage);
        image.Set(DicomTags.SopInstanceUid, DicomUid.FromName(seriesUid + slice.ToString(CultureInfo.InvariantCulture)));
        image.Set(DicomTags.Modality, "CT");
        image.Set(DicomTags.PatientId, patientId);
        image.Set(DicomTags.StudyInstanceUid, examUid);
        image.Set(DicomTags.SeriesInstanceUid, seriesUid);
        image.Set(DicomTags.InstanceNumber, slice + 1d);
        image.Set(DicomTags.ImagePositionPatient, -4, -4, 5 * slice);
        image.Set(DicomTags.ImageOrientationPatient, 1, 0, 0, 0, 1, 0);
        image.Set(DicomTags.PixelSpacing, 1, 1);
        image.Set(DicomTags.SamplesPerPixel, 1d);
        image.Set(DicomTags.PhotometricInterpretation, "MONOCHROME2");
        image.Set(DicomTags.Rows, 8d);
        image.Set(DicomTags.Columns, 8d);
        image.Set(DicomTags.BitsAllocated, 16d);
        image.Set(DicomTags.BitsStored, 16d);
        image.Set(DicomTags.HighBit, 15d);
        image.Set(DicomTags.PixelRepresentation, 1d);
        image.Set(DicomTags.RescaleIntercept, -1024d);
        image.Set(DicomTags.RescaleSlope, 1d);
        var pixels = new short[64];
        Array.Fill(pixels, (short)(hounsfield + 1024));
        image.SetPixels(pixels);
        return image;
    }
}
