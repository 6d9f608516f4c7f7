using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>iMRMC for R, doIMRMC: degrees of freedom are cut to whole numbers, and above 50 the normal distribution is used.</summary>
internal static class IMrmc
{
    private const string NoArm = "NO_MOD";

    [Reproduces("iMRMC", "doIMRMC")]
    public static object? DoIMrmc(FixtureFolder folder, FixtureBlock block)
    {
        var study = IMrmcStudy.Of(folder, block);
        var level = block.Number("conf.level", 0.95);
        return new Dictionary<string, object?>
        {
            ["perReader"] = PerReader(study),
            ["Ustat"] = Statistics(study, level, "Ustat"),
            ["MLEstat"] = Statistics(study, level, "MLE"),
            ["varDecomp"] = new Dictionary<string, object?>
            {
                ["BCK"] = Decompositions(
                    study,
                    m => IMrmcStudy.Named(BarrettComponents.Of(m)),
                    m => IMrmcStudy.Named(BarrettComponents.CoefficientsOf(m))
                ),
                ["BDG"] = Decompositions(study, Moments, Moments),
            },
            ["Ustat_full"] = (List<object?>)[.. study.Arms.Select(a => Full(a, level)), .. study.Differences.Select(d => Full(d, level))],
        };

        static IEnumerable<KeyValuePair<string, object?>> Moments(IReadOnlyList<double> m) => IMrmcStudy.Named(IMrmcStudy.MomentNames, m);
    }

    private static List<object?> PerReader(IMrmcStudy study)
    {
        var rows = new List<object?>();
        foreach (var arm in study.Arms)
        {
            foreach (var reader in arm.PerReader)
            {
                rows.Add(ReaderRow(reader.Reader, reader.NonDiseased, reader.Diseased, arm.Treatment, reader, null, null));
            }
        }

        foreach (var d in study.Differences)
        {
            foreach (var reader in d.PerReader)
            {
                var arms = (d.First.Treatment, d.Second.Treatment);
                rows.Add(ReaderRow(reader.Reader, reader.NonDiseased, reader.Diseased, arms.Item1, reader.First, arms.Item2, reader));
            }
        }

        return rows;
    }

    private static Dictionary<string, object?> ReaderRow(
        string name,
        int nonDiseased,
        int diseased,
        string arm,
        UStatisticReader first,
        string? other,
        UStatisticReaderPair? pair
    ) =>
        new()
        {
            ["readerID"] = name,
            ["N0"] = nonDiseased,
            ["N1"] = diseased,
            ["modalityA"] = arm,
            ["modalityB"] = other ?? NoArm,
            ["AUCA"] = first.Auc,
            ["varAUCA"] = first.Variance,
            ["AUCB"] = pair?.Second.Auc,
            ["varAUCB"] = pair?.Second.Variance,
            ["AUCAminusAUCB"] = pair?.Difference,
            ["varAUCAminusAUCB"] = pair?.Variance,
        };

    private static List<object?> Statistics(IMrmcStudy study, double level, string which)
    {
        var biased = which == "MLE";
        var rows = new List<object?>();
        foreach (var arm in study.Arms)
        {
            rows.Add(Row(arm.Readers, arm.NonDiseased, arm.Diseased, arm, null, biased ? arm.Biased : arm.Unbiased));
        }

        foreach (var d in study.Differences)
        {
            rows.Add(Row(d.Readers, d.NonDiseased, d.Diseased, d.First, d.Second, biased ? d.Biased : d.Unbiased));
        }

        return rows;

        Dictionary<string, object?> Row(int readers, int n0, int n1, UStatisticArm first, UStatisticArm? second, UStatisticInference of) =>
            new(Tests(of, level))
            {
                ["NR"] = readers,
                ["N0"] = n0,
                ["N1"] = n1,
                ["modalityA"] = first.Treatment,
                ["modalityB"] = second?.Treatment ?? NoArm,
                ["UstatOrMLE"] = which,
                ["AUCA"] = first.Auc,
                ["varAUCA"] = Variance(first),
                ["AUCB"] = second?.Auc,
                ["varAUCB"] = second is null ? null : Variance(second),
                ["AUCAminusAUCB"] = second is null ? null : of.Estimate,
                ["varAUCAminusAUCB"] = second is null ? null : of.Variance,
                ["dfBDG"] = of.DegreesOfFreedom,
            };

        double Variance(UStatisticArm arm) => biased ? arm.Moments.BiasedCovariance : arm.Moments.Covariance;
    }

    private static Dictionary<string, object?> Tests(UStatisticInference of, double level, string suffix = "")
    {
        var whole = UStatisticInference.OfWholeDegrees(of.Estimate, of.Null, of.Variance, of.DegreesOfFreedom, level);
        return new Dictionary<string, object?>
        {
            ["botCInormal" + suffix] = whole.Normal.Lower,
            ["topCInormal" + suffix] = whole.Normal.Upper,
            ["pValueNormal" + suffix] = whole.NormalP,
            ["rejectNormal" + suffix] = Rejects(whole.NormalP),
            ["botCIBDG" + suffix] = whole.Student.Lower,
            ["topCIBDG" + suffix] = whole.Student.Upper,
            ["pValueBDG" + suffix] = whole.StudentP,
            ["rejectBDG" + suffix] = Rejects(whole.StudentP),
        };

        object? Rejects(double p) =>
            double.IsNaN(p) ? null
            : p <= 1 - level ? 1
            : 0;
    }

