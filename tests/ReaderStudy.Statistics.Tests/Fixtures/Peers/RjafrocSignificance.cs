using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>What RJafroc's significance tests start from, whatever the figure of merit.</summary>
/// <param name="Jackknife">Figures of merit with each case left out; treatments and readers by the package's names (trt1, rdr1).</param>
/// <param name="DeLong">DeLong's covariances, for figures of merit that have them.</param>
internal sealed record RjafrocSource(LeaveOneOut Jackknife, Func<ErrorCovariance>? DeLong);

/// <summary>RJafroc's significance tests by pseudo-values (DBM) and by Obuchowski and Rockette (OR), of any figure of merit.</summary>
internal static class RjafrocSignificance
{
    /// <summary>The first that knows the folder's content.</summary>
    private static readonly Func<FixtureFolder, FixtureBlock, RjafrocSource?>[] Sources = [Ratings, Localisation];

    [Reproduces("RJafroc", "StSignificanceTesting")]
    public static object? Significance(FixtureFolder folder, FixtureBlock block)
    {
        var source =
            Sources.Select(s => s(folder, block)).FirstOrDefault(s => s is not null)
            ?? throw new NotSupportedException($"No figure of merit '{block.Option("FOM")}' of such data.");
        var alpha = block.Number("alpha", 0.05);
        if (block.Option("method") == "DBM")
        {
            return new RjafrocDbm(DorfmanBerbaumMetz.Of(PseudoValues.Centred(source.Jackknife)), 1 - alpha).Tree();
        }

        var covariance = block.Option("covEstMethod") == "DeLong" ? source.DeLong!() : source.Jackknife.Covariance();
        var analysis = ObuchowskiRockette.Of(source.Jackknife.Figures, covariance);
        return new RjafrocOr(analysis, source.Jackknife.Cases, 1 - alpha).Tree();
    }

    /// <summary>Plain ratings: the Wilcoxon statistic, that is the empirical AUC.</summary>
    private static RjafrocSource? Ratings(FixtureFolder folder, FixtureBlock block)
    {
        if (folder.HasTable("lesions.csv") || folder.Input.Has("rating_correct_localisation") || folder.Input.Has("type"))
        {
            return null;
        }

        var input = MrmcInput.Of(folder);
        var jackknife = FigureOfMerit.Auc.LeavingOutEach(input.Ratings);
        string[] treatments = [.. input.Treatments.Select(l => $"trt{l}")];
        string[] readers = [.. input.Readers.Select(l => $"rdr{l}")];
        return new RjafrocSource(Named(jackknife, treatments, readers), () => ErrorCovariances.DeLong(input.Ratings));
    }

    /// <summary>Free-response and localisation readings.</summary>
    private static RjafrocSource Localisation(FixtureFolder folder, FixtureBlock block)
    {
        var study = RjafrocStudy.Of(folder);
        var jackknife = study.LeavingOutEach(block.Option("FOM")!, block.Number("FPFValue", 0.2));
        return new RjafrocSource(Named(jackknife, study.Treatments, study.Readers), null);
    }

    private static LeaveOneOut Named(LeaveOneOut jackknife, IReadOnlyList<string> treatments, IReadOnlyList<string> readers)
    {
        var (t, r) = (treatments.Count, readers.Count);
        var values = new double[t, r];
        var without = new double[t * r][];
        for (var i = 0; i < t; i++)
        {
            for (var j = 0; j < r; j++)
            {
                values[i, j] = jackknife.Figures[i, j];
                without[(i * r) + j] = jackknife.Of(i, j).ToArray();
            }
        }

        return new LeaveOneOut(new ReaderFigures(treatments, readers, values), without);
    }

    public static Dictionary<string, object?> Row(params (string Name, object? Value)[] values) =>
        values.ToDictionary(v => v.Name, v => v.Value);

    /// <summary>Figures of merit, their means and the differences of those.</summary>
    public static Dictionary<string, object?> Figures(ReaderFigures figures)
    {
        var foms = new List<object?>();
        var means = new List<object?>();
        var differences = new List<object?>();
        for (var i = 0; i < figures.Treatments.Count; i++)
        {
            var row = Row(("row", figures.Treatments[i]));
            for (var j = 0; j < figures.Readers.Count; j++)
            {
                row.Add(figures.Readers[j], figures[i, j]);
            }

            foms.Add(row);
            means.Add(Row(("row", figures.Treatments[i]), ("Estimate", figures.MeanOf(i))));
            for (var k = i + 1; k < figures.Treatments.Count; k++)
            {
                differences.Add(
                    Row(("row", $"{figures.Treatments[i]}-{figures.Treatments[k]}"), ("Estimate", figures.MeanOf(i) - figures.MeanOf(k)))
                );
            }
        }

        return Row(("foms", foms), ("trtMeans", means), ("trtMeanDiffs", differences));
    }

    /// <summary>A line of differences: by t, or by z where the degrees of freedom are infinite.</summary>
    public static Dictionary<string, object?> Difference(string row, MrmcEstimate estimate, double level)
    {
        var (lower, upper) = estimate.Interval(level);
        return Row(
            ("row", row),
            ("Estimate", estimate.Value),
            ("StdErr", estimate.StandardError),
            ("DF", estimate.DegreesOfFreedom),
            ("t", estimate.Statistic()),
            ("PrGTt", estimate.P()),
            ("z", estimate.Statistic()),
            ("PrGTz", estimate.P()),
            ("CILower", lower),
            ("CIUpper", upper)
        );
    }

    public static List<object?> Differences(MrmcInference inference, double level) =>
        [.. inference.Differences.Select(d => Difference($"{d.First}-{d.Second}", d.Estimate, level))];

    public static List<object?> Differences(IReadOnlyList<ReaderDifference> differences, double level) =>
        [.. differences.Select(d => Difference($"{d.Reader}::{d.First}-{d.Second}", d.Estimate, level))];

    public static List<object?> Means(MrmcInference inference, double level, Func<string, string> name, double? df = null) =>
        [
            .. inference.Means.Select(m =>
            {
                var row = Difference(name(m.Treatment), m.Estimate, level);
                row["DF"] = df ?? m.Estimate.DegreesOfFreedom;
                row["Cov2"] = m.Cov2;
                return row;
            }),
        ];
}
