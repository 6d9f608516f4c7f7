using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Analysis.Results;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Statistics.Accuracy;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Analysis;

/// <summary>One task in one arm.</summary>
internal static class TaskAnalysis
{
    public static TaskResults Of(Protocol protocol, AnalysisTask task, string arm, RatingIndex index)
    {
        var cases = TaskCase.Of(protocol, task, index.Cases);
        var raters = index
            .Raters.Select(r =>
                (Rater: r, Results: OfRater(task, cases, c => index.Find(c, r.Id, arm, task.Question)) with { Rater = r.Id })
            )
            .ToList();
        var best = Best([.. raters.Where(r => !r.Rater.IsModel && r.Results.CasesRead > 0)]);
        return new TaskResults
        {
            Task = task.Id,
            Name = task.Name,
            Question = task.Question,
            WithinGroup = task.WithinGroup,
            Positive = task.Positive,
            Labels = task.Labels,
            Cases = cases.Count,
            Raters = [.. raters.Select(r => r.Results)],
            Agreement = AgreementAnalysis.Of(task, protocol.QuestionOf(task.Question), cases, arm, index),
            BestReader = best,
            Comparisons = ComparisonAnalysis.Of(protocol, task, cases, arm, index, best?.Rater),
        };
    }

    public static Proportion Part(int count, int of)
    {
        var (lower, upper) = Wilson.Interval(count, of);
        return new Proportion(count, of, of == 0 ? double.NaN : (double)count / of, lower, upper);
    }

    private static RaterResults OfRater(AnalysisTask task, IReadOnlyList<TaskCase> cases, Func<string, Rating?> ratingOf)
    {
        var ratings = cases.Select(c => (Case: c, Rating: ratingOf(c.Id))).ToList();
        var read = ratings.Where(r => r.Rating is not null).Select(r => (r.Case, Labels: Labels(task, r.Rating!))).ToList();
        var classes = task.Labels.Count;
        int Column(IReadOnlyList<string> labels) =>
            labels is not [var only] ? classes + 1
            : task.Labels.IndexOf(only) is var at and >= 0 ? at
            : classes;
        var counts = ConfusionTable.Of(read.Select(r => (task.Labels.IndexOf(r.Case.Truth), Column(r.Labels))), classes, classes + 2);
        var binary = task.Positive is null ? (BinaryOutcome?)null : BinaryOutcome.Of(counts, task.Labels.IndexOf(task.Positive));
        return new RaterResults
        {
            Rater = "",
            CasesRead = read.Count,
            CasesMissing = [.. ratings.Where(r => r.Rating is null).Select(r => r.Case.Id)],
            Accuracy = Part(Enumerable.Range(0, classes).Sum(k => counts[k, k]), read.Count),
            Sensitivity = binary is { } b ? Part(b.TruePositives, b.Positives) : null,
            Specificity = binary is { } c ? Part(c.TrueNegatives, c.Negatives) : null,
            Recalls = [.. task.Labels.Select((label, k) => new ClassRecall(label, Part(counts[k, k], ConfusionTable.CasesOf(counts, k))))],
            MacroRecall = ConfusionTable.MacroRecall(counts),
            Confusion = new ConfusionMatrix(
                task.Labels,
                [.. task.Labels, ConfusionMatrix.OtherClass, ConfusionMatrix.NoSingleAnswer],
                [
                    .. Enumerable
                        .Range(0, classes)
                        .Select(i => (IReadOnlyList<int>)[.. Enumerable.Range(0, classes + 2).Select(j => counts[i, j])]),
                ]
            ),
            WithoutAnswer = [.. read.Where(r => r.Labels.Count == 0).Select(r => r.Case.Id)],
            SeveralAnswers = [.. read.Where(r => r.Labels.Count > 1).Select(r => r.Case.Id)],
            OtherClass = [.. read.Where(r => Column(r.Labels) == classes).Select(r => r.Case.Id)],
        };
    }

    /// <summary>What the answers count as in this task.</summary>
    public static IReadOnlyList<string> Labels(AnalysisTask task, Rating rating) =>
        task.Mapping is null ? rating.Labels : [.. rating.Labels.Select(task.LabelOf)];

    private static BestReader? Best(List<(Rater Rater, RaterResults Results)> readers)
    {
        if (readers.Count == 0)
        {
            return null;
        }

        var highest = readers.Max(r => r.Results.Accuracy.Value);
        // The list runs from junior to senior, then by name: among equals the highest level, then the first by name.
        var equals = readers.Where(r => r.Results.Accuracy.Value.Equals(highest)).OrderByDescending(r => r.Rater.Level).ToList();
        return new BestReader(equals[0].Rater.Id, [.. equals.Skip(1).Select(r => r.Rater.Id)]);
    }

    private static int IndexOf(this IReadOnlyList<string> labels, string label)
    {
        for (var i = 0; i < labels.Count; i++)
        {
            if (labels[i] == label)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>A case of a task.</summary>
/// <param name="Id">The case's code.</param>
/// <param name="Truth">One of the task's labels.</param>
/// <param name="Class">Its reference class.</param>
internal sealed record TaskCase(string Id, string Truth, ReferenceClass Class)
{
    /// <summary>The cases of the task, in the order given.</summary>
    public static IReadOnlyList<TaskCase> Of(Protocol protocol, AnalysisTask task, IReadOnlyList<RatedCase> cases)
    {
        var classes = protocol.Reference.Classes.ToDictionary(k => k.Id);
        return
        [
            .. cases
                .Select(c => (c.Id, Class: classes[c.Truth]))
                .Where(c => task.WithinGroup is null || c.Class.Group == task.WithinGroup)
                .Select(c => new TaskCase(
                    c.Id,
                    task.Truth switch
                    {
                        TaskTruth.Class => c.Class.Id,
                        TaskTruth.Group => c.Class.Group,
                    },
                    c.Class
                )),
        ];
    }
}
