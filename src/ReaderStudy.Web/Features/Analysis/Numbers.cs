using System.Globalization;
using ReaderStudy.Analysis.Results;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Analysis;

/// <summary>How results are written on the analysis pages.</summary>
public static class Numbers
{
    /// <summary><c>91.0 %</c>; a dash without cases.</summary>
    public static string Percent(Proportion p) => p.Of == 0 ? "–" : Fixed(100 * p.Value, 1) + " %";

    /// <summary><c>201 of 221; 86.5 to 94.1</c>, the interval in per cent.</summary>
    public static string CountsAndInterval(Proportion p) =>
        p.Of == 0 ? "0 of 0" : $"{p.Count} of {p.Of}; {Fixed(100 * p.Lower, 1)} to {Fixed(100 * p.Upper, 1)}";

    /// <summary><c>0.806</c>; a dash when undefined.</summary>
    public static string Coefficient(double value) => double.IsNaN(value) ? "–" : Fixed(value, 3);

    /// <summary><c>0.013</c> or <c>&lt; 0.001</c>.</summary>
    public static string P(double p) =>
        double.IsNaN(p) ? "–"
        : p < 0.001 ? "< 0.001"
        : Fixed(p, 3);

    /// <summary>What a task found, in sentences.</summary>
    public static IReadOnlyList<string> Findings(StudyResults results, TaskResults task)
    {
        var names = results.Raters.ToDictionary(r => r.Id, r => r);
        string InSentence(Proportion p) =>
            $"{Percent(p)} of cases ({p.Count} of {p.Of}; 95 % interval {Fixed(100 * p.Lower, 1)} to {Fixed(100 * p.Upper, 1)} %)";
        var sentences = task
            .Raters.Where(r => names[r.Rater].IsModel && r.CasesRead > 0)
            .Select(r => $"{names[r.Rater].Name} was right in {InSentence(r.Accuracy)}.")
            .ToList();
        if (task.BestReader is { } best)
        {
            var accuracy = task.Raters.First(r => r.Rater == best.Rater).Accuracy;
            var others = best.EqualTo.Count == 0 ? "" : $", and so was {string.Join(", ", best.EqualTo.Select(o => names[o].Name))}";
            sentences.Add($"The best reader, {names[best.Rater].Name}, was right in {InSentence(accuracy)}{others}.");
        }

        sentences.AddRange(
            task.Comparisons.Where(c => c.ReaderIsBest)
                .Select(c =>
                    $"Of the {c.Strata[0].Cases} cases that both read, only {names[c.Model].Name} was right in {c.Strata[0].OnlyModelRight.Count}, "
                    + $"only {names[c.Reader].Name} in {c.Strata[0].OnlyReaderRight.Count} (McNemar's exact p {P(c.Strata[0].McNemarExactP)})."
                )
        );
        sentences.AddRange(
            task.Agreement.Select(a =>
                $"Fleiss' kappa among {(a.Among == AgreementResults.AllRaters ? $"all {a.Raters.Count} raters" : $"the {a.Raters.Count} readers")} was "
                + (
                    double.IsNaN(a.Kappa)
                        ? $"undefined: {a.Undefined}"
                        : $"{Coefficient(a.Kappa)} ({a.CasesUsed} cases; 95 % interval {Coefficient(a.Lower)} to {Coefficient(a.Upper)})."
                )
            )
        );
        return sentences;
    }

    /// <summary>The shade of a cell by its share of the stratum, as a class: <c>heat-0</c> to <c>heat-9</c>.</summary>
    public static string Heat(int count, int cases) => $"heat-{(cases == 0 ? 0 : Math.Min(9, 10 * count / cases))}";

    /// <summary>What a reference class is called in full.</summary>
    public static string ClassName(Protocol protocol, string id) => protocol.Reference.Find(id)?.Label ?? id;

    private static string Fixed(double value, int digits) =>
        Math.Round((decimal)value, digits, MidpointRounding.AwayFromZero)
            .ToString("F" + digits, CultureInfo.InvariantCulture)
            .Replace('-', '−');
}
