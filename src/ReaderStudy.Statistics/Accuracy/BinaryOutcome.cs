namespace ReaderStudy.Statistics.Accuracy;

/// <summary>How often a yes-or-no reader was right, apart for positive and negative cases.</summary>
/// <param name="Positives">Positive cases.</param>
/// <param name="TruePositives">Positive cases called positive.</param>
/// <param name="Negatives">Negative cases.</param>
/// <param name="TrueNegatives">Negative cases called negative.</param>
public readonly record struct BinaryOutcome(int Positives, int TruePositives, int Negatives, int TrueNegatives)
{
    /// <summary>Sensitivity, TP / P; NaN without a positive case.</summary>
    public double Sensitivity => Positives == 0 ? double.NaN : (double)TruePositives / Positives;

    /// <summary>Specificity, TN / N; NaN without a negative case.</summary>
    public double Specificity => Negatives == 0 ? double.NaN : (double)TrueNegatives / Negatives;

    /// <summary>
    /// From a table of truths against answers (<see cref="ConfusionTable"/>), one row the positive truth. Every answer in another of the
    /// first columns, one a truth, is a negative call; an answer in a further column is no call at all, so right for nobody.
    /// </summary>
    public static BinaryOutcome Of(int[,] counts, int positive)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var truths = counts.GetLength(0);
        var negatives = Enumerable.Range(0, truths).Where(k => k != positive).ToList();
        return new BinaryOutcome(
            ConfusionTable.CasesOf(counts, positive),
            counts[positive, positive],
            negatives.Sum(k => ConfusionTable.CasesOf(counts, k)),
            negatives.Sum(k => negatives.Sum(j => counts[k, j]))
        );
    }
}
