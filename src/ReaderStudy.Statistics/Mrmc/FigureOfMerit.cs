using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// What is computed from one reader's ratings under one treatment. Any function of the ratings will do:
/// <c>new FigureOfMerit("Youden", FigureCases.All, (healthy, diseased) => …)</c>; those named here are left out case by case in closed form.
/// </summary>
public sealed class FigureOfMerit
{
    private readonly WithoutEach? _withoutEach;

    /// <param name="name">How it is called in results.</param>
    /// <param name="cases">The cases it rests on.</param>
    /// <param name="of">The function.</param>
    public FigureOfMerit(string name, FigureCases cases, ReaderFigure of)
        : this(name, cases, of, null) { }

    private FigureOfMerit(string name, FigureCases cases, ReaderFigure of, WithoutEach? withoutEach) =>
        (Name, Cases, Of, _withoutEach) = (name, cases, of, withoutEach);

    private delegate void WithoutEach(
        ReadOnlySpan<double> nonDiseased,
        ReadOnlySpan<double> diseased,
        Span<double> withoutNonDiseased,
        Span<double> withoutDiseased
    );

    /// <summary>The area under the empirical ROC curve (<see cref="EmpiricalAuc"/>).</summary>
    public static FigureOfMerit Auc { get; } = new("AUC", FigureCases.All, EmpiricalAuc.Of, AucWithoutEach);

    public string Name { get; }

    public FigureCases Cases { get; }

    public ReaderFigure Of { get; }

    /// <summary>The share of diseased cases rated <paramref name="threshold"/> or higher.</summary>
    public static FigureOfMerit Sensitivity(double threshold) =>
        new(
            "sensitivity",
            FigureCases.Diseased,
            (_, diseased) => Share(diseased, threshold),
            (_, diseased, _, without) => ShareWithoutEach(diseased, threshold, positive: true, without)
        );

    /// <summary>The share of non-diseased cases rated below <paramref name="threshold"/>.</summary>
    public static FigureOfMerit Specificity(double threshold) =>
        new(
            "specificity",
            FigureCases.NonDiseased,
            (healthy, _) => 1 - Share(healthy, threshold),
            (healthy, _, without, _) => ShareWithoutEach(healthy, threshold, positive: false, without)
        );

    /// <summary>The share of cases on the right side of <paramref name="threshold"/>: diseased at or above it, others below.</summary>
    public static FigureOfMerit Accuracy(double threshold) =>
        new(
            "accuracy",
            FigureCases.All,
            (healthy, diseased) =>
                (double)(healthy.Length - CountFrom(healthy, threshold) + CountFrom(diseased, threshold))
                / (healthy.Length + diseased.Length)
        );

    /// <summary>The mean of sensitivity and specificity at <paramref name="threshold"/>.</summary>
    public static FigureOfMerit BalancedAccuracy(double threshold) =>
        new(
            "balanced accuracy",
            FigureCases.All,
            (healthy, diseased) => 0.5 * (1 - Share(healthy, threshold) + Share(diseased, threshold))
        );

    /// <summary>
    /// Cohen's kappa between the truth and the rating being <paramref name="threshold"/> or higher; NaN where chance agreement is 1, that is
    /// with cases of one class only that are all rated as such.
    /// </summary>
    /// <remarks>Cohen J (1960). Educational and Psychological Measurement 20:37–46. doi:10.1177/001316446002000104</remarks>
    public static FigureOfMerit KappaWithTruth(double threshold) =>
        new(
            "kappa with truth",
            FigureCases.All,
            (healthy, diseased) =>
            {
                double cases = healthy.Length + diseased.Length,
                    right = healthy.Length - CountFrom(healthy, threshold) + CountFrom(diseased, threshold),
                    called = CountFrom(healthy, threshold) + CountFrom(diseased, threshold),
                    byChance = ((called * diseased.Length) + ((cases - called) * healthy.Length)) / cases;
                return (right - byChance) / (cases - byChance);
            }
        );

