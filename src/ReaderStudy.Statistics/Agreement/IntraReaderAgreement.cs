using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Agreement;

/// <summary>One of a reader's readings of a case.</summary>
/// <param name="Case">Name of the case.</param>
/// <param name="Reader">Name of the reader.</param>
/// <param name="Occasion">Name of the reading: first, second, …; the same for all cases that the reader read in one go.</param>
/// <param name="Rating">The category; null or empty when the reader gave none.</param>
public readonly record struct RepeatedRating(string Case, string Reader, string Occasion, string? Rating);

/// <summary>A reader's agreement with themselves.</summary>
/// <param name="Reader">Name.</param>
/// <param name="Cases">Cases that the reader rated at least twice; others are not looked at.</param>
/// <param name="Percent">Part of the pairs of readings of a case that agree.</param>
/// <param name="Kappa">Conger's kappa of the occasions: Cohen's kappa when there are two.</param>
public sealed record ReaderAgreement(string Reader, int Cases, AgreementEstimate Percent, AgreementEstimate Kappa);

/// <summary>The readers' mean.</summary>
/// <param name="Mean">Arithmetic mean of the readers' coefficients; NaN when that of one is.</param>
/// <param name="StandardError">
/// Readers taken as given: by linearisation over cases, what a case contributes to each reader being added up first, since they read the same cases.
/// </param>
/// <param name="Cases">Cases that at least one reader rated twice.</param>
/// <param name="ReaderStandardError">Readers taken as a sample: their standard deviation over √readers; NaN for a single reader.</param>
/// <param name="Readers">How many.</param>
public sealed record PooledReaderAgreement(double Mean, double StandardError, int Cases, double ReaderStandardError, int Readers)
{
    /// <summary>For these readers: mean ± t·SE with cases − 1 degrees of freedom, the upper limit cut at 1.</summary>
    public (double Lower, double Upper) Interval(double level = 0.95) => ConfidenceLimits.Student(Mean, StandardError, Cases - 1, level);

    /// <summary>For readers like these: mean ± t·SE with readers − 1 degrees of freedom, the upper limit cut at 1.</summary>
    public (double Lower, double Upper) ReaderInterval(double level = 0.95) =>
        ConfidenceLimits.Student(Mean, ReaderStandardError, Readers - 1, level);

    /// <summary>Two-sided, of a mean of 0, for these readers.</summary>
    public double TwoSidedP => StudentsT.TwoSidedP(Mean / StandardError, Cases - 1);
}

/// <param name="Readers">In the order in which they come first.</param>
/// <param name="Percent">Percent agreement, pooled.</param>
/// <param name="Kappa">Kappa, pooled.</param>
public sealed record IntraReaderEstimate(
    IReadOnlyList<ReaderAgreement> Readers,
    PooledReaderAgreement Percent,
    PooledReaderAgreement Kappa
);

/// <summary>
/// Intra-reader agreement (repeatability) from readers who read cases more than once: each reader's occasions are compared as readers would be,
/// and the readers are pooled by their arithmetic mean.
/// </summary>
/// <remarks>
/// Per reader: Conger AJ (1980). Psychological Bulletin 88:322–328. doi:10.1037/0033-2909.88.2.322, with Gwet's (2014) standard error.
/// Pooled: the linearised contributions of a case to the readers' coefficients added up (Binder DA (1983). International Statistical Review
/// 51:279–292. doi:10.2307/1402588, with the case as the sampling unit).
/// </remarks>
public static class IntraReaderAgreement
{
    /// <summary>Estimates it from rows, one a reading.</summary>
    /// <param name="rows">In any order.</param>
    /// <param name="categories">All that could be chosen, in their order; those used when null.</param>
    /// <param name="weights">By the number of categories; unweighted when null.</param>
    /// <exception cref="BadInputException">
    /// A name is missing; a reader has two readings of a case on one occasion; a rating is not a category; a reader rated no case twice.
    /// </exception>
    public static IntraReaderEstimate Of(
        IReadOnlyList<RepeatedRating> rows,
        IReadOnlyList<string>? categories = null,
        Func<int, AgreementWeights>? weights = null
    )
    {
        ArgumentNullException.ThrowIfNull(rows);
        var names = categories ?? RatingCategories.UsedIn(rows.Select(r => new RatingRow(r.Case, r.Reader, r.Rating)));
        var tables = Tables(rows, names);
        var w = (weights ?? AgreementWeights.Identity)(names.Count);
        var readers = new List<ReaderAgreement>();
        var ofPercent = new CaseInfluence();
        var ofKappa = new CaseInfluence();
        foreach (var (reader, table) in tables)
        {
            var percent = PercentAgreement.Of(table, w);
            var (kappa, contributions) = CongerKappa.WithContributions(table, w);
            ofPercent.Add(table, table.Counts().WithinAgreement(w), percent.Coefficient);
            ofKappa.Add(table, contributions, kappa.Coefficient);
            readers.Add(new ReaderAgreement(reader, table.CaseCount, percent, kappa));
        }

        return new IntraReaderEstimate(readers, ofPercent.Pooled(), ofKappa.Pooled());
    }

