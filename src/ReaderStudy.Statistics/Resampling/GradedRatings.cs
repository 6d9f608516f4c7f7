using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Resampling;

/// <summary>
/// Ratings sorted once, so that the AUC of any resample is a matter of counting: how often each case was drawn is added up by grade (place
/// among the distinct ratings) and truth, in linear time and without sorting again.
/// </summary>
internal sealed class GradedRatings
{
    private readonly int[] _slots;

    private GradedRatings(int[] slots, int grades) => (_slots, Grades) = (slots, grades);

    /// <summary>Number of distinct ratings.</summary>
    public int Grades { get; }

    /// <summary>Length of the scratch memory that <see cref="Auc"/> needs: two counts for each grade, and two for cases without a rating.</summary>
    public int Slots => 2 * (Grades + 1);

    /// <param name="ratings">By case; NaN where there is none.</param>
    /// <param name="positive">The truth by case.</param>
    public static GradedRatings Of(ReadOnlySpan<double> ratings, ReadOnlySpan<bool> positive)
    {
        var rated = new List<double>(ratings.Length);
        foreach (var rating in ratings)
        {
            if (!double.IsNaN(rating))
            {
                rated.Add(rating + 0.0);
            }
        }

        double[] distinct = [.. rated.Distinct().Order()];
        var slots = new int[ratings.Length];
        for (var i = 0; i < slots.Length; i++)
        {
            var grade = double.IsNaN(ratings[i]) ? distinct.Length : Array.BinarySearch(distinct, ratings[i] + 0.0);
            slots[i] = (2 * grade) + (positive[i] ? 1 : 0);
        }

        return new GradedRatings(slots, distinct.Length);
    }

    /// <summary>The ratings of two classes, negatives first.</summary>
    public static GradedRatings Of(RatedCases cases)
    {
        var positive = new bool[cases.Negatives.Length + cases.Positives.Length];
        Array.Fill(positive, true, cases.Negatives.Length, cases.Positives.Length);
        return Of([.. cases.Negatives, .. cases.Positives], positive);
    }

    /// <summary>The AUC when each case stands in the resample as often as its weight says; NaN when a class is empty.</summary>
    public double Auc(ReadOnlySpan<int> weights, Span<int> scratch)
    {
        var counts = scratch[..Slots];
        counts.Clear();
        for (var i = 0; i < _slots.Length; i++)
        {
            counts[_slots[i]] += weights[i];
        }

        long twice = 0,
            negatives = 0,
            positives = 0;
        for (var slot = 0; slot < 2 * Grades; slot += 2)
        {
            var (negative, positive) = (counts[slot], counts[slot + 1]);
            twice += positive * ((2 * negatives) + negative);
            negatives += negative;
            positives += positive;
        }

        return twice / (2.0 * negatives * positives);
    }
}
