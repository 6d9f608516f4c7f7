using System.Text.Json;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>
/// iMRMC for R, uStat11: which endpoint a block holds (accuracy over all cases, sensitivity over the diseased, specificity over the others)
/// is only said by its name. Rows are cases in code-point order, columns readers in that of their labels.
/// </summary>
internal static class IMrmcScores
{
    [Reproduces("iMRMC", "uStat11.jointD")]
    public static object? Joint(FixtureFolder folder, FixtureBlock block) => Of(folder, block, ScoreUStatistic.Joint, joint: true);

    [Reproduces("iMRMC", "uStat11.conditionalD")]
    public static object? Conditional(FixtureFolder folder, FixtureBlock block) =>
        Of(folder, block, ScoreUStatistic.Conditional, joint: false);

    private static Dictionary<string, object?> Of(
        FixtureFolder folder,
        FixtureBlock block,
        Func<IReadOnlyList<double[]>, IReadOnlyList<double[]>, double, ScoreUStatisticResult> analyse,
        bool joint
    )
    {
        string[] arms = [.. block.Options.GetProperty("modalitiesToCompare").EnumerateArray().Select(a => a.ToString())];
        var scores = Scores(folder, block, arms, out var readers);
        var differences = block.Number("kernelFlag", 1) == 2;
        var (a, b) = differences
            ? (ScoreUStatistic.Differences(scores[0], scores[1]), ScoreUStatistic.Differences(scores[2], scores[3]))
            : (scores[0], scores[1]);
        var result = analyse(a, b, 0.95);
        var (plain, whole) = differences ? (new[] { "AminusB", "CminusD" }, "AminusB.minus.CminusD") : (new[] { "A", "B" }, "AminusB");
        string[] names = [.. plain, whole];
        return new Dictionary<string, object?>
        {
            ["mean"] = Three(names, result.First.Mean, result.Second.Mean, result.Difference.Estimate),
            ["var"] = Three(names, result.First.Variance, result.Second.Variance, result.Difference.Variance),
            ["var.1obs"] = Three(names, result.First.VarianceOfOne, result.Second.VarianceOfOne, result.VarianceOfOneDifference),
            ["meanPerR"] = PerReader(x => x.ReaderMeans),
            ["nR"] = result.Readers,
            ["nC"] = result.Cases,
            ["nCperR"] = PerReader(x => x.ReadingsPerReader),
            ["moments"] = Moments(result.First.Moments, result.Second.Moments, result.ProductMoments),
            ["coeff"] = Moments(result.First.Coefficients, result.Second.Coefficients, result.ProductCoefficients),
            ["desc"] = joint ? names : (string[])[.. arms, $"{arms[0]}.minus.{arms[1]}"],
            ["design.A"] = Design(a),
            ["design.b"] = Design(b),
        };

        List<object?> PerReader(Func<ScoreUStatisticArm, IReadOnlyList<double>> of) =>
            [
                .. readers.Select(
                    (name, r) =>
                        new Dictionary<string, object?>
                        {
                            ["row"] = name,
                            [plain[0]] = of(result.First)[r],
                            [plain[1]] = of(result.Second)[r],
                        }
                ),
            ];
    }

    private static Dictionary<string, object?> Three(string[] names, double a, double b, double difference) =>
        new()
        {
            [names[0]] = a,
            [names[1]] = b,
            [names[2]] = difference,
        };

    private static List<object?> Moments(params IReadOnlyList<double>[] of) =>
        [
            .. of.Select(
                (m, k) =>
                    new Dictionary<string, object?>
                    {
                        ["row"] = new[] { "AB", "CD", "ABminusCD" }[k],
                        ["c0r0"] = m[0],
                        ["c1r0"] = m[1],
                        ["c0r1"] = m[2],
                        ["c1r1"] = m[3],
                    }
            ),
        ];

    private static List<object?> Design(IReadOnlyList<double[]> scores) =>
        [.. Enumerable.Range(0, scores[0].Length).Select(k => scores.Select(s => double.IsNaN(s[k]) ? 0 : 1).ToArray())];

    /// <summary>By arm, reader and case: 1 for a call that agrees with the truth, 0 for another, NaN for none.</summary>
    private static double[][][] Scores(FixtureFolder folder, FixtureBlock block, string[] arms, out IReadOnlyList<string> readers)
    {
        var input = folder.Input;
        var labels = IMrmcStudy.Labels(input.Texts("reader"), "r", block.Values);
        readers = labels.Names;
        var endpoint = block.Name.Split('_')[0];
        int[] rows =
        [
            .. Enumerable
                .Range(0, input.Count)
                .Where(i => !double.IsNaN(input.Number(i, "success_all")))
                .Where(i => endpoint == "accuracy" || (endpoint == "sensitivity") == (input.Number(i, "truth") > 0)),
        ];
        List<string> cases = [.. rows.Select(i => input.Text(i, "case")).Distinct().Order(StringComparer.Ordinal)];
        var place = cases.Select((name, k) => (name, k)).ToDictionary(c => c.name, c => c.k);
        var scores = arms.Select(_ => labels.Names.Select(_ => Enumerable.Repeat(double.NaN, cases.Count).ToArray()).ToArray()).ToArray();
        foreach (var i in rows)
        {
            var treatment = input.Text(i, "treatment");
            var arm = Array.FindIndex(arms, a => a == treatment || a == "m" + treatment);
            if (arm >= 0)
            {
                scores[arm][labels.Number[input.Text(i, "reader")]][place[input.Text(i, "case")]] = input.Number(i, "success_all");
            }
        }

        return scores;
    }
}
