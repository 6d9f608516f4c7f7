using System.Text;
using System.Text.Json;
using ReaderStudy.Dicom.Deidentification;

namespace ReaderStudy.Dicom.Tests.Deidentification;

public sealed class DeidentificationReportTests
{
    private readonly Deidentifier _deidentifier = new(Encoding.ASCII.GetBytes("a key for the tests only"));

    [Fact]
    public void A_report_says_what_became_of_each_attribute_and_holds_no_value()
    {
        var image = TestImages.Ct(0, 1);
        image.Set(new DicomElement(new DicomTag(0x0009, 0x1001), DicomVr.LO, Encoding.ASCII.GetBytes("SECRET")));

        var report = _deidentifier.Deidentify(image).Report;

        Assert.Contains(
            report.Attributes,
            a => a is { Keyword: "StudyDate", Tag: "(0008,0020)", Fate: AttributeFate.DateShifted, Count: 1 }
        );
        Assert.Contains(report.Attributes, a => a is { Keyword: "private", Fate: AttributeFate.Removed });
        Assert.Contains(report.Attributes, a => a is { Keyword: "PixelData", Fate: AttributeFate.Kept });
        Assert.DoesNotContain("SECRET", report.ToJson() + report.ToText(), StringComparison.Ordinal);
        Assert.DoesNotContain("ller", report.ToJson() + report.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_add_up_and_come_back_from_json()
    {
        var one = _deidentifier.Deidentify(TestImages.Ct(0, 1)).Report;
        var suspicious = TestImages.Ct(5, 2);
        suspicious.Set(DicomTags.BurnedInAnnotation, "YES");
        var two = _deidentifier.Deidentify(suspicious).Report;

        var sum = one.Plus(two);

        Assert.Equal(2, sum.Images);
        Assert.Contains(sum.Attributes, a => a is { Keyword: "StudyDate", Count: 2 });
        Assert.Equal(new ReportedQuestion(DeidentificationQuestionKind.BurnedInText, 1), Assert.Single(sum.Questions));
        Assert.Equal(sum.ToText(), DeidentificationReport.FromJson(sum.ToJson()).ToText());
        Assert.Equal(sum.ToText(), JsonSerializer.Deserialize<DeidentificationReport>(JsonSerializer.Serialize(sum))!.ToText());
        Assert.Equal(one.Counts.Kept + two.Counts.Kept, sum.Counts.Kept);
    }
}
