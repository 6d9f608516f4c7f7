using ReaderStudy.Statistics.Resampling;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>The statistics that a bootstrap fixture's options name, of the columns of its input, with their variance where they have one.</summary>
internal static class BootStatistic
{
    /// <summary>The statistic by its name in words, such as "mean, var/n" or "AUC, DeLong variance".</summary>
    public static CaseStatisticWithVariance Of(string name, FixtureTable table)
    {
        bool Named(string word) => name.Contains(word, StringComparison.OrdinalIgnoreCase);
        double[] Column(int number) =>
            table.Numbers(table.Columns.Where(c => c is not ("case" or "id" or "truth" or "stratum" or "cluster")).ElementAt(number));

        if (Named("AUC"))
        {
            bool[] positive = [.. table.Numbers("truth").Select(t => t == 1)];
            if (Named("difference") || Named("AUC1") || Named("paired"))
            {
                var (first, second) = (Column(0), Column(1));
                return rows =>
                {
                    var test = PairedAucTest.Of(Curve(first, positive, rows), Curve(second, positive, rows));
                    return (test.Difference, test.StandardError * test.StandardError);
                };
            }

            var ratings = Column(0);
            return rows =>
            {
                var curve = Curve(ratings, positive, rows);
                return (curve.Auc, DeLong.Variance(curve));
            };
        }

        if (Named("correlation") || Named("pearson"))
        {
            var (x, y) = (Column(0), Column(1));
            return rows =>
            {
                var r = Correlation(Select(x, rows), Select(y, rows));
                return (r, (1 - (r * r)) * (1 - (r * r)) / (rows.Length - 1));
            };
        }

        if (Named("ratio"))
        {
            var (x, y) = (Column(0), Column(1));
            return rows => (Select(x, rows).Average() / Select(y, rows).Average(), double.NaN);
        }

        if (Named("difference"))
        {
            double[] differences = [.. Column(0).Zip(Column(1), (a, b) => a - b)];
            return rows => Mean(Select(differences, rows));
        }

        var values = Column(0);
        return true switch
        {
            _ when Named("median") => rows => (SampleQuantile.Of(Select(values, rows), 0.5), Variance(Select(values, rows)) / rows.Length),
            _ when name.StartsWith("var", StringComparison.OrdinalIgnoreCase) => rows => (Variance(Select(values, rows)), double.NaN),
            _ when name.StartsWith("sd", StringComparison.OrdinalIgnoreCase) || Named("standard deviation") => rows =>
                (Math.Sqrt(Variance(Select(values, rows))), double.NaN),
            _ when Named("mean") || Named("proportion") => rows => Mean(Select(values, rows)),
            _ => throw new NotSupportedException($"the statistic '{name}'"),
        };
    }

    /// <summary>The strata that resamples keep, where the options speak of stratified resampling.</summary>
    public static int[] Strata(string name, FixtureTable table)
    {
        var stratified =
            name.Contains("stratified", StringComparison.OrdinalIgnoreCase)
            && !name.Contains("unstratified", StringComparison.OrdinalIgnoreCase);
        var column = new[] { "stratum", "strata", "truth" }.FirstOrDefault(table.Has);
        return stratified && column is not null
            ? [.. table.Texts(column).Select(StringComparer.Ordinal.GetHashCode)]
            : new int[table.Count];
    }

    private static Placements Curve(double[] ratings, bool[] positive, ReadOnlySpan<int> rows)
    {
        var (negatives, positives) = (new List<double>(), new List<double>());
        foreach (var row in rows)
        {
            if (!double.IsNaN(ratings[row]))
            {
                (positive[row] ? positives : negatives).Add(ratings[row]);
            }
        }

        return Placements.Of([.. negatives], [.. positives]);
    }

    private static double[] Select(double[] values, ReadOnlySpan<int> rows)
    {
        var selected = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            selected[i] = values[rows[i]];
        }

        return selected;
    }

    private static (double, double) Mean(double[] values) => (values.Average(), Variance(values) / values.Length);

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(x => (x - mean) * (x - mean)) / (values.Length - 1);
    }

    private static double Correlation(double[] x, double[] y)
    {
        var (mx, my) = (x.Average(), y.Average());
        var products = x.Zip(y, (a, b) => (a - mx) * (b - my)).Sum();
        return products / Math.Sqrt(x.Sum(a => (a - mx) * (a - mx)) * y.Sum(b => (b - my) * (b - my)));
    }
}
