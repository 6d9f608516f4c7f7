using ReaderStudy.Statistics.Agreement;
using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

internal static class Intraclass
{
    [Reproduces("irr", "icc")]
    public static object? Irr(FixtureFolder folder, FixtureBlock block)
    {
        var icc = IntraclassCorrelation.Of(Table(folder));
        var (level, tested) = (block.Number("conf.level", 0.95), block.Number("r0", 0));
        var e = (block.Option("model"), block.Option("type"), block.Option("unit")) switch
        {
            ("oneway", _, "average") => icc.AverageOneWay(level, tested),
            ("oneway", _, _) => icc.OneWay(level, tested),
            (_, "agreement", "average") => icc.AverageAgreement(level, tested),
            (_, "agreement", _) => icc.Agreement(level, tested),
            (_, _, "average") => icc.AverageConsistency(level, tested),
            _ => icc.Consistency(level, tested),
        };
        return new Dictionary<string, object?>
        {
            ["subjects"] = icc.Cases,
            ["raters"] = icc.Readers,
            ["icc"] = e.Value,
            ["F"] = e.F,
            ["df1"] = e.NumeratorDegreesOfFreedom,
            ["df2"] = e.DenominatorDegreesOfFreedom,
            ["p_value"] = e.P,
            ["ci_lower"] = e.Lower,
            ["ci_upper"] = e.Upper,
        };
    }

    /// <summary>With lmer = TRUE the mixed model by REML, otherwise the analysis of variance.</summary>
    [Reproduces("psych", "ICC")]
    public static object? Psych(FixtureFolder folder, FixtureBlock block)
    {
        var table = Table(folder);
        var icc =
            block.Option("lmer") == "True" ? IntraclassCorrelation.Of(VarianceComponents.ByReml(table)) : IntraclassCorrelation.Of(table);
        var level = 1 - block.Number("alpha", 0.05);
        var (oneWay, fixedReaders) = (icc.OneWay(level), icc.Consistency(level));
        double n = icc.Cases,
            k = icc.Readers,
            rest = (n - 1) * (k - 1);
        var readersF = icc.ReaderMeanSquare / icc.ErrorMeanSquare;
        return new Dictionary<string, object?>
        {
            ["table"] = new[]
            {
                Row("Single_raters_absolute", "ICC1", oneWay, oneWay),
                Row("Single_random_raters", "ICC2", icc.Agreement(level), fixedReaders),
                Row("Single_fixed_raters", "ICC3", fixedReaders, fixedReaders),
                Row("Average_raters_absolute", "ICC1k", icc.AverageOneWay(level), oneWay),
                Row("Average_random_raters", "ICC2k", icc.AverageAgreementFromSingle(level), fixedReaders),
                Row("Average_fixed_raters", "ICC3k", icc.AverageConsistency(level), fixedReaders),
            },
            ["n_obs"] = icc.Cases,
            ["n_judge"] = icc.Readers,
            ["MS"] = new object?[]
            {
                new[] { n - 1, k - 1, rest },
                new[] { icc.CaseMeanSquare * (n - 1), icc.ReaderMeanSquare * (k - 1), icc.ErrorMeanSquare * rest },
                new[] { icc.CaseMeanSquare, icc.ReaderMeanSquare, icc.ErrorMeanSquare },
                new object?[] { fixedReaders.F, readersF, null },
                new object?[] { fixedReaders.P, FisherF.UpperTail(readersF, k - 1, rest), null },
            },
        };
    }

    private static Dictionary<string, object?> Row(string row, string type, IntraclassEstimate e, IntraclassEstimate test) =>
        new()
        {
            ["row"] = row,
            ["type"] = type,
            ["ICC"] = e.Value,
            ["F"] = test.F,
            ["df1"] = test.NumeratorDegreesOfFreedom,
            ["df2"] = test.DenominatorDegreesOfFreedom,
            ["p"] = test.P,
            ["lower bound"] = e.Lower,
            ["upper bound"] = e.Upper,
        };

    private static double[,] Table(FixtureFolder folder)
    {
        var input = folder.Input;
        var cases = input.Texts("case").Distinct().ToList();
        var readers = input.Texts("reader").Distinct().ToList();
        var values = new double[cases.Count, readers.Count];
        foreach (var i in Enumerable.Range(0, cases.Count))
        {
            foreach (var j in Enumerable.Range(0, readers.Count))
            {
                values[i, j] = double.NaN;
            }
        }

        for (var row = 0; row < input.Count; row++)
        {
            values[cases.IndexOf(input.Text(row, "case")), readers.IndexOf(input.Text(row, "reader"))] = input.Number(row, "rating");
        }

        return values;
    }
}
