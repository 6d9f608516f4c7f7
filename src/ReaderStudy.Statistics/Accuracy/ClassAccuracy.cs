namespace ReaderStudy.Statistics.Accuracy;

/// <summary>
/// One class of a table of truths against answers, held against all others. Every metric is NaN where its denominator is 0: what was never
/// answered has no precision, what never occurred no recall. (scikit-learn puts 0 there; <see cref="MultiClassAccuracy"/> has both means.)
/// </summary>
/// <param name="Cases">Cases of this class: the sum of its row.</param>
/// <param name="Answers">Cases answered with this class: the sum of its column.</param>
/// <param name="TruePositives">Cases of this class answered with it.</param>
/// <param name="Others">Cases of other classes.</param>
/// <param name="TrueNegatives">Cases of other classes answered with another class; an answer that is no class is right for nobody.</param>
public readonly record struct ClassAccuracy(int Cases, int Answers, int TruePositives, int Others, int TrueNegatives)
{
    /// <summary>Sensitivity, TP / cases.</summary>
    public double Recall => (double)TruePositives / Cases;

    /// <summary>Positive predictive value, TP / answers.</summary>
    public double Precision => (double)TruePositives / Answers;

    /// <summary>TN / others.</summary>
    public double Specificity => (double)TrueNegatives / Others;

    /// <summary>The harmonic mean of precision and recall, 2 TP / (cases + answers); the Dice coefficient of the two sets of cases.</summary>
    public double F1 => FBeta(1);

    /// <summary>TP / (cases + answers − TP).</summary>
    public double Jaccard => (double)TruePositives / ((double)Cases + Answers - TruePositives);

    /// <summary>
    /// (1 + β²) TP / (β² cases + answers): recall counts β times as much as precision.
    /// </summary>
    /// <remarks>van Rijsbergen CJ (1979). Information Retrieval, 2nd ed., chapter 7.</remarks>
    public double FBeta(double beta) => (1 + (beta * beta)) * TruePositives / ((beta * beta * Cases) + Answers);

    /// <summary>The class of row and column <paramref name="index"/>.</summary>
    public static ClassAccuracy Of(int[,] counts, int index)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var outcome = BinaryOutcome.Of(counts, index);
        var answers = 0;
        for (var k = 0; k < counts.GetLength(0); k++)
        {
            answers += counts[k, index];
        }

        return new ClassAccuracy(outcome.Positives, answers, outcome.TruePositives, outcome.Negatives, outcome.TrueNegatives);
    }
}
