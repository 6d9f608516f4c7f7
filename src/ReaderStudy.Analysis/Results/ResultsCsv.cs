using System.Globalization;
using System.Text.Json;
using CsvHelper;

namespace ReaderStudy.Analysis.Results;

/// <summary>The tables of a study's results as CSV: one row a number, unrounded, empty where undefined; UTF-8, commas, line feeds.</summary>
public static class ResultsCsv
{
    /// <summary>
    /// Names of Excel formulas begin like some texts do (<c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>); such a text gets an apostrophe in front.
    /// </summary>
    private static readonly CsvWriterOptions Options = new() { NewLine = "\n", Injection = CsvInjection.Escape };

    /// <summary>The names of all tables that <see cref="Of"/> gives.</summary>
    public static IReadOnlyList<string> Names { get; } =
    ["accuracy.csv", "confusion.csv", "agreement.csv", "disagreement.csv", "findings.csv"];

    /// <summary>File name and content of every table.</summary>
    public static IReadOnlyList<(string Name, string Content)> Of(StudyResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        string[][][] tables =
        [
            [.. Accuracy(results)],
            [.. Confusion(results)],
            [.. Agreement(results)],
            [.. Disagreement(results)],
            [.. Findings(results)],
        ];
        return [.. Names.Zip(tables, (name, rows) => (name, Text(rows)))];
    }

    private static IEnumerable<string[]> Accuracy(StudyResults results)
    {
        yield return ["arm", "task", "rater", "rater_level", "measure", "class", "count", "of", "value", "lower_95", "upper_95"];
        foreach (var (arm, task, rater) in RatersOf(results))
        {
            string[] start = [arm, task.Task, rater.Rater, LevelOf(results, rater.Rater)];
            string[] Row(string measure, string label, Proportion p) =>
                [.. start, measure, label, Text(p.Count), Text(p.Of), Text(p.Value), Text(p.Lower), Text(p.Upper)];

            yield return Row("accuracy", "", rater.Accuracy);
            if (rater is { Sensitivity: { } sensitivity, Specificity: { } specificity })
            {
                yield return Row("sensitivity", task.Positive ?? "", sensitivity);
                yield return Row("specificity", task.Positive ?? "", specificity);
            }

            foreach (var recall in rater.Recalls)
            {
                yield return Row("recall", recall.Label, recall.Recall);
            }

            yield return [.. start, "macro-recall", "", "", "", Text(rater.MacroRecall), "", ""];
        }
    }

    private static IEnumerable<string[]> Confusion(StudyResults results)
    {
        yield return ["arm", "task", "rater", "truth", "answer", "cases"];
        foreach (var (arm, task, rater) in RatersOf(results))
        {
            for (var i = 0; i < rater.Confusion.Rows.Count; i++)
            {
                for (var j = 0; j < rater.Confusion.Columns.Count; j++)
                {
                    var count = rater.Confusion.Counts[i][j];
                    yield return [arm, task.Task, rater.Rater, rater.Confusion.Rows[i], rater.Confusion.Columns[j], Text(count)];
                }
            }
        }
    }

    private static IEnumerable<string[]> Agreement(StudyResults results)
    {
        yield return
        [
            "arm",
            "task",
            "among",
            "raters",
            "category",
            "cases_used",
            "cases_excluded",
            "kappa",
            "lower_95",
            "upper_95",
            "standard_error",
            "null_standard_error",
            "observed_agreement",
            "expected_agreement",
            "share",
        ];
        foreach (var arm in results.Arms)
        {
            foreach (var (task, a) in arm.Tasks.SelectMany(t => t.Agreement.Select(a => (t, a))))
            {
                string[] start = [arm.Arm, task.Task, a.Among, string.Join('|', a.Raters)];
                string[] counts = [Text(a.CasesUsed), Text(a.Excluded.Count)];
                yield return
                [
                    .. start,
                    "",
                    .. counts,
                    Text(a.Kappa),
                    Text(a.Lower),
                    Text(a.Upper),
                    Text(a.StandardError),
                    Text(a.NullStandardError),
                    Text(a.ObservedAgreement),
                    Text(a.ExpectedAgreement),
                    "",
                ];
                foreach (var c in a.PerCategory)
                {
                    yield return
                    [
                        .. start,
                        c.Category,
                        .. counts,
                        Text(c.Kappa),
                        "",
                        "",
                        "",
                        Text(c.NullStandardError),
                        "",
                        "",
                        Text(c.Share),
                    ];
                }
            }
        }
    }

    private static IEnumerable<string[]> Disagreement(StudyResults results)
    {
        yield return ["arm", "task", "model", "reader", "best_reader", "stratum", "of", "outcome", "count", "cases", "mcnemar_exact_p"];
        foreach (var arm in results.Arms)
        {
            foreach (var (task, comparison) in arm.Tasks.SelectMany(t => t.Comparisons.Select(c => (t, c))))
            {
                foreach (var s in comparison.Strata)
                {
                    (string, OutcomeCell)[] cells =
                    [
                        ("both-right", s.BothRight),
                        ("only-model-right", s.OnlyModelRight),
                        ("only-reader-right", s.OnlyReaderRight),
                        ("neither-right", s.NeitherRight),
                    ];
                    foreach (var (outcome, cell) in cells)
                    {
                        yield return
                        [
                            arm.Arm,
                            task.Task,
                            comparison.Model,
                            comparison.Reader,
                            comparison.ReaderIsBest ? "yes" : "no",
                            Text(s.Kind),
                            s.Of,
                            outcome,
                            Text(cell.Count),
                            string.Join('|', cell.Cases),
                            Text(s.McNemarExactP),
                        ];
                    }
                }
            }
        }
    }

    private static IEnumerable<string[]> Findings(StudyResults results)
    {
        yield return ["row", "case_id", "rater", "arm", "question", "kind", "what"];
        foreach (var f in results.Findings)
        {
            yield return [f.Row is { } row ? Text(row) : "", f.CaseId, f.RaterId, f.Arm ?? "", f.Question ?? "", Text(f.Kind), f.What];
        }
    }

    private static IEnumerable<(string Arm, TaskResults Task, RaterResults Rater)> RatersOf(StudyResults results) =>
        from arm in results.Arms
        from task in arm.Tasks
        from rater in task.Raters
        select (arm.Arm, task, rater);

    private static string LevelOf(StudyResults results, string rater) => Text(results.Raters.First(r => r.Id == rater).Level);

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static string Text(IEnumerable<string[]> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = CsvWriter.Create(text, Options, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                writer.WriteRecord(row);
            }
        }

        return text.ToString();
    }
}
