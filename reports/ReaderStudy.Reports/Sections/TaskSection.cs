using ReaderStudy.Analysis.Results;
using ReaderStudy.Reports.Document;
using ReaderStudy.Reports.Figures;

namespace ReaderStudy.Reports.Sections;

/// <summary>Accuracy of every rater, task by task; a section for each arm.</summary>
internal static class TaskSection
{
    public static IEnumerable<Section> Of(StudyReport report, Names names) =>
        report.Results.Arms.Select(arm => new Section(
            $"results-{arm.Arm}",
            names.SeveralArms ? $"Results by task: {arm.Name}" : "Results by task",
            [.. arm.Tasks.SelectMany(t => Blocks(arm, t, names))]
        ));

    private static IEnumerable<Block> Blocks(ArmResults arm, TaskResults task, Names names)
    {
        yield return new Heading(task.Name);
        if (task.Raters.All(r => r.CasesRead == 0))
        {
            yield return new Paragraph($"Nobody read a case of this task ({Names.Cases(task)}).");
            yield break;
        }

        yield return new Paragraph(Opening(task));
        yield return Accuracy(task, names);
        if (task.Positive is null || task.Labels.Count > 2)
        {
            yield return Recalls(task, names);
        }

        if (task.Raters.Any(r => r.WithoutAnswer.Count + r.SeveralAnswers.Count + r.OtherClass.Count > 0))
        {
            yield return NotOneLabel(task, names);
        }

        var title = names.Task(arm, task);
        foreach (var figure in Forests(task, title, names))
        {
            yield return figure;
        }

        foreach (var figure in Confusions(task, title, names))
        {
            yield return figure;
        }
    }

    private static string Opening(TaskResults task)
    {
        var positive = task.Positive is null
            ? ""
            : $" Sensitivity is the part of the {task.Positive} cases that were called {task.Positive}; specificity that of the others that were called by another label of the task.";
        return $"{Names.Cases(task)}. Right is a reading whose one answer is the truth: {Printed.List([.. task.Labels])}.{positive} Intervals are Wilson's at 95 %.";
    }

    private static Table Accuracy(TaskResults task, Names names)
    {
        var withPositive = task.Positive is not null;
        List<Column> columns =
        [
            new("Rater", 2),
            new("Level", 1),
            new("Cases read", 0.9, Align.Right),
            new("Accuracy", 1.9, Align.Right),
            .. withPositive
                ? [new Column("Sensitivity", 1.9, Align.Right), new Column("Specificity", 1.9, Align.Right)]
                : new[] { new Column("Macro recall", 1.2, Align.Right) },
        ];
        return new Table(
            $"{task.Name}: accuracy, per cent (counts) and 95 % interval.",
            columns,
            [
                .. task.Raters.Select(r => new Row([
                    names.Of(r.Rater),
                    Printed.Level(names.Rater(r.Rater).Level),
                    Printed.Count(r.CasesRead),
                    Printed.ShareAndInterval(r.Accuracy),
                    .. withPositive
                        ? [Printed.ShareAndInterval(r.Sensitivity!), Printed.ShareAndInterval(r.Specificity!)]
                        : new[] { Printed.Percent(r.MacroRecall) },
                ])),
            ],
            withPositive ? null : "Macro recall is the mean of the recalls of the classes below."
        );
    }

    /// <summary>Classes across while they fit, else one line a rater and class.</summary>
    private static Table Recalls(TaskResults task, Names names)
    {
        var caption = $"{task.Name}: recall by class, per cent (counts) and 95 % interval.";
        if (task.Labels.Count <= 4)
        {
            return new Table(
                caption,
                [new Column("Rater", 1.6), .. task.Labels.Select(l => new Column(l, 1.9, Align.Right))],
                [.. task.Raters.Select(r => new Row([names.Of(r.Rater), .. r.Recalls.Select(c => Printed.ShareAndInterval(c.Recall))]))]
            );
        }

        return new Table(
            caption,
            [new Column("Class", 2), new Column("Recall", 2, Align.Right), new Column("95 % interval", 1.6, Align.Right)],
            [
                .. task.Raters.SelectMany(r =>
                    new[] { new Row([names.WithLevel(r.Rater)]) }.Concat(
                        r.Recalls.Select(c => new Row([names.Meaning(c.Label), Printed.Share(c.Recall), Printed.PercentInterval(c.Recall)]))
                    )
                ),
            ]
        );
    }

