using ReaderStudy.Analysis.Results;
using ReaderStudy.Reports.Document;
using ReaderStudy.Reports.Figures;

namespace ReaderStudy.Reports.Sections;

/// <summary>Fleiss' kappa: the table, the figure, the categories, the cases that could not be used.</summary>
internal static class AgreementSection
{
    private const int Printable = 300;

    private sealed record Entry(string Title, TaskResults Task, IReadOnlyList<AgreementResults> Sets);

    public static Section Of(StudyReport report, Names names)
    {
        List<Entry> entries =
        [
            .. report.Results.Arms.SelectMany(a =>
                a.Tasks.Where(t => t.Agreement.Count > 0).Select(t => new Entry(names.Task(a, t), t, t.Agreement))
            ),
        ];
        return new Section(
            "agreement",
            "Agreement",
            entries.Count == 0
                ? [new Paragraph("Agreement needs at least two raters who read cases of the same task; there are none.")]
                : [.. Blocks(entries)]
        );
    }

    private static IEnumerable<Block> Blocks(List<Entry> entries)
    {
        yield return new Paragraph(
            "Agreement beyond chance by Fleiss' kappa: 1 is perfect agreement, 0 what chance alone would give. A case is used when every "
                + "rater of the set gave it exactly one answer."
        );
        yield return Kappas(entries);
        foreach (var figure in KappaFigures(entries))
        {
            yield return figure;
        }

        yield return Categories(entries);
        if (entries.SelectMany(e => e.Sets).Any(s => s.Excluded.Count > 0))
        {
            yield return Excluded(entries);
        }
    }

    private static Table Kappas(List<Entry> entries)
    {
        var undefined = entries
            .SelectMany(e => e.Sets.Where(s => s.Undefined is not null).Select(s => $"{e.Title}, {Names.Among(s)}: {s.Undefined}"))
            .ToList();
        return new Table(
            "Fleiss' kappa with its 95 % interval.",
            [
                new Column("Raters", 1.9),
                new Column("Cases used", 1, Align.Right),
                new Column("Not used", 1, Align.Right),
                new Column("Kappa", 1, Align.Right),
                new Column("95 % interval", 1.7, Align.Right),
                new Column("Standard error", 1.1, Align.Right),
                new Column("Observed", 1.1, Align.Right),
                new Column("By chance", 1.1, Align.Right),
            ],
            [
                .. entries.SelectMany(e =>
                    new[] { new Row([e.Title]) }.Concat(
                        e.Sets.Select(s => new Row([
                            $"{Names.Among(s)} ({s.Raters.Count})",
                            Printed.Count(s.CasesUsed),
                            Printed.Count(s.Excluded.Count),
                            Printed.Coefficient(s.Kappa),
                            Printed.Interval(s.Lower, s.Upper),
                            Printed.Coefficient(s.StandardError),
                            Printed.Coefficient(s.ObservedAgreement),
                            Printed.Coefficient(s.ExpectedAgreement),
                        ]))
                    )
                ),
            ],
            undefined.Count == 0 ? null : $"Not defined: {string.Join("; ", undefined)}."
        );
    }

    private static IEnumerable<Figure> KappaFigures(List<Entry> entries)
    {
        List<(MarkShape, string)> legend = [];
        if (entries.Any(e => e.Sets.Any(s => s.Among != AgreementResults.ReadersOnly)))
        {
            legend.Add((MarkShape.Diamond, "all raters"));
        }

        if (entries.Any(e => e.Sets.Any(s => s.Among == AgreementResults.ReadersOnly)))
        {
            legend.Add((MarkShape.Disc, "readers only"));
        }

        foreach (var rows in IntervalPlot.Split([.. entries.Select(e => new IntervalRow(e.Title, [.. e.Sets.Select(Mark)]))]))
        {
            var alt =
                "Fleiss' kappa with 95 % intervals. "
                + string.Join(
                    " ",
                    rows.Select(r =>
                        $"{r.Label}: {string.Join("; ", r.Marks.Select(m => $"{(m.Shape == MarkShape.Disc ? "readers only" : "all raters")} {m.Text}"))}."
                    )
                );
            yield return new Figure(
                IntervalPlot.Draw(rows, "Fleiss' kappa and 95 % interval", percent: false, legend, "kappa (interval)", alt),
                alt,
                "Fleiss' kappa by task with its 95 % interval."
            );
        }
    }

    private static IntervalMark Mark(AgreementResults set) =>
        new(
            set.Among == AgreementResults.ReadersOnly ? MarkShape.Disc : MarkShape.Diamond,
            set.Kappa,
            set.Lower,
            set.Upper,
            double.IsNaN(set.Kappa) ? "not defined" : $"{Printed.Coefficient(set.Kappa)} ({Printed.Interval(set.Lower, set.Upper)})"
        );

    private static Table Categories(List<Entry> entries) =>
        new(
            "Kappa of each answer against all others.",
            [
                new Column("Answer", 2.4),
                new Column("Raters", 1.4),
                new Column("Part of all answers", 1.2, Align.Right),
                new Column("Kappa", 1, Align.Right),
                new Column("Standard error under no agreement", 1.6, Align.Right),
            ],
            [
                .. entries.SelectMany(e =>
                    new[] { new Row([e.Title]) }.Concat(
                        e.Sets.SelectMany(s =>
                            s.PerCategory.Where(c => c.Share > 0)
                                .Select(c => new Row([
                                    c.Category,
                                    Names.Among(s),
                                    Printed.Percent(c.Share),
                                    Printed.Coefficient(c.Kappa),
                                    Printed.Coefficient(c.NullStandardError),
                                ]))
                        )
                    )
                ),
            ]
        );

    private static Table Excluded(List<Entry> entries)
    {
        var cases = entries
            .SelectMany(e =>
                e.Sets.SelectMany(s => s.Excluded.Select(x => (e.Title, x.CaseId, x.Reason, Set: Names.Among(s))))
                    .GroupBy(x => (x.Title, x.CaseId, x.Reason))
                    .OrderBy(g => g.Key.CaseId, StringComparer.Ordinal)
                    .Select(g => (g.Key.Title, Row: new Row([g.Key.CaseId, string.Join(", ", g.Select(x => x.Set)), g.Key.Reason])))
            )
            .ToList();
        var printed = cases.Take(Printable).ToList();
        return new Table(
            "Cases that kappa could not use"
                + (cases.Count <= Printable ? "." : $", the first {Printable} of {Printed.Count(cases.Count)}; results.json has them all."),
            [new Column("Case", 1.4), new Column("Raters", 1.4), new Column("Reason", 4)],
            [.. printed.GroupBy(c => c.Title).SelectMany(g => new[] { new Row([g.Key]) }.Concat(g.Select(c => c.Row)))]
        );
    }
}
