namespace ReaderStudy.Statistics.Accuracy;

/// <summary>Counts of truths against answers; rows are truths, columns are answers, both by index.</summary>
public static class ConfusionTable
{
    /// <summary>Counts pairs of truth and answer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside the table.</exception>
    public static int[,] Of(IEnumerable<(int Truth, int Answer)> pairs, int truths, int answers)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var counts = new int[truths, answers];
        foreach (var (truth, answer) in pairs)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(truth, nameof(pairs));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(truth, truths, nameof(pairs));
            ArgumentOutOfRangeException.ThrowIfNegative(answer, nameof(pairs));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(answer, answers, nameof(pairs));
            counts[truth, answer]++;
        }

        return counts;
    }

    /// <summary>
    /// Part of a truth's cases that were answered with it, n_kk / n_k·; column k answers row k, further columns are never right. NaN for
    /// a truth without a case.
    /// </summary>
    public static double Recall(int[,] counts, int truth)
    {
        var cases = CasesOf(counts, truth);
        return cases == 0 ? double.NaN : (double)counts[truth, truth] / cases;
    }

    /// <summary>Mean of the recalls of the truths that have a case; NaN for an empty table. With every truth present: balanced accuracy.</summary>
    /// <remarks>Where scikit-learn's macro recall counts an absent truth as 0, it is left out here.</remarks>
    public static double MacroRecall(int[,] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var recalls = Enumerable.Range(0, counts.GetLength(0)).Select(k => Recall(counts, k)).Where(r => !double.IsNaN(r)).ToList();
        return recalls.Count == 0 ? double.NaN : recalls.Average();
    }

    /// <summary>Part of all cases on the diagonal; NaN for an empty table.</summary>
    public static double Accuracy(int[,] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var truths = counts.GetLength(0);
        var cases = Enumerable.Range(0, truths).Sum(k => CasesOf(counts, k));
        return cases == 0 ? double.NaN : (double)Enumerable.Range(0, truths).Sum(k => counts[k, k]) / cases;
    }

    /// <summary>Cases of a truth: the sum of its row.</summary>
    public static int CasesOf(int[,] counts, int truth)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return Enumerable.Range(0, counts.GetLength(1)).Sum(j => counts[truth, j]);
    }
}