    private static Table NotOneLabel(TaskResults task, Names names) =>
        new(
            $"{task.Name}: readings that could not be right, because they hold no single label of this task.",
            [
                new Column("Rater", 2.4),
                new Column("Left open", 1.2, Align.Right),
                new Column("Several answers", 1.2, Align.Right),
                new Column("A label of another task", 1.6, Align.Right),
                new Column("Cases not read", 1.2, Align.Right),
            ],
            [
                .. task.Raters.Select(r => new Row([
                    names.Of(r.Rater),
                    Printed.Count(r.WithoutAnswer.Count),
                    Printed.Count(r.SeveralAnswers.Count),
                    Printed.Count(r.OtherClass.Count),
                    Printed.Count(r.CasesMissing.Count),
                ])),
            ]
        );

    private static IEnumerable<Figure> Forests(TaskResults task, string title, Names names)
    {
        var read = task.Raters.Where(r => r.CasesRead > 0).ToList();
        List<(MarkShape, string)> legend = [];
        if (read.Any(r => names.Rater(r.Rater).IsModel))
        {
            legend.Add((MarkShape.Diamond, "model"));
        }

        if (read.Any(r => !names.Rater(r.Rater).IsModel))
        {
            legend.Add((MarkShape.Disc, "reader"));
        }

        var parts = IntervalPlot.Split([.. read.Select(r => ForestRow(r, names))]);
        for (var part = 0; part < parts.Count; part++)
        {
            var alt =
                $"Accuracy with 95 % intervals, {title}: "
                + string.Join("; ", parts[part].Select(r => $"{r.Label} {r.Marks[0].Text}"))
                + ".";
            yield return new Figure(
                IntervalPlot.Draw(parts[part], "Accuracy and 95 % interval", percent: true, legend, "right (of cases read), interval", alt),
                alt,
                $"{title}: accuracy of every rater with Wilson's 95 % interval{Part(part, parts.Count)}."
            );
        }
    }

    private static IntervalRow ForestRow(RaterResults r, Names names)
    {
        var shape = names.Rater(r.Rater).IsModel ? MarkShape.Diamond : MarkShape.Disc;
        var text = $"{Printed.Share(r.Accuracy)}, {Printed.PercentInterval(r.Accuracy)}";
        return new IntervalRow(
            names.WithLevel(r.Rater),
            [new IntervalMark(shape, r.Accuracy.Value, r.Accuracy.Lower, r.Accuracy.Upper, text)]
        );
    }

    private static IEnumerable<Figure> Confusions(TaskResults task, string title, Names names)
    {
        var read = task.Raters.Where(r => r.CasesRead > 0).ToList();
        var parts = MatrixGrid.Split([.. read.Select(r => Panel(names.WithLevel(r.Rater), r.Confusion))]);
        for (var part = 0; part < parts.Count; part++)
        {
            var alt =
                $"Confusion matrices, {title}, counts of cases by truth and answer. "
                + string.Join(" ", parts[part].Select(p => $"{p.Title}: {InWords(p)}."));
            yield return new Figure(
                MatrixGrid.Draw(parts[part], "truth", "answer", alt),
                alt,
                $"{title}: confusion matrices{Part(part, parts.Count)}. Numbers are cases, shades their part of the row; right answers are framed."
            );
        }
    }

    private static string Part(int part, int parts) => parts > 1 ? $", part {part + 1} of {parts}" : "";

    /// <summary>The two columns for answers outside the task are drawn only where somebody is in them.</summary>
    private static MatrixPanel Panel(string title, ConfusionMatrix matrix)
    {
        var shown = Enumerable
            .Range(0, matrix.Columns.Count)
            .Where(c => c < matrix.Rows.Count || matrix.Counts.Any(row => row[c] > 0))
            .ToList();
        return new MatrixPanel(
            title,
            matrix.Rows,
            [.. shown.Select(c => matrix.Columns[c])],
            [.. matrix.Counts.Select(row => (IReadOnlyList<int>)[.. shown.Select(c => row[c])])],
            row => row
        );
    }

    private static string InWords(MatrixPanel matrix) =>
        string.Join(
            "; ",
            matrix.Rows.Select(
                (truth, r) =>
                    $"{truth}: "
                    + string.Join(
                        ", ",
                        matrix
                            .Columns.Select((answer, c) => (answer, Count: matrix.Counts[r][c]))
                            .Where(p => p.Count > 0)
                            .Select(p => $"{p.answer} {p.Count}")
                    )
            )
        );
}
