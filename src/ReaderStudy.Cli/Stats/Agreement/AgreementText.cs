using System.Globalization;
using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Cli.Stats.Agreement;

/// <summary>How estimates of agreement are shown.</summary>
internal static class AgreementText
{
    /// <summary>A table of one estimate and more.</summary>
    public static StatsTable Table(string title, double level, params IReadOnlyList<(string Name, AgreementEstimate Estimate)> rows) =>
        new(
            title,
            ["", "Coefficient", "SE", LevelName(level), "Observed", "By chance", "p", "Cases"],
            [
                .. rows.Select(r =>
                    (IReadOnlyList<string>)
                        [
                            r.Name,
                            Printed.Number(r.Estimate.Coefficient),
                            Printed.Number(r.Estimate.StandardError),
                            Printed.Interval(r.Estimate.Interval(level)),
                            Printed.Number(r.Estimate.ObservedAgreement),
                            Printed.Number(r.Estimate.ExpectedAgreement),
                            Printed.P(r.Estimate.TwoSidedP),
                            Printed.Count(r.Estimate.Cases),
                        ]
                ),
            ]
        );

    /// <summary>Limits of a share, in percent.</summary>
    public static string PercentInterval((double Lower, double Upper) limits) =>
        double.IsNaN(limits.Lower) && double.IsNaN(limits.Upper)
            ? Printed.Undefined
            : $"{Printed.Percent(limits.Lower)} to {Printed.Percent(limits.Upper)}";

    public static string LevelName(double level) => string.Create(CultureInfo.InvariantCulture, $"{100 * level:0.##} % interval");

    /// <summary>What a reader of the numbers has to know about the data.</summary>
    public static IEnumerable<string> Notes(RatingTable table, double coefficient)
    {
        var missing = Enumerable.Range(0, table.CaseCount).Sum(i => table.RatingsOf(i).Count(RatingTable.Missing));
        var paired = table.PairedCases().CaseCount;
        var ofMissing = missing == 0 ? "no rating is missing" : $"{missing} ratings are missing, {paired} cases have two or more";
        yield return $"{table.CaseCount} cases, {table.ReaderCount} readers, {table.CategoryCount} categories "
            + $"({string.Join(", ", table.Categories)}); {ofMissing}.";
        if (double.IsNaN(coefficient))
        {
            yield return paired == 0
                ? "Undefined: no case has two ratings."
                : "Undefined: one category was used throughout, so chance alone explains the agreement.";
        }
    }
}
