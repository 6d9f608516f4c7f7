using System.Globalization;

namespace ReaderStudy.Statistics.Froc;

/// <summary>A figure of merit of localisation readings. All cases enter it.</summary>
/// <remarks>
/// Swensson RG (1996). Medical Physics 23:1709–1725. doi:10.1118/1.597758.
/// The rule of interpolation is that of the R package RJafroc, whose names are in quotation marks.
/// </remarks>
public sealed class LrocFigure
{
    private readonly double _fraction;
    private readonly bool _area;

    private LrocFigure(string name, double fraction, bool area) => (Name, _fraction, _area) = (name, fraction, area);

    /// <summary>"Wilcoxon": the AUC of the ratings, whatever their locations; ties count ½.</summary>
    public static LrocFigure Auc { get; } = new("Wilcoxon", double.NaN, area: false);

    public string Name { get; }

    /// <summary>"PCL": see <see cref="LrocCurve.CorrectLocalisation"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not above 0 and at most 1.</exception>
    public static LrocFigure CorrectLocalisation(double falsePositiveFraction) =>
        new(Named("PCL", falsePositiveFraction), falsePositiveFraction, area: false);

    /// <summary>"ALROC": see <see cref="LrocCurve.AreaUpTo"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not above 0 and at most 1.</exception>
    public static LrocFigure Area(double falsePositiveFraction) =>
        new(Named("ALROC", falsePositiveFraction), falsePositiveFraction, area: true);

    /// <summary>Of one reader under one treatment.</summary>
    public double Of(LrocReadings readings, int treatment, int reader) =>
        double.IsNaN(_fraction)
            ? Jackknife(readings, treatment, reader).Figure
            : Chosen(LrocBins.Of(readings, treatment, reader).At(_fraction));

    /// <summary>
    /// Of one reader under one treatment, with every case left out once. Cases of the same truth and value give the same, so the time grows
    /// with the square of the number of distinct values, not of cases.
    /// </summary>
    public FigureJackknife Jackknife(LrocReadings readings, int treatment, int reader)
    {
        if (double.IsNaN(_fraction))
        {
            return OfRatings(readings, treatment, reader);
        }

        var bins = LrocBins.Of(readings, treatment, reader);
        var scores = LrocBins.Scores(readings, treatment, reader);
        var known = new Dictionary<(bool, double), double>();
        var left = new double[scores.Length];
        for (var k = 0; k < left.Length; k++)
        {
            var diseased = readings.Ratings.Diseased[k];
            if (!known.TryGetValue((diseased, scores[k]), out left[k]))
            {
                left[k] = Chosen(bins.Without(diseased, scores[k]).At(_fraction));
                known.Add((diseased, scores[k]), left[k]);
            }
        }

        return new FigureJackknife(Chosen(bins.At(_fraction)), left);
    }

    private double Chosen((double Ordinate, double Area) at) => _area ? at.Area : at.Ordinate;

    private static string Named(string name, double fraction)
    {
        if (fraction is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "A false-positive fraction above 0 and at most 1.");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{name} at {fraction}");
    }

    private static FigureJackknife OfRatings(LrocReadings readings, int treatment, int reader)
    {
        var ratings = readings.Ratings.Of(treatment, reader);
        var cases = ratings.Length;
        var (x, xStart, xParts) = (new List<double>(), new int[cases + 1], new int[cases]);
        var (y, yStart, yParts) = (new List<double>(), new int[cases + 1], new int[cases]);
        for (var k = 0; k < cases; k++)
        {
            var diseased = readings.Ratings.Diseased[k];
            (diseased ? y : x).Add(ratings[k]);
            (diseased ? yParts : xParts)[k] = 1;
            (xStart[k + 1], yStart[k + 1]) = (x.Count, y.Count);
        }

        double[] ones = [.. y.Select(_ => 1.0)];
        return ClusteredWilcoxon.Of([.. x], xStart, [.. y], yStart, ones, xParts, yParts);
    }
}