    /// <summary>Part of the area under the ROC curve between two specificities (<see cref="PartialAuc.OverSpecificity"/>).</summary>
    public static FigureOfMerit PartialAucOverSpecificity(double from, double to) =>
        OfCurve("partial AUC", curve => PartialAuc.OverSpecificity(curve, from, to));

    /// <summary>Part of the area under the ROC curve between two sensitivities (<see cref="PartialAuc.OverSensitivity"/>).</summary>
    public static FigureOfMerit PartialAucOverSensitivity(double from, double to) =>
        OfCurve("partial AUC", curve => PartialAuc.OverSensitivity(curve, from, to));

    /// <summary>The sensitivity at a specificity, along the straight lines of the ROC curve.</summary>
    public static FigureOfMerit SensitivityAt(double specificity) =>
        OfCurve("sensitivity at specificity", curve => curve.SensitivityAt(specificity));

    /// <summary>The specificity at a sensitivity, along the straight lines of the ROC curve.</summary>
    public static FigureOfMerit SpecificityAt(double sensitivity) =>
        OfCurve("specificity at sensitivity", curve => curve.SpecificityAt(sensitivity));

    /// <summary>
    /// <see cref="PartialAucOverSpecificity"/> as the R package MRMCaov has it: where a limit lies between two points of the curve, the line
    /// to it runs through the highest point at each specificity. With <paramref name="normalised"/> divided by the distance of the limits.
    /// </summary>
    public static FigureOfMerit PartialAucOverSpecificityByUpperPoints(double from, double to, bool normalised = false) =>
        OfCurve("partial AUC", curve => UpperPoints.AreaOverSpecificity(curve, from, to) / (normalised ? to - from : 1));

    /// <summary>
    /// <see cref="PartialAucOverSensitivity"/> as the R package MRMCaov has it: where a limit lies between two points of the curve, the line
    /// to it runs through the lowest specificity at each sensitivity.
    /// </summary>
    public static FigureOfMerit PartialAucOverSensitivityByUpperPoints(double from, double to, bool normalised = false) =>
        OfCurve("partial AUC", curve => UpperPoints.AreaOverSensitivity(curve, from, to) / (normalised ? to - from : 1));

    /// <summary>
    /// <see cref="SensitivityAt"/> as the R package MRMCaov has it, between the highest points at the specificities around it.
    /// </summary>
    public static FigureOfMerit SensitivityAtByUpperPoints(double specificity) =>
        OfCurve("sensitivity at specificity", curve => UpperPoints.SensitivityAt(curve, specificity));

    /// <summary>
    /// <see cref="SpecificityAt"/> as the R package MRMCaov has it, between the lowest specificities at the sensitivities around it.
    /// </summary>
    public static FigureOfMerit SpecificityAtByUpperPoints(double sensitivity) =>
        OfCurve("specificity at sensitivity", curve => UpperPoints.SpecificityAt(curve, sensitivity));

    /// <summary>The expected utility of reading along the ROC curve (<see cref="RocCurve.ExpectedUtility"/>).</summary>
    public static FigureOfMerit ExpectedUtility(double slope) => OfCurve("expected utility", curve => curve.ExpectedUtility(slope));

    /// <summary>The figure of merit of every treatment and reader, each from the cases read.</summary>
    public ReaderFigures ForAll(MrmcRatings ratings)
    {
        var (t, r) = (ratings.Treatments.Count, ratings.Readers.Count);
        var values = new double[t, r];
        var given = new bool[t, r];
        var cell = new RatingsByTruth(ratings);
        for (var i = 0; i < t; i++)
        {
            for (var j = 0; j < r; j++)
            {
                cell.Take(i, j);
                given[i, j] = cell.NonDiseased.Length + cell.Diseased.Length > 0;
                values[i, j] = given[i, j] ? Of(cell.NonDiseased, cell.Diseased) : double.NaN;
            }
        }

        return new ReaderFigures(ratings.Treatments, ratings.Readers, values, given);
    }

