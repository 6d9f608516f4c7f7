using ReaderStudy.Domain.Studies;
using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Web.Features.Truth;

/// <summary>How far the truthers agreed before they knew of each other: the variability of truth.</summary>
/// <param name="Cases">Cases with at least two first votes.</param>
/// <param name="Unanimous">Of them, those whose first votes were all the same.</param>
/// <param name="Kappa">Fleiss' kappa of the first votes; NaN when it is not defined.</param>
/// <param name="Lower">Of its 95 % interval.</param>
/// <param name="Upper">Of its 95 % interval.</param>
/// <param name="Classes">By class: its share among the first votes, and kappa against all others.</param>
public sealed record TrutherAgreement(
    int Cases,
    int Unanimous,
    double Kappa,
    double Lower,
    double Upper,
    IReadOnlyList<(string ClassId, double Share, double Kappa)> Classes
)
{
    /// <summary>Over the first votes of cases that have at least two; null: there is no such case.</summary>
    public static TrutherAgreement? Of(IEnumerable<CasePanel> panels, ReferenceClasses reference)
    {
        var classes = reference.Classes.Select(c => c.Id).ToList();
        var rows = panels
            .Select(p => p.Votes.Where(v => v.Round == 1).Select(v => classes.IndexOf(v.ClassId)).Where(i => i >= 0).ToList())
            .Where(votes => votes.Count >= 2)
            .ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        var counts = new int[rows.Count, classes.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i].ForEach(c => counts[i, c]++);
        }

        var estimate = FleissKappa.Of(counts);
        var (lower, upper) = rows.Count > 1 ? estimate.Interval() : (double.NaN, double.NaN);
        return new TrutherAgreement(
            rows.Count,
            rows.Count(votes => votes.TrueForAll(v => v == votes[0])),
            estimate.Kappa,
            lower,
            upper,
            [.. classes.Select((c, i) => (c, estimate.PerCategory[i].Share, estimate.PerCategory[i].Kappa))]
        );
    }
}
