using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Analysis.Results;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Statistics.Accuracy;

namespace ReaderStudy.Analysis;

/// <summary>Models against readers, case by case, in one task and arm.</summary>
internal static class ComparisonAnalysis
{
    public static IReadOnlyList<Comparison> Of(
        Protocol protocol,
        AnalysisTask task,
        IReadOnlyList<TaskCase> cases,
        string arm,
        RatingIndex index,
        string? bestReader
    ) =>
        [
            .. from model in index.Raters
            where model.IsModel
            from reader in index.Raters
            where !reader.IsModel
            select Of(protocol, task, cases, model.Id, reader.Id, reader.Id == bestReader, (c, r) => index.Find(c, r, arm, task.Question)),
        ];

    private static Comparison Of(
        Protocol protocol,
        AnalysisTask task,
        IReadOnlyList<TaskCase> cases,
        string model,
        string reader,
        bool readerIsBest,
        Func<string, string, Rating?> ratingOf
    )
    {
        var pairs = cases.Select(c => (Case: c, Model: ratingOf(c.Id, model), Reader: ratingOf(c.Id, reader))).ToList();
        var read = pairs
            .Where(p => p.Model is not null && p.Reader is not null)
            .Select(p => new Pair(p.Case, IsRight(task, p.Case, p.Model!), IsRight(task, p.Case, p.Reader!)))
            .ToList();
        var strata = new List<ComparisonStratum> { Stratum(StratumKind.All, "all", "All cases", read) };
        strata.AddRange(
            task.Labels.Select(l => Stratum(StratumKind.Truth, l, LabelOf(protocol, task, l), read.Where(p => p.Case.Truth == l)))
        );
        if (task.Truth == TaskTruth.Group)
        {
            var classes = protocol.Reference.Classes.Where(k => task.WithinGroup is null || k.Group == task.WithinGroup);
            strata.AddRange(classes.Select(k => Stratum(StratumKind.Class, k.Id, k.Label, read.Where(p => p.Case.Class.Id == k.Id))));
        }

        return new Comparison(
            model,
            reader,
            readerIsBest,
            [.. pairs.Where(p => p.Model is null || p.Reader is null).Select(p => p.Case.Id)],
            strata
        );
    }

    private static bool IsRight(AnalysisTask task, TaskCase taskCase, Rating rating) =>
        TaskAnalysis.Labels(task, rating) is [var only] && only == taskCase.Truth;

    private static string LabelOf(Protocol protocol, AnalysisTask task, string label) =>
        protocol.QuestionOf(task.Question).Choices.FirstOrDefault(c => c.Id == label)?.Label ?? label;

    private static ComparisonStratum Stratum(StratumKind kind, string of, string label, IEnumerable<Pair> pairs)
    {
        var all = pairs.ToList();
        OutcomeCell Cell(bool model, bool reader)
        {
            var ids = all.Where(p => p.ModelRight == model && p.ReaderRight == reader).Select(p => p.Case.Id).ToList();
            return new OutcomeCell(ids.Count, ids);
        }

        var outcomes = PairedOutcomes.Of(all.Select(p => (p.ModelRight, p.ReaderRight)));
        return new ComparisonStratum(
            kind,
            of,
            label,
            all.Count,
            Cell(true, true),
            Cell(true, false),
            Cell(false, true),
            Cell(false, false),
            McNemar.ExactP(outcomes.OnlyFirstRight, outcomes.OnlySecondRight)
        );
    }

    private sealed record Pair(TaskCase Case, bool ModelRight, bool ReaderRight);
}
