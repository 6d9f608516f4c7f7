using ReaderStudy.Analysis.Results;
using ReaderStudy.Reports.Document;

namespace ReaderStudy.Reports.Sections;

/// <summary>Puts the report of a study together: which sections there are and in which order.</summary>
internal static class StudyReportDocument
{
    public static ReportDocument Of(StudyReport report)
    {
        var names = new Names(report);
        return new ReportDocument
        {
            Title = report.Title,
            Subtitle = "Report of a reader study",
            Organisation = report.Organisation,
            Date = report.Date,
            Facts = TitleFacts(report),
            Imprint =
                $"{report.Results.Software.Name} {report.Results.Software.Version}, input {report.Results.InputSha256[..Math.Min(12, report.Results.InputSha256.Length)]}",
            Sections =
            [
                SummarySection.Of(report, names),
                DesignSection.Of(report, names),
                CohortSection.Of(report),
                .. TaskSection.Of(report, names),
                AgreementSection.Of(report, names),
                .. ComparisonSection.Of(report, names),
                FindingsSection.Of(report, names),
                MethodsSection.Of(report),
                ReproducibilitySection.Of(report),
            ],
            Attachments =
            [
                new Attachment(
                    "results.json",
                    "Every number of this report, unrounded",
                    "application/json",
                    ResultsJson.Write(report.Results)
                ),
            ],
        };
    }

    private static List<Fact> TitleFacts(StudyReport report)
    {
        var design = report.Results.Design;
        return
        [
            new Fact("Date of analysis", Printed.Date(report.Date)),
            new Fact("Protocol", report.Results.Protocol.Title),
            new Fact(
                "Size",
                $"{Printed.Count(design.Cases, "case", "cases")}, {Printed.Count(design.Readers, "reader", "readers")}, "
                    + $"{Printed.Count(design.Models, "model", "models")}, {Printed.Count(design.ReadingsPresent, "reading", "readings")}"
            ),
            .. report.Facts.Select(f => new Fact(f.Name, f.Value)),
        ];
    }
}
