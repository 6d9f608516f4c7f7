using System.Globalization;
using ReaderStudy.Analysis.Results;
using Spectre.Console;

namespace ReaderStudy.Cli.Analyze;

/// <summary>Prints results as tables: percentages to one digit with their counts, kappa to three and five.</summary>
internal sealed class FiguresPage(TextWriter output)
{
    private const string Undefined = "–";
    private readonly IAnsiConsole _console = PlainConsole.On(output);

    public void Print(StudyResults results)
    {
        var names = results.Raters.ToDictionary(r => r.Id, r => r.Name);
        var d = results.Design;
        _console.WriteLine(results.Protocol.Title);
        Line(
            $"{d.Cases} cases ({string.Join(", ", results.Cohort.Columns.Select(c => $"{c.Class} {c.Cases}"))}), {Some(d.Readers, "reader")}, {Some(d.Models, "model")}."
        );
        Line($"Readings: {d.ReadingsPresent} of {d.ReadingsExpected}, {d.ReadingsMissing} missing, {d.ReadingsIrregular} with a finding.");
        Line($"Input SHA-256 {results.InputSha256}");
        foreach (var arm in results.Arms)
        {
            foreach (var task in arm.Tasks)
            {
                var title = results.Arms.Count == 1 ? task.Name : $"{task.Name}, {arm.Name}";
                _console.WriteLine();
                Line($"== {title} ({task.Cases} cases) ==");
                Accuracy(results, task);
                Confusion(task, names);
                Agreement(task);
                Comparisons(task, names);
            }
        }

        Findings(results, names);
    }

    private void Accuracy(StudyResults results, TaskResults task)
    {
        var table = Table("Accuracy, with Wilson 95 % intervals", "Rater", "Level", "Accuracy");
        if (task.Positive is not null)
        {
            table.AddColumn(Right($"Sensitivity for {task.Positive}")).AddColumn(Right("Specificity"));
        }

        table.AddColumn(Right("Macro recall"));
        foreach (var rater in task.Raters)
        {
            var summary = results.Raters.First(r => r.Id == rater.Rater);
            List<string> cells = [summary.Name, summary.Level.ToString().ToLowerInvariant(), Counted(rater.Accuracy)];
            if (rater is { Sensitivity: { } sensitivity, Specificity: { } specificity })
            {
                cells.AddRange([Counted(sensitivity), Counted(specificity)]);
            }

            cells.Add(Percent(rater.MacroRecall));
            Row(table, cells);
        }

        _console.Write(table);
    }

    private void Confusion(TaskResults task, Dictionary<string, string> names)
    {
        var table = Table("Confusion: rows are the truth, columns the answer", "Rater", "Truth");
        foreach (var column in task.Raters.Take(1).SelectMany(r => r.Confusion.Columns))
        {
            table.AddColumn(Right(column));
        }

        foreach (var rater in task.Raters)
        {
            for (var i = 0; i < rater.Confusion.Rows.Count; i++)
            {
                Row(table, [i == 0 ? names[rater.Rater] : "", rater.Confusion.Rows[i], .. rater.Confusion.Counts[i].Select(c => Text(c))]);
            }
        }

        _console.Write(table);
    }

    private void Agreement(TaskResults task)
    {
        if (task.Agreement.Count == 0)
        {
            return;
        }

        var table = Table("Fleiss' kappa", "Among", "Raters", "Cases used", "Kappa", "95 % interval", "To 5 digits");
        foreach (var a in task.Agreement)
        {
            var among = a.Among == AgreementResults.AllRaters ? "all raters" : "readers only";
            var interval = double.IsNaN(a.Lower) ? Undefined : $"{Digits(a.Lower, 3)} to {Digits(a.Upper, 3)}";
            var used = $"{a.CasesUsed} of {a.CasesUsed + a.Excluded.Count}";
            Row(table, [among, Text(a.Raters.Count), used, Digits(a.Kappa, 3), interval, Digits(a.Kappa, 5)]);
        }

        _console.Write(table);
        foreach (var undefined in task.Agreement.Select(a => a.Undefined).OfType<string>().Distinct())
        {
            Line($"{Undefined} {undefined}");
        }
    }

