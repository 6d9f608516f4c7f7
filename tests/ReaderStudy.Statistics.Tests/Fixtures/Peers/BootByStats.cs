using ReaderStudy.Statistics.Mrmc;
using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>Bootstraps written in base R: the full enumeration, and the two-way bootstrap of a reader study.</summary>
internal static class BootByStats
{
    [Reproduces("stats", "expand.grid, quantile")]
    private static Dictionary<string, object?> Enumeration(FixtureFolder folder, FixtureBlock block)
    {
        double[] sample = [.. folder.Input.Numbers(folder.Input.Columns[0]).Where(x => !double.IsNaN(x))];
        Func<object?> Of(Func<double[], double> statistic) => () => Enumerated(ExactBootstrap.Of(sample, statistic));
        return new()
        {
            ["mean"] = Of(MathNet.Numerics.Statistics.Statistics.Mean),
            ["median"] = Of(values => SampleQuantile.OfSorted(values, 0.5)),
            ["sd"] = Of(MathNet.Numerics.Statistics.Statistics.StandardDeviation),
            ["var"] = Of(MathNet.Numerics.Statistics.Statistics.Variance),
            ["min"] = Of(values => values[0]),
            ["max"] = Of(values => values[^1]),
        };
    }

    private static Dictionary<string, object?> Enumerated(ExactBootstrap exact) =>
        new()
        {
            ["estimate"] = exact.Estimate,
            ["sd_population"] = exact.StandardError,
            ["percentile95_type7"] = (exact.Quantile(0.025), exact.Quantile(0.975)),
            ["percentile95_type6"] = (
                exact.Quantile(0.025, QuantileDefinition.ExpectedOfUniform),
                exact.Quantile(0.975, QuantileDefinition.ExpectedOfUniform)
            ),
            ["percentile95_type1"] = (
                exact.Quantile(0.025, QuantileDefinition.InverseOfDistribution),
                exact.Quantile(0.975, QuantileDefinition.InverseOfDistribution)
            ),
            ["prob_less_than_estimate"] = exact.BelowEstimate,
            ["distribution"] = exact.Distribution.Select(d => new Dictionary<string, object?>
            {
                ["value"] = d.Value,
                ["probability"] = d.Probability,
            }),
        };

    [Reproduces("stats", "rank-based AUC on supplied resamples")]
    private static Dictionary<string, object?> ReaderStudy(FixtureFolder folder, FixtureBlock block)
    {
        var table = folder.Input;
        var cases = folder.Table("cases.csv");
        var ratings = MrmcRatings.Of([
            .. Enumerable
                .Range(0, table.Count)
                .Where(row => !double.IsNaN(table.Number(row, "rating")))
                .Select(row => new MrmcRating(
                    table.Text(row, "treatment"),
                    table.Text(row, "reader"),
                    table.Text(row, "case"),
                    table.Number(row, "truth") == 1,
                    table.Number(row, "rating")
                )),
        ]);
        // Options that do not speak of readers resample the cases only.
        var readersToo = (block.Option("resampling") ?? "").Contains("readers with", StringComparison.OrdinalIgnoreCase);
        var bootstrap = MrmcAucBootstrap.Of(ratings, Resamples(folder.Table("bootstrap.csv"), cases, ratings, readersToo));
        var treatments = bootstrap.Treatments;
        var values = new Dictionary<string, object?>
        {
            ["estimate"] = treatments.Select(t => t.Estimate),
            ["first_replicates"] = Enumerable.Range(0, 5).Select(r => treatments.Select(t => t.Replicates[r]).ToList()),
            ["sd_treatment"] = treatments.Select(t => t.StandardError),
            ["percentile95_treatment"] = treatments.Select(t => BootstrapInterval.PercentileBySampleQuantile(t)),
        };
        for (var i = 0; i < treatments.Count; i++)
        {
            for (var j = i + 1; j < treatments.Count; j++)
            {
                var difference = bootstrap.Difference(i, j);
                values[$"difference_{i + 1}_{j + 1}"] = new Dictionary<string, object?>
                {
                    ["estimate"] = difference.Estimate,
                    ["sd"] = difference.StandardError,
                    ["percentile95"] = BootstrapInterval.PercentileBySampleQuantile(difference),
                    ["p_two_sided_2min"] = difference.UncorrectedTwoSidedP(),
                };
            }
        }

        return values;
    }

    /// <summary>Columns r* are readers, n* and d* places among the cases without and with the disease as cases.csv orders them.</summary>
    private static List<MrmcResample> Resamples(FixtureTable drawn, FixtureTable cases, MrmcRatings ratings, bool readersToo)
    {
        var placeOf = new Dictionary<string, int>();
        foreach (var truth in new[] { false, true })
        {
            var place = 0;
            for (var i = 0; i < ratings.Cases.Count; i++)
            {
                if (ratings.Diseased[i] == truth)
                {
                    placeOf[ratings.Cases[i]] = place++;
                }
            }
        }

        int[] Ordered(double truth) =>
            [
                .. Enumerable
                    .Range(0, cases.Count)
                    .Where(row => cases.Number(row, "truth") == truth)
                    .OrderBy(row => cases.Has("position") ? cases.Number(row, "position") : row)
                    .Select(row => placeOf[cases.Text(row, "case")]),
            ];
        var (negatives, positives) = (Ordered(0), Ordered(1));
        string[] Columns(char kind) => [.. drawn.Columns.Where(c => c[0] == kind && c[1..].All(char.IsAsciiDigit))];
        var (r, n, d) = (Columns('r'), Columns('n'), Columns('d'));
        int[] everyReader = [.. Enumerable.Range(0, ratings.Readers.Count)];
        return
        [
            .. Enumerable
                .Range(0, drawn.Count)
                .Select(row => new MrmcResample(
                    readersToo ? [.. r.Select(c => (int)drawn.Number(row, c) - 1)] : everyReader,
                    [.. n.Select(c => negatives[(int)drawn.Number(row, c) - 1])],
                    [.. d.Select(c => positives[(int)drawn.Number(row, c) - 1])]
                )),
        ];
    }
}
