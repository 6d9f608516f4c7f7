namespace ReaderStudy.Statistics.Roc;

/// <summary>The ratings of one reader or algorithm, by truth, checked before any mathematics.</summary>
/// <param name="Negatives">Ratings of the cases without the disease, in the order given.</param>
/// <param name="Positives">Ratings of the cases with it.</param>
public sealed record RatedCases(double[] Negatives, double[] Positives)
{
    /// <summary>
    /// Splits ratings by truth. A rating that is not a number, or only one class of truth, throws <see cref="BadInputException"/> with all
    /// faults by zero-based row.
    /// </summary>
    public static RatedCases Of(IReadOnlyList<bool> positive, ReadOnlySpan<double> ratings)
    {
        RequireAsMany(positive.Count, ratings.Length);
        var faults = new List<InputFault>();
        for (var i = 0; i < ratings.Length; i++)
        {
            if (double.IsNaN(ratings[i]))
            {
                faults.Add(new InputFault(i, "The rating is not a number; leave the case out."));
            }
        }

        BadInputException.ThrowIfAny(faults);
        return Split(positive, ratings, new bool[ratings.Length]);
    }

    /// <summary>
    /// Splits the ratings of several readers or algorithms of the same cases, without the cases that any of them lacks (NaN): what is left is
    /// paired. Only one class of truth left throws <see cref="BadInputException"/>.
    /// </summary>
    public static IReadOnlyList<RatedCases> Complete(IReadOnlyList<bool> positive, params IReadOnlyList<double[]> ratings)
    {
        var missing = new bool[positive.Count];
        foreach (var rated in ratings)
        {
            RequireAsMany(positive.Count, rated.Length);
            for (var i = 0; i < rated.Length; i++)
            {
                missing[i] |= double.IsNaN(rated[i]);
            }
        }

        return [.. ratings.Select(rated => Split(positive, rated, missing))];
    }

    private static RatedCases Split(IReadOnlyList<bool> positive, ReadOnlySpan<double> ratings, bool[] missing)
    {
        var negatives = new List<double>();
        var positives = new List<double>();
        for (var i = 0; i < ratings.Length; i++)
        {
            if (!missing[i])
            {
                (positive[i] ? positives : negatives).Add(ratings[i]);
            }
        }

        if (negatives.Count == 0 || positives.Count == 0)
        {
            throw new BadInputException(
                $"All {negatives.Count + positives.Count} rated cases are of one class of truth; a ROC curve needs cases with and without the disease."
            );
        }

        return new RatedCases([.. negatives], [.. positives]);
    }

    private static void RequireAsMany(int cases, int ratings)
    {
        if (cases != ratings)
        {
            throw new ArgumentException($"There are {cases} cases but {ratings} ratings.", nameof(ratings));
        }
    }
}
