namespace ReaderStudy.Statistics.Triage;

/// <summary>Scores of cases in rising order, with how many cases of either class lie below each distinct score.</summary>
internal sealed class TriageScores
{
    private TriageScores(double[] values, int[] positivesBelow, int[] negativesBelow) =>
        (Values, PositivesBelow, NegativesBelow) = (values, positivesBelow, negativesBelow);

    /// <summary>The distinct scores, rising, then +∞: as thresholds they divide the cases in every possible way.</summary>
    public double[] Values { get; }

    /// <summary>Positive cases with a score strictly below each of <see cref="Values"/>.</summary>
    public int[] PositivesBelow { get; }

    /// <summary>Negative cases with a score strictly below each of <see cref="Values"/>.</summary>
    public int[] NegativesBelow { get; }

    public int Positives => PositivesBelow[^1];

    public int Negatives => NegativesBelow[^1];

    /// <exception cref="BadInputException">Rows whose score is not a number; one class only; lists of unequal length.</exception>
    public static void Check(IReadOnlyList<bool> truths, IReadOnlyList<double> scores)
    {
        ArgumentNullException.ThrowIfNull(truths);
        ArgumentNullException.ThrowIfNull(scores);
        if (truths.Count != scores.Count)
        {
            throw new ArgumentException($"There are {truths.Count} truths but {scores.Count} scores.", nameof(scores));
        }

        var faults = new List<InputFault>();
        for (var row = 0; row < scores.Count; row++)
        {
            if (!double.IsFinite(scores[row]))
            {
                faults.Add(new InputFault(row, "The score is not a finite number; leave the case out or give it a score."));
            }
        }

        if (truths.All(t => t) || truths.All(t => !t))
        {
            faults.Add(new InputFault(null, "All cases have the same truth; triage needs cases with and without the finding."));
        }

        BadInputException.ThrowIfAny(faults);
    }

    /// <summary>From the cases in some rows, which may repeat.</summary>
    public static TriageScores Of(IReadOnlyList<bool> truths, IReadOnlyList<double> scores, ReadOnlySpan<int> rows)
    {
        var keys = new double[rows.Length];
        var truthByKey = new bool[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            (keys[i], truthByKey[i]) = (scores[rows[i]], truths[rows[i]]);
        }

        Array.Sort(keys, truthByKey);
        var values = new List<double>();
        var positives = new List<int>();
        var negatives = new List<int>();
        var (p, n) = (0, 0);
        for (var i = 0; i < keys.Length; i++)
        {
            if (i == 0 || keys[i] != keys[i - 1])
            {
                values.Add(keys[i]);
                positives.Add(p);
                negatives.Add(n);
            }

            p += truthByKey[i] ? 1 : 0;
            n += truthByKey[i] ? 0 : 1;
        }

        values.Add(double.PositiveInfinity);
        positives.Add(p);
        negatives.Add(n);
        return new TriageScores([.. values], [.. positives], [.. negatives]);
    }

    /// <summary>From all cases, checked.</summary>
    public static TriageScores Of(IReadOnlyList<bool> truths, IReadOnlyList<double> scores)
    {
        Check(truths, scores);
        return Of(truths, scores, [.. Enumerable.Range(0, scores.Count)]);
    }
}