    /// <summary>
    /// The figures of merit with each case left out in turn, of the cases that they rest on. Where the reader did not read the case, it is
    /// the figure of merit of all the reader's cases.
    /// </summary>
    public LeaveOneOut LeavingOutEach(MrmcRatings ratings)
    {
        var figures = ForAll(ratings);
        var without = new double[figures.Cells][];
        var cell = new RatingsByTruth(ratings);
        for (var i = 0; i < figures.Treatments.Count; i++)
        {
            for (var j = 0; j < figures.Readers.Count; j++)
            {
                cell.Take(i, j);
                without[figures.Cell(i, j)] = figures.IsGiven(i, j) ? LeavingOutEach(cell, figures[i, j]) : [];
            }
        }

        return new LeaveOneOut(figures, without);
    }

    /// <summary>A function of the ROC curve; NaN without cases of both classes.</summary>
    private static FigureOfMerit OfCurve(string name, Func<RocCurve, double> of) =>
        new(
            name,
            FigureCases.All,
            (healthy, diseased) => healthy.IsEmpty || diseased.IsEmpty ? double.NaN : of(RocCurve.Of(healthy, diseased))
        );

    private double[] LeavingOutEach(RatingsByTruth cell, double whole)
    {
        var withoutNonDiseased = new double[cell.NonDiseased.Length];
        var withoutDiseased = new double[cell.Diseased.Length];
        if (_withoutEach is null)
        {
            Recompute(cell, withoutNonDiseased, withoutDiseased);
        }
        else
        {
            _withoutEach(cell.NonDiseased, cell.Diseased, withoutNonDiseased, withoutDiseased);
        }

        var all = new double[cell.Count(Cases)];
        Array.Fill(all, whole);
        cell.Spread(Cases, withoutNonDiseased, withoutDiseased, all);
        return all;
    }

    private void Recompute(RatingsByTruth cell, Span<double> withoutNonDiseased, Span<double> withoutDiseased)
    {
        if (Cases != FigureCases.Diseased)
        {
            Recompute(cell.NonDiseased, cell.Diseased, Of, withoutNonDiseased);
        }

        if (Cases != FigureCases.NonDiseased)
        {
            Recompute(cell.Diseased, cell.NonDiseased, (diseased, healthy) => Of(healthy, diseased), withoutDiseased);
        }
    }

    private static void Recompute(ReadOnlySpan<double> ratings, ReadOnlySpan<double> others, ReaderFigure of, Span<double> without)
    {
        if (ratings.IsEmpty)
        {
            return;
        }

        // What is left after the first is left out; then one case after another takes the place of its successor.
        var left = ratings[1..].ToArray();
        for (var k = 0; k < ratings.Length; k++)
        {
            without[k] = of(left, others);
            if (k < left.Length)
            {
                left[k] = ratings[k];
            }
        }
    }

    private static void AucWithoutEach(
        ReadOnlySpan<double> nonDiseased,
        ReadOnlySpan<double> diseased,
        Span<double> withoutNonDiseased,
        Span<double> withoutDiseased
    )
    {
        // Without one case its class' mean of n placements becomes that of the n − 1 others.
        var auc = Placements.Fill(nonDiseased, diseased, withoutDiseased, withoutNonDiseased);
        MeanOfOthers(auc, withoutNonDiseased);
        MeanOfOthers(auc, withoutDiseased);
    }

    private static void ShareWithoutEach(ReadOnlySpan<double> ratings, double threshold, bool positive, Span<double> without)
    {
        var from = CountFrom(ratings, threshold);
        double count = positive ? from : ratings.Length - from;
        for (var k = 0; k < ratings.Length; k++)
        {
            without[k] = (count - (ratings[k] >= threshold == positive ? 1 : 0)) / (ratings.Length - 1);
        }
    }

    private static void MeanOfOthers(double mean, Span<double> values)
    {
        for (var k = 0; k < values.Length; k++)
        {
            values[k] = values.Length == 1 ? double.NaN : mean + ((mean - values[k]) / (values.Length - 1));
        }
    }

    private static double Share(ReadOnlySpan<double> ratings, double threshold) => (double)CountFrom(ratings, threshold) / ratings.Length;

    private static int CountFrom(ReadOnlySpan<double> ratings, double threshold)
    {
        var count = 0;
        foreach (var rating in ratings)
        {
            count += rating >= threshold ? 1 : 0;
        }

        return count;
    }
}
