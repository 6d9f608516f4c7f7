using System.Globalization;
using ReaderStudy.Statistics.Mrmc;

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
        IgnoresLocations
            ? FigureOfMerit.Auc.ForAll(readings.Ratings)[treatment, reader]
            : Chosen(LrocBins.Of(readings, treatment, reader).At(_fraction));

    /// <summary>Of every treatment and reader.</summary>
    public ReaderFigures ForAll(LrocReadings readings) =>
        IgnoresLocations
            ? FigureOfMerit.Auc.ForAll(readings.Ratings)
            : FigureJackknife.Figures(readings.Ratings.Treatments, readings.Ratings.Readers, (i, j) => Of(readings, i, j));

    /// <summary>
    /// The figures of merit with each case left out in turn. Cases of the same truth and value give the same, so the time grows with the
    /// square of the number of distinct values, not of cases. NaN without the only case of its truth.
    /// Non-diseased cases come first.
    /// </summary>
    public LeaveOneOut LeavingOutEach(LrocReadings readings) =>
        IgnoresLocations
            ? FigureOfMerit.Auc.LeavingOutEach(readings.Ratings)
            : FigureJackknife.ForAll(
                readings.Ratings.Treatments,
                readings.Ratings.Readers,
                readings.Ratings.Diseased,
                (i, j) => Jackknife(readings, i, j)
            );

    private bool IgnoresLocations => double.IsNaN(_fraction);

    private FigureJackknife Jackknife(LrocReadings readings, int treatment, int reader)
    {
        var bins = LrocBins.Of(readings, treatment, reader);
        var scores = LrocBins.Scores(readings, treatment, reader);
        var known = new Dictionary<(bool, double), double>();
        var without = new double[scores.Length];
        for (var k = 0; k < without.Length; k++)
        {
            var diseased = readings.Ratings.Diseased[k];
            if (!known.TryGetValue((diseased, scores[k]), out without[k]))
            {
                without[k] = Chosen(bins.Without(diseased, scores[k]).At(_fraction));
                known.Add((diseased, scores[k]), without[k]);
            }
        }

        return new FigureJackknife(Chosen(bins.At(_fraction)), without);
    }

    private double Chosen((double Ordinate, double Area) at) => _area ? at.Area : at.Ordinate;

    private static string Named(string name, double falsePositiveFraction)
    {
        if (falsePositiveFraction is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(falsePositiveFraction),
                falsePositiveFraction,
                "A false-positive fraction is above 0 and at most 1."
            );
        }

        return string.Create(CultureInfo.InvariantCulture, $"{name} at {falsePositiveFraction}");
    }
}
