namespace ReaderStudy.Statistics.Roc;

/// <summary>
/// Area under the empirical ROC curve: the probability that a positive case is rated above a negative one, ties counting one half,
/// θ = U / (m n) with the Mann-Whitney statistic U. Higher ratings mean positive; where lower ones do, negate the ratings.
/// </summary>
/// <remarks>
/// Bamber D (1975). Journal of Mathematical Psychology 12:387–415. doi:10.1016/0022-2496(75)90001-2.
/// Hanley JA, McNeil BJ (1982). Radiology 143:29–36. doi:10.1148/radiology.143.1.7063747
/// </remarks>
public static class EmpiricalAuc
{
    /// <summary>
    /// The area, by ranks: time O(N log N) at most, memory linear. NaN when either class is empty. Ratings may be infinite; one that is not a
    /// number throws <see cref="BadInputException"/>.
    /// </summary>
    public static double Of(ReadOnlySpan<double> negatives, ReadOnlySpan<double> positives)
    {
        RequireNumbers(negatives, "negative");
        RequireNumbers(positives, "positive");
        return negatives.IsEmpty || positives.IsEmpty
            ? double.NaN
            : TwiceMannWhitney(RatingOrder.SortedKeys(negatives), RatingOrder.SortedKeys(positives))
                / (2.0 * negatives.Length * positives.Length);
    }

    /// <summary>
    /// The Mann-Whitney statistic: pairs of which the positive case is rated higher, plus half of those rated equal. Exact up to 2⁵³.
    /// </summary>
    public static double MannWhitney(ReadOnlySpan<double> negatives, ReadOnlySpan<double> positives)
    {
        RequireNumbers(negatives, "negative");
        RequireNumbers(positives, "positive");
        return 0.5 * TwiceMannWhitney(RatingOrder.SortedKeys(negatives), RatingOrder.SortedKeys(positives));
    }

    internal static void RequireNumbers(ReadOnlySpan<double> ratings, string what)
    {
        List<InputFault>? faults = null;
        for (var i = 0; i < ratings.Length; i++)
        {
            if (double.IsNaN(ratings[i]))
            {
                (faults ??= []).Add(new InputFault(i, $"The rating of this {what} case is not a number; leave the case out."));
            }
        }

        BadInputException.ThrowIfAny(faults ?? []);
    }

    /// <summary>Twice the statistic, a whole number.</summary>
    private static long TwiceMannWhitney(ulong[] negatives, ulong[] positives)
    {
        long twice = 0;
        int below = 0,
            notAbove = 0;
        foreach (var key in positives)
        {
            while (below < negatives.Length && negatives[below] < key)
            {
                below++;
            }

            while (notAbove < negatives.Length && negatives[notAbove] <= key)
            {
                notAbove++;
            }

            twice += below + notAbove;
        }

        return twice;
    }
}