    private void Comparisons(TaskResults task, Dictionary<string, string> names)
    {
        if (task.Comparisons.Count == 0)
        {
            return;
        }

        var table = Table(
            "Model against reader",
            "Model",
            "Reader",
            "Cases",
            "Both right",
            "Only model",
            "Only reader",
            "Neither",
            "McNemar p"
        );
        foreach (var comparison in task.Comparisons)
        {
            var first = true;
            foreach (var s in comparison.Strata)
            {
                var of = s.Kind == StratumKind.Class ? $"  of these {s.Of}" : s.Of;
                var reader = names[comparison.Reader] + (comparison.ReaderIsBest ? " (best)" : "");
                Row(
                    table,
                    [
                        first ? names[comparison.Model] : "",
                        first ? reader : "",
                        $"{of} {s.Cases}",
                        .. new[] { s.BothRight, s.OnlyModelRight, s.OnlyReaderRight, s.NeitherRight }.Select(c => Text(c.Count)),
                        P(s.McNemarExactP),
                    ]
                );
                first = false;
            }
        }

        _console.Write(table);
        if (task.BestReader is { EqualTo.Count: > 0 } best)
        {
            Line(
                $"Equally accurate as {names[best.Rater]}: {string.Join(", ", best.EqualTo.Select(e => names[e]))}; the more experienced is taken as the best."
            );
        }
    }

    private void Findings(StudyResults results, Dictionary<string, string> names)
    {
        if (results.Findings.Count == 0)
        {
            return;
        }

        _console.WriteLine();
        var table = Table("Findings: answers to look at; they count as they stand", "Row", "Case", "Rater", "What");
        table.Columns[0].Alignment = Justify.Right;
        foreach (var column in table.Columns.Skip(1))
        {
            column.Alignment = Justify.Left;
        }

        foreach (var f in results.Findings)
        {
            Row(table, [f.Row is { } row ? Text(row) : Undefined, f.CaseId, names[f.RaterId], f.What]);
        }

        _console.Write(table);
    }

    /// <summary>The first two columns are words, the others numbers.</summary>
    private static Table Table(string title, params string[] columns)
    {
        const int Words = 2;
        var table = new Table { Border = TableBorder.Simple, Title = new TableTitle(Markup.Escape(title)) };
        for (var i = 0; i < columns.Length; i++)
        {
            table.AddColumn(i < Words ? new TableColumn(Markup.Escape(columns[i])) : Right(columns[i]));
        }

        return table;
    }

    private static TableColumn Right(string title) => new TableColumn(Markup.Escape(title)).RightAligned().NoWrap();

    private static void Row(Table table, IEnumerable<string> cells) => table.AddRow([.. cells.Select(c => new Text(c))]);

    private void Line(string text) => _console.WriteLine(text);

    /// <summary>Counts, percentage and interval; the interval on a line of its own where the page is narrow.</summary>
    private string Counted(Proportion p) =>
        double.IsNaN(p.Value)
            ? $"0 of 0  {Undefined}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{p.Count} of {p.Of}  {100 * p.Value:F1} %{(_console.Profile.Width < PlainConsole.WidthOfFiles ? '\n' : ' ')}({100 * p.Lower:F1} to {100 * p.Upper:F1})"
            );

    private static string Percent(double value) =>
        double.IsNaN(value) ? Undefined : string.Create(CultureInfo.InvariantCulture, $"{100 * value:F1} %");

    private static string Digits(double value, int digits) =>
        double.IsNaN(value) ? Undefined : value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Some(int count, string what) => count == 1 ? $"1 {what}" : $"{Text(count)} {what}s";

    private static string P(double p) => p < 0.0001 ? "<0.0001" : Digits(p, 4);

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
