using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>
/// iMRMC in Java. It prints 9 digits of estimates and tests, 8 decimals of the readers' variances and 6 digits of components, and sizes
/// the decompositions of fully crossed data by the readers and cases of the whole file.
/// </summary>
internal static class IMrmcJava
{
    private static readonly string[] DorfmanNames = ["R", "C", "RC", "TR", "TC", "TRC"];
    private static readonly string[] MeanSquareNames = ["R", "C", "RC", "MR", "MC", "MRC"];
    private static readonly string[] ObuchowskiNames = ["R", "TR", "COV1", "COV2", "COV3", "ERROR"];
    private static readonly double[] None = new double[8];

    [Reproduces("iMRMC (Java)", "mrmc.core.MRMC command line")]
    public static object? CommandLine(FixtureFolder folder, FixtureBlock block)
    {
        var study = IMrmcStudy.Of(folder, block);
        IMrmcJavaRecord[] records =
        [
            .. study.Arms.Select(a => new IMrmcJavaRecord(study, a, null)),
            .. study.Differences.Select(d => new IMrmcJavaRecord(study, d.First, d)),
        ];
        return new Dictionary<string, object?>
        {
            ["AUCperReader"] = records.SelectMany(PerReader).ToList(),
            ["statAnalysis"] = records.Select(r => Statistics(r, biased: false)).ToList(),
            ["statAnalysisMLE"] = records.Select(r => Statistics(r, biased: true)).ToList(),
            ["BCKtable"] = Tables(records, Barrett),
            ["BDGtable"] = Tables(records, Moments),
            ["DBMtable"] = Tables(records, (r, biased) => Crossed(r, biased, DorfmanNames, r.Dorfman, r.DorfmanCoefficients)),
            ["MStable"] = Tables(records, (r, biased) => Crossed(r, biased, MeanSquareNames, r.MeanSquares, r.MeanSquareCoefficients)),
            ["ORtable"] = Tables(records, (r, biased) => Crossed(r, biased, ObuchowskiNames, r.Obuchowski, r.ObuchowskiCoefficients)),
        };
    }

    private static List<object?> Tables(IMrmcJavaRecord[] records, Func<IMrmcJavaRecord, bool, IEnumerable<object?>> table) =>
        [.. records.SelectMany(r => table(r, false).Concat(table(r, true)))];

    private static Dictionary<string, object?> Heading(IMrmcJavaRecord of) =>
        new() { ["modalityA"] = of.First.Treatment, ["modalityB"] = of.Difference?.Second.Treatment ?? "NO_MOD" };

    private static IEnumerable<object?> PerReader(IMrmcJavaRecord of)
    {
        if (of.Difference is { } d)
        {
            foreach (var r in d.PerReader)
            {
                var row = Reader(of, r.Reader, r.NonDiseased, r.Diseased, r.First);
                row["AUCB"] = Digits(r.Second.Auc, 9);
                row["varAUCB"] = Decimals(r.Second.Variance);
                row["AUCAminusAUCB"] = Digits(r.Difference, 9);
                row["varAUCAminusAUCB"] = Decimals(r.Variance);
                yield return row;
            }
        }
        else
        {
            foreach (var r in of.First.PerReader)
            {
                yield return Reader(of, r.Reader, r.NonDiseased, r.Diseased, r);
            }
        }
    }

    private static Dictionary<string, object?> Reader(
        IMrmcJavaRecord of,
        string name,
        int nonDiseased,
        int diseased,
        UStatisticReader first
    )
    {
        var row = new Dictionary<string, object?>(Heading(of))
        {
            ["readerID"] = name,
            ["N0"] = nonDiseased,
            ["N1"] = diseased,
            ["AUCA"] = Digits(first.Auc, 9),
            ["varAUCA"] = Decimals(first.Variance),
            ["AUCB"] = null,
            ["varAUCB"] = null,
            ["AUCAminusAUCB"] = null,
            ["varAUCAminusAUCB"] = null,
        };
        foreach (var test in new[] { "Normal", "BDG", "Hillis" })
        {
            var (lower, upper) = Limits(test);
            (row["pValue" + test], row["df" + test], row[lower], row[upper], row["reject" + test]) = (null, null, null, null, null);
        }

        return row;
    }

    private static Dictionary<string, object?> Statistics(IMrmcJavaRecord of, bool biased)
    {
        var second = of.Difference?.Second;
        var inference = of.Inference(biased);
        var row = new Dictionary<string, object?>(Heading(of))
        {
            ["NR"] = of.Difference?.Readers ?? of.First.Readers,
            ["N0"] = of.Difference?.NonDiseased ?? of.First.NonDiseased,
            ["N1"] = of.Difference?.Diseased ?? of.First.Diseased,
            ["UstatOrMLE"] = biased ? "MLE" : "Ustat",
            ["AUCA"] = Digits(of.First.Auc, 9),
            ["varAUCA"] = Digits(Variance(of.First), 9),
            ["AUCB"] = second is null ? null : Digits(second.Auc, 9),
            ["varAUCB"] = second is null ? null : Digits(Variance(second), 9),
            ["AUCAminusAUCB"] = second is null ? null : Digits(inference.Estimate, 9),
            ["varAUCAminusAUCB"] = second is null ? null : Digits(inference.Variance, 9),
        };
        Test(row, inference, "Normal", double.PositiveInfinity);
        Test(row, inference, "BDG", inference.DegreesOfFreedom);
        Test(row, inference, "Hillis", of.FullyCrossed ? of.HillisDegreesOfFreedom : double.NaN);
        return row;

        double Variance(UStatisticArm arm) => biased ? arm.Moments.BiasedCovariance : arm.Moments.Covariance;
    }