    private static Dictionary<string, object?> Decompositions(
        IMrmcStudy study,
        Func<IReadOnlyList<double>, IEnumerable<KeyValuePair<string, object?>>> components,
        Func<IReadOnlyList<double>, IEnumerable<KeyValuePair<string, object?>>> coefficients
    )
    {
        (string First, string Second, UStatisticMoments Moments)[] pairs =
        [
            .. study.Arms.Select(a => (a.Treatment, a.Treatment, a.Moments)),
            .. study.Differences.Select(d => (d.First.Treatment, d.Second.Treatment, d.Moments)),
        ];
        return new Dictionary<string, object?> { ["MLE"] = Of(m => m.Biased), ["Ustat"] = Of(m => m.Unbiased) };

        Dictionary<string, object?> Of(Func<UStatisticMoments, IReadOnlyList<double>> moments) =>
            new()
            {
                ["comp"] = pairs.Select(p => Row(p.First, p.Second, components(moments(p.Moments)))).ToList(),
                ["coeff"] = pairs.Select(p => Row(p.First, p.Second, coefficients(p.Moments.Coefficients))).ToList(),
            };

        static Dictionary<string, object?> Row(string first, string second, IEnumerable<KeyValuePair<string, object?>> values) =>
            new(values) { ["modalityID.1"] = first, ["modalityID.2"] = second };
    }

    private static Dictionary<string, object?> Full(UStatisticArm arm, double level) =>
        new([
            .. Ingredients(arm, arm, arm.Moments, arm.Components, arm.BiasedComponents, arm.ComponentCoefficients),
            .. Degrees(arm.DegreesOfFreedom, null),
            .. Tests(arm.Unbiased, level),
            .. Tests(arm.Biased, level, ".biased"),
        ])
        {
            ["NR"] = arm.Readers,
            ["N0"] = arm.NonDiseased,
            ["N1"] = arm.Diseased,
            ["AUC1minusAUC2"] = null,
            ["varAUC1minusAUC2"] = null,
            ["varAUC1minusAUC2.biased"] = null,
        };

    private static Dictionary<string, object?> Full(UStatisticDifference d, double level) =>
        new([
            .. Ingredients(d.First, d.Second, d.Moments, d.Components, d.BiasedComponents, d.ComponentCoefficients),
            .. Degrees(d.CovarianceDegreesOfFreedom, d.DegreesOfFreedom),
            .. Tests(d.Unbiased, level),
            .. Tests(d.Biased, level, ".biased"),
        ])
        {
            ["NR"] = d.Readers,
            ["N0"] = d.NonDiseased,
            ["N1"] = d.Diseased,
            ["AUC1minusAUC2"] = d.Unbiased.Estimate,
            ["varAUC1minusAUC2"] = d.Unbiased.Variance,
            ["varAUC1minusAUC2.biased"] = d.Biased.Variance,
        };

    private static Dictionary<string, object?> Ingredients(
        UStatisticArm first,
        UStatisticArm second,
        UStatisticMoments moments,
        BarrettComponents components,
        BarrettComponents biased,
        BarrettComponents coefficients
    )
    {
        var values = new Dictionary<string, object?>
        {
            ["modalityID.1"] = first.Treatment,
            ["modalityID.2"] = second.Treatment,
            ["AUC.1"] = first.Auc,
            ["AUC.2"] = second.Auc,
            ["covAUC"] = moments.Covariance,
            ["covAUC.biased"] = moments.BiasedCovariance,
        };
        for (var k = 0; k < 8; k++)
        {
            values[$"M{k + 1}"] = moments.Unbiased[k];
            values[$"M{k + 1}.b"] = moments.Biased[k];
            values[$"M{k + 1}.coeff"] = moments.Coefficients[k];
            values[$"numer{k + 1}"] = moments.Sums[k];
            values[$"denom{k + 1}"] = moments.Counts[k];
        }

        foreach (var (suffix, parts) in new[] { ("", components), (".b", biased), (".coeff", coefficients) })
        {
            foreach (var (name, value) in IMrmcStudy.Named(parts))
            {
                values[$"BCK.{name}{suffix}"] = value;
            }
        }

        return values;
    }

    private static Dictionary<string, object?> Degrees(UStatisticDegreesOfFreedom of, UStatisticDegreesOfFreedom? difference) =>
        new()
        {
            ["dfN"] = of.NonDiseased,
            ["dfD"] = of.Diseased,
            ["dfR"] = of.Reader,
            ["dfBDG"] = of.Unbiased,
            ["dfBDG.biased"] = of.Biased,
            ["dfN.diff"] = difference?.NonDiseased,
            ["dfD.diff"] = difference?.Diseased,
            ["dfR.diff"] = difference?.Reader,
            ["dfBDG.diff"] = difference?.Unbiased,
            ["dfBDG.biased.diff"] = difference?.Biased,
        };
}
