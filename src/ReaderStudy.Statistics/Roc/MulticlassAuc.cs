namespace ReaderStudy.Statistics.Roc;

/// <summary>Two classes told apart by the scores of each.</summary>
/// <param name="First">Index of a class.</param>
/// <param name="Second">Index of another.</param>
/// <param name="ByFirst">A(first | second): the AUC of the first class's score.</param>
/// <param name="BySecond">A(second | first): the AUC of the second class's score.</param>
/// <param name="Cases">Cases of either class.</param>
public readonly record struct ClassPair(int First, int Second, double ByFirst, double BySecond, int Cases)
{
    /// <summary>The mean of both.</summary>
    public double Auc => (ByFirst + BySecond) / 2;
}

/// <summary>
/// How well scores, one a class, tell several classes apart: by pairs of classes (Hand and Till), and each class against all others. Scores
/// are compared within their own column only, so that they need not be probabilities.
/// </summary>
/// <remarks>
/// Hand DJ, Till RJ (2001). Machine Learning 45:171–186. doi:10.1023/A:1010920819831.
/// Weighted by prevalence: Provost F, Domingos P (2000). CeDER Working Paper IS-00-04, New York University
/// </remarks>
public sealed class MulticlassAuc
{
    private MulticlassAuc(IReadOnlyList<int> cases, IReadOnlyList<ClassPair> pairs, IReadOnlyList<Placements> oneVersusRest, double micro)
    {
        CasesByClass = cases;
        Pairs = pairs;
        OneVersusRest = oneVersusRest;
        Micro = micro;
    }

    /// <summary>Number of cases of each class.</summary>
    public IReadOnlyList<int> CasesByClass { get; }

    /// <summary>Every pair of classes that have cases.</summary>
    public IReadOnlyList<ClassPair> Pairs { get; }

    /// <summary>Each class against all others, by its own score, with components for <see cref="DeLong"/>; NaN without a case of the class.</summary>
    public IReadOnlyList<Placements> OneVersusRest { get; }

    /// <summary>Hand and Till's M: the mean of all pairs, each of both directions. It does not depend on how frequent the classes are.</summary>
    public double HandTill => Pairs.Count == 0 ? double.NaN : Pairs.Average(p => p.Auc);

    /// <summary>The pairs weighted by their number of cases (scikit-learn's weighted one-versus-one).</summary>
    public double PairsWeightedByPrevalence => Pairs.Sum(p => p.Auc * p.Cases) / Pairs.Sum(p => (double)p.Cases);

    /// <summary>The unweighted mean of the classes against the rest; NaN when a class has no case.</summary>
    public double Macro => OneVersusRest.Average(c => c.Auc);

    /// <summary>The classes against the rest, weighted by their cases; classes without a case have no weight.</summary>
    public double WeightedByPrevalence =>
        CasesByClass.Select((cases, k) => cases == 0 ? 0 : cases * OneVersusRest[k].Auc).Sum() / CasesByClass.Sum();

    /// <summary>All scores in one heap: those of the true classes against all others.</summary>
    public double Micro { get; }

    /// <param name="truth">The class of each case, from 0.</param>
    /// <param name="scores">[case, class].</param>
    public static MulticlassAuc Of(IReadOnlyList<int> truth, double[,] scores)
    {
        var classes = scores.GetLength(1);
        RequireClean(truth, scores);
        var byClass = new List<int>[classes];
        for (var k = 0; k < classes; k++)
        {
            byClass[k] = [];
        }

        for (var i = 0; i < truth.Count; i++)
        {
            byClass[truth[i]].Add(i);
        }

        var pairs = new List<ClassPair>();
        var oneVersusRest = new Placements[classes];
        for (var first = 0; first < classes; first++)
        {
            var own = Column(scores, first, byClass[first]);
            oneVersusRest[first] = Placements.Of(
                Column(scores, first, [.. Enumerable.Range(0, truth.Count).Where(i => truth[i] != first)]),
                own
            );
            for (var second = first + 1; second < classes; second++)
            {
                if (byClass[first].Count > 0 && byClass[second].Count > 0)
                {
                    pairs.Add(
                        new ClassPair(
                            first,
                            second,
                            EmpiricalAuc.Of(Column(scores, first, byClass[second]), own),
                            EmpiricalAuc.Of(Column(scores, second, byClass[first]), Column(scores, second, byClass[second])),
                            byClass[first].Count + byClass[second].Count
                        )
                    );
                }
            }
        }

        return new MulticlassAuc([.. byClass.Select(c => c.Count)], pairs, oneVersusRest, MicroAuc(truth, scores));
    }

    private static double MicroAuc(IReadOnlyList<int> truth, double[,] scores)
    {
        var positives = new List<double>();
        var negatives = new List<double>();
        for (var i = 0; i < truth.Count; i++)
        {
            for (var k = 0; k < scores.GetLength(1); k++)
            {
                (truth[i] == k ? positives : negatives).Add(scores[i, k]);
            }
        }

        return EmpiricalAuc.Of([.. negatives], [.. positives]);
    }

    private static double[] Column(double[,] scores, int column, IReadOnlyList<int> rows)
    {
        var values = new double[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = scores[rows[i], column];
        }

        return values;
    }

    private static void RequireClean(IReadOnlyList<int> truth, double[,] scores)
    {
        if (truth.Count != scores.GetLength(0))
        {
            throw new ArgumentException($"There are {truth.Count} cases but {scores.GetLength(0)} rows of scores.", nameof(scores));
        }

        var faults = new List<InputFault>();
        for (var i = 0; i < truth.Count; i++)
        {
            if (truth[i] < 0 || truth[i] >= scores.GetLength(1))
            {
                faults.Add(new InputFault(i, $"There is no column of scores for class {truth[i]}."));
            }

            for (var k = 0; k < scores.GetLength(1); k++)
            {
                if (double.IsNaN(scores[i, k]))
                {
                    faults.Add(new InputFault(i, $"The score of class {k} is not a number; leave the case out."));
                }
            }
        }

        BadInputException.ThrowIfAny(faults);
    }
}
