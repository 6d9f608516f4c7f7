using ReaderStudy.Cli.Stats.Roc;
using ReaderStudy.Statistics.Resampling;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Cli.Stats.Resampling;

/// <summary>The statistics that <c>readerstudy stats bootstrap</c> knows, with their variance where there is a formula.</summary>
internal static class BootstrapStatistic
{
    public static CaseStatisticWithVariance Of(string name, ScoredCases cases) =>
        name switch
        {
            "auc" => rows =>
            {
                var curve = Curve(cases, 0, rows);
                return (curve.Auc, DeLong.Variance(curve));
            },
            "auc-difference" => rows =>
            {
                var test = PairedAucTest.Of(Curve(cases, 0, rows), Curve(cases, 1, rows));
                return (test.Difference, test.StandardError * test.StandardError);
            },
            "average-precision" => rows =>
            {
                var (negatives, positives) = Split(cases, 0, rows);
                return negatives.Length == 0 || positives.Length == 0
                    ? (double.NaN, double.NaN)
                    : (PrecisionRecall.AveragePrecision(RocCurve.Of(negatives, positives)), double.NaN);
            },
            "median" => rows => (SampleQuantile.Of(Drawn(cases, rows), 0.5), double.NaN),
            "sd" => rows => (Math.Sqrt(Variance(Drawn(cases, rows))), double.NaN),
            _ => rows =>
            {
                var drawn = Drawn(cases, rows);
                return (drawn.Average(), Variance(drawn) / drawn.Length);
            },
        };

    private static double[] Drawn(ScoredCases cases, ReadOnlySpan<int> rows)
    {
        var drawn = new double[rows.Length];
        for (var i = 0; i < drawn.Length; i++)
        {
            drawn[i] = cases.Scores[0].Ratings[rows[i]];
        }

        return drawn;
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(x => (x - mean) * (x - mean)) / (values.Length - 1);
    }

    private static Placements Curve(ScoredCases cases, int score, ReadOnlySpan<int> rows)
    {
        var (negatives, positives) = Split(cases, score, rows);
        return Placements.Of(negatives, positives);
    }

    private static (double[] Negatives, double[] Positives) Split(ScoredCases cases, int score, ReadOnlySpan<int> rows)
    {
        var (negatives, positives) = (new List<double>(), new List<double>());
        foreach (var row in rows)
        {
            (cases.Truth[row] ? positives : negatives).Add(cases.Scores[score].Ratings[row]);
        }

        return ([.. negatives], [.. positives]);
    }
}
