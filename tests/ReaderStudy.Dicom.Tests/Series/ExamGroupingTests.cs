using ReaderStudy.Dicom.Series;

namespace ReaderStudy.Dicom.Tests.Series;

public sealed class ExamGroupingTests
{
    [Fact]
    public void Images_are_sorted_into_exams_and_series_by_UID_and_duplicates_are_counted()
    {
        var other = TestImages.Ct(0, 9);
        other.Set(DicomTags.SeriesInstanceUid, "2.25.2000");
        other.Set(DicomTags.SeriesNumber, 1d);
        var stranger = TestImages.Ct(0, 8);
        stranger.Set(DicomTags.PatientId, "SOMEBODY");
        DicomDataset[] images = [TestImages.Ct(0, 1), other, TestImages.Ct(5, 2), TestImages.Ct(0, 1), stranger];

        var exams = ExamGrouping.Group(images);

        Assert.Equal(["HOSP-4711", "SOMEBODY"], exams.Select(e => e.PatientId));
        Assert.Equal(["2.25.2000", TestImages.Series], exams[0].Series.Select(s => s.SeriesInstanceUid));
        Assert.Equal((2, 1), (exams[0].Series[1].Instances.Count, exams[0].Series[1].Duplicates));
        Assert.Equal(new DateOnly(2020, 2, 28), exams[0].Date);
    }

    [Fact]
    public void An_image_without_a_series_UID_is_refused()
    {
        var image = TestImages.Ct(0, 1);
        image.Remove(DicomTags.SeriesInstanceUid);

        var error = Assert.Throws<DicomException>(() => ExamGrouping.Group([image]));

        Assert.Equal("element (0020,000E) SeriesInstanceUID is missing or empty", error.Message);
    }
}
