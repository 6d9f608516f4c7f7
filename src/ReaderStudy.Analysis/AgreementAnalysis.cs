using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Analysis.Results;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Analysis;

/// <summary>Fleiss' kappa of one task in one arm.</summary>
internal static class AgreementAnalysis
{
    private const string Method =
        "Fleiss' kappa over the cases to which every rater gave exactly one answer; standard error by linearisation over cases (Gwet), "
        + "95 % interval by Student's t with cases - 1 degrees of freedom, cut at 1; null standard error after Fleiss, Nee and Landis (1979).";

    /// <summary>
    /// Among all raters and among the readers. Where the task maps categories to labels, a model may say labels only: with a model among them,
    /// raters are compared by label; readers alone by the categories that they chose from.
    /// </summary>
    public static IReadOnlyList<AgreementResults> Of(
        AnalysisTask task,
        Question question,
        IReadOnlyList<TaskCase> cases,
        string arm,
        RatingIndex index
    )
    {
        var all = index.Raters.Where(r => cases.Any(c => index.Find(c.Id, r.Id, arm, question.Id) is not null)).ToList();
        var readers = all.Where(r => !r.IsModel).ToList();
        var results = new List<AgreementResults>();
        if (all.Count >= 2)
        {
            results.Add(Among(AgreementResults.AllRaters, all, task, question, cases, arm, index));
        }

        if (readers.Count >= 2 && readers.Count < all.Count)
        {
            results.Add(Among(AgreementResults.ReadersOnly, readers, task, question, cases, arm, index));
        }

        return results;
    }

    private static AgreementResults Among(
        string among,
        List<Rater> raters,
        AnalysisTask task,
        Question question,
        IReadOnlyList<TaskCase> cases,
        string arm,
        RatingIndex index
    )
    {
        var isByLabel = task.Mapping is not null && raters.Exists(r => r.IsModel);
        IReadOnlyList<string> categories = isByLabel ? task.Labels : [.. question.Choices.Select(c => c.Id)];
        var used = new List<IReadOnlyList<string>>();
        var excluded = new List<ExcludedCase>();
        foreach (var taskCase in cases)
        {
            var ratings = raters.Select(r => (r.Name, Rating: index.Find(taskCase.Id, r.Id, arm, question.Id))).ToList();
            var reasons = ratings.Select(r => ReasonToExclude(r.Name, r.Rating)).OfType<string>().ToList();
            if (reasons.Count > 0)
            {
                excluded.Add(new ExcludedCase(taskCase.Id, string.Join("; ", reasons)));
            }
            else
            {
                used.Add([.. ratings.Select(r => isByLabel ? task.LabelOf(r.Rating!.Labels[0]) : r.Rating!.Labels[0])]);
            }
        }

        var kappa = FleissKappa.Of(Counts(used, categories));
        var (lower, upper) = kappa.Interval();
        return new AgreementResults
        {
            Among = among,
            Raters = [.. raters.Select(r => r.Id)],
            Categories = categories,
            CasesUsed = used.Count,
            Excluded = excluded,
            Kappa = kappa.Kappa,
            Undefined =
                !double.IsNaN(kappa.Kappa) ? null
                : used.Count == 0 ? "No case has exactly one answer of every rater."
                : "Every answer is the same category, so chance alone explains the agreement.",
            ObservedAgreement = kappa.ObservedAgreement,
            ExpectedAgreement = kappa.ExpectedAgreement,
            StandardError = kappa.StandardError,
            Lower = lower,
            Upper = upper,
            NullStandardError = kappa.NullStandardError,
            Method = Method,
            PerCategory = [.. categories.Zip(kappa.PerCategory, (c, k) => new CategoryKappa(c, k.Share, k.Kappa, k.NullStandardError))],
        };
    }

    private static string? ReasonToExclude(string rater, Rating? rating) =>
        rating switch
        {
            null => $"{rater} did not read it",
            { Labels.Count: 0 } => $"{rater} gave no answer",
            { Labels.Count: > 1 } => $"{rater} gave several answers",
            _ => null,
        };

    private static int[,] Counts(List<IReadOnlyList<string>> used, IReadOnlyList<string> categories)
    {
        var column = categories.Select((c, j) => (c, j)).ToDictionary(c => c.c, c => c.j);
        var counts = new int[used.Count, categories.Count];
        for (var i = 0; i < used.Count; i++)
        {
            foreach (var label in used[i])
            {
                counts[i, column[label]]++;
            }
        }

        return counts;
    }
}
