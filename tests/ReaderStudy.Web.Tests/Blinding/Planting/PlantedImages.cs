using System.Globalization;
using ReaderStudy.Dicom;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.Blinding.Planting;

/// <summary>
/// Stored images whose headers still tell what de-identification would have taken out: nothing of it may reach a reader even so. All cases
/// have the same pixels, so that what differs between two of them comes from somewhere else.
/// </summary>
internal static class PlantedImages
{
    public const string Words = "zq7seriestext";

    /// <summary>A date in the header, as DICOM writes it and as people do.</summary>
    public static readonly string[] Dates = ["19731129", "1973-11-29"];

    public static async Task<Series> StoreAsync(ImageStore store, Guid studyId, Guid caseId, Phase phase)
    {
        var seriesUid = DicomUid.FromName($"series {caseId} {phase}");
        var series = new Series(caseId, DicomUid.FromName($"exam {caseId}"), seriesUid);
        series.Describe("CT", 8, 8, 1, 1, 5, null);
        series.ProposePhase(phase, "zq7phasereason");
        series.DateExam(Dates[0], "101500");
        for (var slice = 0; slice < TestImages.Slices; slice++)
        {
            var image = TestImages.Slice(series.ExamUid, seriesUid, slice, 100);
            image.Set(DicomTags.SeriesDescription, Words);
            image.Set(DicomTags.StudyDescription, Words);
            image.Set(DicomTags.ProtocolName, Words);
            image.Set(DicomTags.AccessionNumber, Words);
            image.Set(DicomTags.PatientName, Words);
            image.Set(DicomTags.StudyDate, Dates[0]);
            image.Set(DicomTags.AcquisitionDate, Dates[0]);
            var bytes = new DicomFile(image).ToBytes();
            var key = $"{studyId:N}/{seriesUid}/{slice.ToString(CultureInfo.InvariantCulture)}.dcm";
            await store.WriteAsync(key, bytes, default);
            var instance = new Instance(series.Id, image.RequireString(DicomTags.SopInstanceUid), ImageStore.Sha256Of(bytes), key);
            instance.PlaceAt(slice);
            series.AddInstance(instance);
        }

        return series;
    }
}