    /// <summary>At least 2 degrees of freedom, the normal distribution from 50 on, nothing without a positive variance.</summary>
    private static void Test(Dictionary<string, object?> row, UStatisticInference of, string name, double degreesOfFreedom)
    {
        var df = double.IsPositiveInfinity(degreesOfFreedom) ? 50 : Math.Max(degreesOfFreedom, 2);
        var whole = UStatisticInference.OfWholeDegrees(of.Estimate, of.Null, of.Variance, df);
        var (p, limits) = df >= 50 ? (whole.NormalP, whole.Normal) : (whole.StudentP, whole.Student);
        var (lower, upper) = Limits(name);
        var given = of.Variance > 0 && !double.IsNaN(degreesOfFreedom);
        row["df" + name] = given ? Digits(df, 9) : null;
        row["pValue" + name] = given ? Digits(p, 9) : null;
        row[lower] = given ? Digits(limits.Lower, 9) : null;
        row[upper] = given ? Digits(limits.Upper, 9) : null;
        row["reject" + name] = given
            ? p < 0.05
                ? 1
                : 0
            : null;
    }

    private static (string Lower, string Upper) Limits(string test) =>
        test == "Normal" ? ("botCInormal", "topCInormal") : ("botCI" + test, "topCI" + test);

    private static IEnumerable<object?> Barrett(IMrmcJavaRecord of, bool biased) =>
        Rows(
            of,
            biased,
            IMrmcStudy.BarrettNames,
            "Moments",
            m => [.. IMrmcStudy.Named(BarrettComponents.Of(m)).Select(v => (double)v.Value!)],
            c => [.. IMrmcStudy.Named(BarrettComponents.CoefficientsOf(c)).Select(v => (double)v.Value!)]
        );

    private static IEnumerable<object?> Moments(IMrmcJavaRecord of, bool biased) =>
        Rows(of, biased, IMrmcStudy.MomentNames, "compOrCoeff", m => [.. m], c => [.. c]);

    private static IEnumerable<object?> Rows(
        IMrmcJavaRecord of,
        bool biased,
        IReadOnlyList<string> names,
        string label,
        Func<IReadOnlyList<double>, double[]> components,
        Func<IReadOnlyList<double>, double[]> coefficients
    )
    {
        var (a, aShare) = (components(of.Moments(of.First.Moments, biased)), coefficients(of.First.Moments.Coefficients));
        var (b, bShare, ab, abShare) = (None, None, None, None);
        if (of.Difference is { } d)
        {
            (b, bShare) = (components(of.Moments(d.Second.Moments, biased)), coefficients(d.Second.Moments.Coefficients));
            var share = coefficients(d.Moments.Coefficients);
            ab = components(of.Moments(d.Moments, biased));
            ab = names.Count == 7 ? [.. ab.Select((v, k) => share[k] == 0 ? 0 : v)] : ab;
            abShare = [.. share.Select(v => 2 * v)];
        }

        (string Name, Func<int, double> Value)[] rows =
        [
            ("comp_A", k => a[k]),
            ("coeff_A", k => aShare[k]),
            ("comp_B", k => b[k]),
            ("coeff_B", k => bShare[k]),
            ("comp_product", k => ab[k]),
            ("coeff_product", k => abShare[k]),
            ("total", k => (a[k] * aShare[k]) + (b[k] * bShare[k]) - (ab[k] * abShare[k])),
        ];
        return rows.Select(row => TableRow(of, biased, label, row.Name, names, row.Value));
    }

    private static IEnumerable<object?> Crossed(
        IMrmcJavaRecord of,
        bool biased,
        string[] names,
        Func<bool, double[]> ofCrossed,
        double[] coefficients
    )
    {
        double[] missing = [.. names.Select(_ => double.NaN)];
        var components = of.FullyCrossed ? ofCrossed(biased) : missing;
        var shares = of.FullyCrossed ? coefficients : missing;
        (string Name, Func<int, double> Value)[] rows =
        [
            ("components", k => components[k]),
            ("coeff", k => shares[k]),
            ("total", k => components[k] * shares[k]),
        ];
        return rows.Select(row => TableRow(of, biased, "Components", row.Name, names, row.Value));
    }

    private static Dictionary<string, object?> TableRow(
        IMrmcJavaRecord of,
        bool biased,
        string label,
        string name,
        IReadOnlyList<string> columns,
        Func<int, double> value
    )
    {
        var row = new Dictionary<string, object?>(Heading(of)) { ["UstatOrMLE"] = biased ? "MLE" : "Ustat", [label] = name };
        for (var k = 0; k < columns.Count; k++)
        {
            row[columns[k]] = Digits(value(k), 6);
        }

        return row;
    }

    /// <summary>As printed with so many digits.</summary>
    private static double Digits(double value, int digits) =>
        double.IsFinite(value)
            ? double.Parse(
                value.ToString($"E{digits - 1}", System.Globalization.CultureInfo.InvariantCulture),
                System.Globalization.CultureInfo.InvariantCulture
            )
            : value;

    private static double Decimals(double value) =>
        double.IsFinite(value) ? (double)Math.Round((decimal)value, 8, MidpointRounding.AwayFromZero) : value;
}
