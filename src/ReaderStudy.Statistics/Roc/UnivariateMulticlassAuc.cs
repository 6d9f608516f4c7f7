namespace ReaderStudy.Statistics.Roc;

/// <summary>
/// How well one rating tells several ordered classes apart: the mean of the AUCs of all pairs of classes, as in pROC's multiclass.roc for a
/// single predictor. This is not Hand and Till's measure, which takes a score for each class (<see cref="MulticlassAuc"/>).
/// </summary>
/// <param name="Pairs">AUC by pair of classes: the probability that a case of the second is rated above one of the first.</param>
public sealed record UnivariateMulticlassAuc(IReadOnlyList<(int First, int Second, double Auc)> Pairs)
{
    /// <summary>The mean of all pairs; NaN when there is none.</summary>
    public double Auc => Pairs.Count == 0 ? double.NaN : Pairs.Average(p => p.Auc);

    /// <summary>Higher ratings mean later classes.</summary>
    /// <param name="ratings">By class, in the classes' order; classes without a case are left out.</param>
    public static UnivariateMulticlassAuc Of(IReadOnlyList<double[]> ratings) =>
        Of(ratings, (first, second) => EmpiricalAuc.Of(first, second));

    /// <summary>
    /// In each pair the class with the higher median counts as the positive one (the second where they are equal): pROC's direction "auto",
    /// which flatters the AUC of ratings that do not follow the classes' order.
    /// </summary>
    public static UnivariateMulticlassAuc DirectionByMedians(IReadOnlyList<double[]> ratings) =>
        Of(ratings, (first, second) => Median(first) <= Median(second) ? EmpiricalAuc.Of(first, second) : EmpiricalAuc.Of(second, first));

    private static UnivariateMulticlassAuc Of(IReadOnlyList<double[]> ratings, Func<double[], double[], double> auc)
    {
        var pairs = new List<(int, int, double)>();
        for (var first = 0; first < ratings.Count; first++)
        {
            for (var second = first + 1; second < ratings.Count; second++)
            {
                if (ratings[first].Length > 0 && ratings[second].Length > 0)
                {
                    pairs.Add((first, second, auc(ratings[first], ratings[second])));
                }
            }
        }

        return new UnivariateMulticlassAuc(pairs);
    }

    private static double Median(double[] values) => Resampling.SampleQuantile.Of(values, 0.5);
}
