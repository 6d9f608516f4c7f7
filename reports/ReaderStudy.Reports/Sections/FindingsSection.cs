using System.Globalization;
using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Reports.Document;

namespace ReaderStudy.Reports.Sections;

/// <summary>Irregular answers: how many of which kind, then every one as far as paper goes.</summary>
internal static class FindingsSection
{
    private const int Printable = 1000;

    public static Section Of(StudyReport report, Names names) =>
        new(
            "findings",
            "Findings and irregularities",
            report.Results.Findings.Count == 0
                ? [new Paragraph("None. Every answer present is one answer that the protocol offers.")]
                : [.. Blocks(report, names)]
        );

    private static IEnumerable<Block> Blocks(StudyReport report, Names names)
    {
        var findings = report.Results.Findings;
        yield return new Paragraph(
            $"{Printed.Count(findings.Count, "answer was", "answers were")} irregular. Each was analysed as it stands; nothing was guessed or changed."
        );
        var kinds = findings.Select(f => f.Kind).Distinct().Order().ToList();
        yield return new Table(
            "Findings by rater.",
            [new Column("Rater", 2), .. kinds.Select(k => new Column(Title(k), 1.3, Align.Right)), new Column("All", 0.8, Align.Right)],
            [
                .. report
                    .Results.Raters.Select(r => (r.Id, r.Name, Findings: findings.Where(f => f.RaterId == r.Id).ToList()))
                    .Where(r => r.Findings.Count > 0)
                    .Select(r => new Row([
                        r.Name,
                        .. kinds.Select(k => Printed.Count(r.Findings.Count(f => f.Kind == k))),
                        Printed.Count(r.Findings.Count),
                    ])),
                new Row(
                    ["All", .. kinds.Select(k => Printed.Count(findings.Count(f => f.Kind == k))), Printed.Count(findings.Count)],
                    Strong: true
                ),
            ]
        );

        var withRows = findings.Any(f => f.Row is not null);
        var withArm = report.Results.Arms.Count > 1;
        var known = report.Results.Raters.Select(r => r.Id).ToHashSet();
        yield return new Table(
            (
                findings.Count <= Printable
                    ? "Every finding"
                    : $"The first {Printed.Count(Printable)} of {Printed.Count(findings.Count)} findings; results.json has them all"
            ) + (withRows ? "; the row is the line of the file that was read, its header being line 1." : "."),
            [
                .. withRows ? [new Column("Row", 0.55, Align.Right)] : Array.Empty<Column>(),
                new Column("Case", 1),
                new Column("Rater", 1),
                .. withArm ? [new Column("Arm", 1)] : Array.Empty<Column>(),
                new Column("What", 5.4),
            ],
            [
                .. findings
                    .Take(Printable)
                    .Select(f => new Row([
                        .. withRows ? [f.Row?.ToString(CultureInfo.InvariantCulture) ?? ""] : Array.Empty<string>(),
                        f.CaseId,
                        known.Contains(f.RaterId) ? names.Of(f.RaterId) : f.RaterId,
                        .. withArm ? [report.Results.Arms.FirstOrDefault(a => a.Arm == f.Arm)?.Name ?? f.Arm ?? ""] : Array.Empty<string>(),
                        f.What,
                    ])),
            ]
        );
    }

    private static string Title(FindingKind kind) =>
        kind switch
        {
            FindingKind.NoAnswer => "No answer",
            FindingKind.SeveralAnswers => "Several answers",
            FindingKind.ContradictsOwnAnswer => "Contradicts own answer",
            FindingKind.Spelling => "Other spelling",
            FindingKind.OutsideTask => "Outside the task",
        };
}
