using ReaderStudy.Analysis.Results;
using ReaderStudy.Reports.Document;
using ReaderStudy.Reports.Figures;

namespace ReaderStudy.Reports.Sections;

/// <summary>AI against readers, case by case: who was right about which truth.</summary>
internal static class ComparisonSection
{
    private const int RowsOnAFigure = 10;
    private const int StrataAcross = 6;

    public static IEnumerable<Section> Of(StudyReport report, Names names)
    {
        var blocks = new List<Block>();
        foreach (var arm in report.Results.Arms)
        {
            foreach (var task in arm.Tasks.Where(t => t.Comparisons.Any(c => c.Strata[0].Cases > 0)))
            {
                blocks.Add(new Heading(names.Task(arm, task)));
                foreach (var model in task.Comparisons.GroupBy(c => c.Model))
                {
                    blocks.AddRange(
                        Blocks(names.Task(arm, task), names.Of(model.Key), [.. model.Where(c => c.Strata[0].Cases > 0)], names)
                    );
                }
            }
        }

        if (blocks.Count > 0)
        {
            yield return new Section(
                "ai-against-readers",
                "AI against readers",
                [
                    new Paragraph(
                        "Each case that both read falls into one of four cells: both right, only the model, only the reader, neither. The p-value is "
                            + "McNemar's exact two-sided one of equal accuracy; it describes, and is not adjusted for the number of comparisons. "
                            + "The cases of every cell are named in the attached results.json."
                    ),
                    .. blocks,
                ]
            );
        }
    }

    private static IEnumerable<Block> Blocks(string title, string model, List<Comparison> comparisons, Names names)
    {
        foreach (var figure in Figures(title, model, comparisons, names))
        {
            yield return figure;
        }

        yield return new Table(
            $"{title}: {model} against each reader.",
            [
                new Column("Truth", 3),
                new Column("Cases", 1, Align.Right),
                new Column("Both right", 1, Align.Right),
                new Column("Only the model", 1.1, Align.Right),
                new Column("Only the reader", 1.1, Align.Right),
                new Column("Neither", 1, Align.Right),
                new Column("p-value", 1, Align.Right),
            ],
            [.. comparisons.SelectMany(c => Rows(c, names))],
            NotCompared(comparisons, names)
        );
    }

    private static IEnumerable<Row> Rows(Comparison comparison, Names names)
    {
        yield return new Row([names.WithLevel(comparison.Reader) + (comparison.ReaderIsBest ? ", the best reader" : "")]);
        foreach (var s in comparison.Strata)
        {
            yield return new Row(
                [
                    s.Kind == StratumKind.All ? "All cases" : s.Label,
                    Printed.Count(s.Cases),
                    Printed.Count(s.BothRight.Count),
                    Printed.Count(s.OnlyModelRight.Count),
                    Printed.Count(s.OnlyReaderRight.Count),
                    Printed.Count(s.NeitherRight.Count),
                    Printed.PValue(s.McNemarExactP),
                ],
                Strong: s.Kind == StratumKind.All
            );
        }
    }

    private static string? NotCompared(List<Comparison> comparisons, Names names)
    {
        var some = comparisons.Where(c => c.NotCompared.Count > 0).ToList();
        return some.Count == 0
            ? null
            : $"Not compared, because one of the two did not read them: {Printed.List([.. some.Select(c => $"{Printed.Count(c.NotCompared.Count, "case", "cases")} with {names.Of(c.Reader)}")])}.";
    }

    private static IEnumerable<Figure> Figures(string title, string model, List<Comparison> comparisons, Names names)
    {
        bool Shown(ComparisonStratum s, int truths) => s.Kind == StratumKind.All || (s.Kind == StratumKind.Truth && truths < StrataAcross);

        var chunks = SvgCanvas.Split(comparisons, RowsOnAFigure);
        for (var part = 0; part < chunks.Count; part++)
        {
            var rows = chunks[part]
                .Select(c =>
                    (Comparison: c, Strata: c.Strata.Where(s => Shown(s, c.Strata.Count(t => t.Kind == StratumKind.Truth))).ToList())
                )
                .ToList();
            var alt =
                $"{title}: {model} against readers, counts of cases both right, only {model}, only the reader, neither. "
                + string.Join(
                    " ",
                    rows.Select(r =>
                        $"{names.Of(r.Comparison.Reader)}: "
                        + string.Join(
                            "; ",
                            r.Strata.Select(s =>
                                $"{(s.Kind == StratumKind.All ? "all" : s.Label)} {s.BothRight.Count}, {s.OnlyModelRight.Count}, {s.OnlyReaderRight.Count}, {s.NeitherRight.Count}"
                            )
                        )
                        + "."
                    )
                );
            var svg = DisagreementGrid.Draw(
                [.. rows[0].Strata.Select(s => s.Kind == StratumKind.All ? "All cases" : s.Label)],
                [
                    .. rows.Select(r => new DisagreementRow(
                        names.WithLevel(r.Comparison.Reader),
                        [
                            .. r.Strata.Select(s => new RightWrong(
                                s.BothRight.Count,
                                s.OnlyModelRight.Count,
                                s.OnlyReaderRight.Count,
                                s.NeitherRight.Count
                            )),
                        ]
                    )),
                ],
                model,
                alt
            );
            yield return new Figure(
                svg,
                alt,
                $"{title}: disagreement of {model} (across) and each reader (down){(chunks.Count > 1 ? $", part {part + 1} of {chunks.Count}" : "")}. "
                    + "Numbers are cases; framed are those in which one was right and the other wrong."
            );
        }
    }
}