    /// <summary>For each reader a table with occasions in the place of readers, cases with at least two ratings only.</summary>
    private static List<(string Reader, RatingTable Table)> Tables(IReadOnlyList<RepeatedRating> rows, IReadOnlyList<string> categories)
    {
        var faults = new List<InputFault>();
        var result = new List<(string, RatingTable)>();
        foreach (var reader in Enumerable.Range(0, rows.Count).GroupBy(i => rows[i].Reader ?? "", StringComparer.Ordinal))
        {
            int[] own = [.. reader];
            try
            {
                var table = Table(rows, own, categories);
                result.Add((reader.Key, table));
                if (table.CaseCount == 0 && reader.Key.Length > 0)
                {
                    faults.Add(new InputFault(null, $"Reader {reader.Key} rated no case twice."));
                }
            }
            catch (BadInputException bad)
            {
                faults.AddRange(bad.Faults.Select(f => f.Row is { } row ? f with { Row = own[row] } : f));
            }
        }

        if (rows.Count == 0)
        {
            faults.Add(new InputFault(null, "There is no rating."));
        }

        BadInputException.ThrowIfAny([.. faults.Distinct().OrderBy(f => f.Row ?? int.MaxValue)]);
        return result;
    }

    private static RatingTable Table(IReadOnlyList<RepeatedRating> rows, int[] own, IReadOnlyList<string> categories)
    {
        var faults = new List<InputFault>();
        for (var i = 0; i < own.Length; i++)
        {
            if (string.IsNullOrEmpty(rows[own[i]].Reader) || string.IsNullOrEmpty(rows[own[i]].Occasion))
            {
                faults.Add(new InputFault(i, $"The {(string.IsNullOrEmpty(rows[own[i]].Reader) ? "reader" : "occasion")} has no name."));
            }
        }

        BadInputException.ThrowIfAny(faults);
        return RatingTable
            .FromRows(
                [.. own.Select(i => new RatingRow(rows[i].Case, $"{rows[i].Reader} on occasion {rows[i].Occasion}", rows[i].Rating))],
                categories
            )
            .PairedCases();
    }

    /// <summary>What each case adds to the readers' coefficients.</summary>
    private sealed class CaseInfluence
    {
        private readonly Dictionary<string, double> _ofCase = new(StringComparer.Ordinal);
        private readonly List<double> _coefficients = [];

        public void Add(RatingTable table, double[] contributions, double coefficient)
        {
            for (var i = 0; i < contributions.Length; i++)
            {
                var own = (contributions[i] - coefficient) / contributions.Length;
                _ofCase[table.Cases[i]] = _ofCase.GetValueOrDefault(table.Cases[i]) + own;
            }

            _coefficients.Add(coefficient);
        }

        public PooledReaderAgreement Pooled()
        {
            double readers = _coefficients.Count,
                cases = _ofCase.Count;
            var mean = _coefficients.Average();
            var squares = _ofCase.Values.Sum(x => x * x);
            var spread = _coefficients.Sum(c => (c - mean) * (c - mean));
            return new PooledReaderAgreement(
                mean,
                cases < 2 ? double.NaN : Math.Sqrt(cases / (cases - 1) * squares) / readers,
                _ofCase.Count,
                readers < 2 ? double.NaN : Math.Sqrt(spread / (readers - 1) / readers),
                _coefficients.Count
            );
        }
    }
}
