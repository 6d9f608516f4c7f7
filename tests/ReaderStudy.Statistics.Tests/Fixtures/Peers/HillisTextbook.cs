using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>
/// Readers nested in treatments by Hillis (2014), where MRMCaov's multiplier is wrong. The block tells what it generalises to and by which
/// covariances only in its name.
/// </summary>
internal static class HillisTextbook
{
    [Reproduces("textbook", "Hillis 2014 marginal-mean ANOVA, readers nested in modality")]
    public static object? NestedReaders(FixtureFolder folder, FixtureBlock block)
    {
        bool Says(string word) => block.Name.Contains(word, StringComparison.OrdinalIgnoreCase);
        var input = MrmcInput.Of(folder);
        var ratings = input.Ratings;
        var covariance =
            Says("unbiased") ? ErrorCovariances.Unbiased(ratings)
            : Says("DeLong") ? ErrorCovariances.DeLong(ratings)
            : ErrorCovariances.Jackknife(ratings, FigureOfMerit.Auc);
        var analysis = ObuchowskiRockette.Of(FigureOfMerit.Auc.ForAll(ratings), covariance, MrmcDesign.ReadersNestedInTreatments);
        var inference =
            Says("fixed_readers") ? analysis.FixedReadersRandomCases()
            : Says("fixed_cases") ? analysis.RandomReadersFixedCases()
            : analysis.RandomReadersRandomCases();
        var test = inference.Equality;
        string Name(string treatment) => input.Treatments[analysis.Figures.Treatments.ToList().IndexOf(treatment)];
        return new Dictionary<string, object?>
        {
            ["equality"] = new Dictionary<string, object?>
            {
                ["MS_T"] = test.MeanSquare,
                ["MS_R_in_T"] = analysis.Anova.Reader.Value,
                ["r0"] = analysis.ReadersPerTreatment,
                ["Cov2"] = analysis.Components.Cov2,
                ["Cov3"] = analysis.Components.Cov3,
                ["Denominator"] = test.Denominator,
                ["F"] = test.F,
                ["X2"] = test.ChiSquared,
                ["df"] = test.NumeratorDf,
                ["df1"] = test.NumeratorDf,
                ["df2"] = test.DenominatorDf,
                ["p_value"] = test.P,
            },
            ["differences"] = inference
                .Differences.Select(d =>
                {
                    var (lower, upper) = d.Estimate.Interval(block.Number("conf.level", 0.95));
                    return new Dictionary<string, object?>
                    {
                        ["comparison"] = $"{Name(d.First)} - {Name(d.Second)}",
                        ["estimate"] = d.Estimate.Value,
                        ["se"] = d.Estimate.StandardError,
                        ["df"] = d.Estimate.DegreesOfFreedom,
                        ["ci_lower"] = lower,
                        ["ci_upper"] = upper,
                        ["statistic"] = d.Estimate.Statistic(),
                        ["p_value"] = d.Estimate.P(),
                    };
                })
                .ToList(),
        };
    }
}
