namespace ReaderStudy.Statistics.Agreement;

/// <summary>How often one reader's categories (rows) met another's (columns), over the cases that both rated.</summary>
public sealed class CrossTable
{
    private readonly int[,] _counts;

    private CrossTable(int[,] counts)
    {
        _counts = counts;
        Categories = counts.GetLength(0);
        var first = new int[Categories];
        var second = new int[Categories];
        for (var k = 0; k < Categories; k++)
        {
            for (var l = 0; l < Categories; l++)
            {
                first[k] += counts[k, l];
                second[l] += counts[k, l];
            }
        }

        Cases = first.Sum();
        FirstTotals = first;
        SecondTotals = second;
    }

    public int Categories { get; }

    /// <summary>Cases that both readers rated.</summary>
    public int Cases { get; }

    /// <summary>How often the first reader used each category.</summary>
    public IReadOnlyList<int> FirstTotals { get; }

    /// <summary>How often the second reader used each category.</summary>
    public IReadOnlyList<int> SecondTotals { get; }

    public int this[int first, int second] => _counts[first, second];

    /// <summary>From counts.</summary>
    /// <exception cref="BadInputException">The table is empty or not square, or a count is negative.</exception>
    public static CrossTable Of(int[,] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Length == 0 || counts.GetLength(0) != counts.GetLength(1))
        {
            throw new BadInputException("A table of two readers has as many rows as columns, one a category.");
        }

        var faults = new List<InputFault>();
        for (var k = 0; k < counts.GetLength(0); k++)
        {
            if (Enumerable.Range(0, counts.GetLength(1)).Any(l => counts[k, l] < 0))
            {
                faults.Add(new InputFault(k, "A count is negative."));
            }
        }

        BadInputException.ThrowIfAny(faults);
        return new CrossTable((int[,])counts.Clone());
    }

    /// <summary>From the ratings of two readers, given by their indices; cases that one of them did not rate are left out.</summary>
    public static CrossTable Of(RatingTable table, int first = 0, int second = 1)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(first, table.ReaderCount);
        ArgumentOutOfRangeException.ThrowIfNegative(second);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(second, table.ReaderCount);
        var counts = new int[table.CategoryCount, table.CategoryCount];
        for (var i = 0; i < table.CaseCount; i++)
        {
            var ratings = table.RatingsOf(i);
            if (ratings[first] >= 0 && ratings[second] >= 0)
            {
                counts[ratings[first], ratings[second]]++;
            }
        }

        return new CrossTable(counts);
    }

    /// <summary>Whether both readers put every case into one and the same category (or there is no case): chance cannot be told from skill.</summary>
    internal bool IsOneCategory
    {
        get
        {
            for (var k = 0; k < Categories; k++)
            {
                if (_counts[k, k] == Cases)
                {
                    return true;
                }
            }

            return false;
        }
    }

    internal double[] FirstShares() => [.. FirstTotals.Select(n => (double)n / Cases)];

    internal double[] SecondShares() => [.. SecondTotals.Select(n => (double)n / Cases)];

    /// <summary>The mean of both readers' shares.</summary>
    internal double[] MeanShares() => [.. FirstTotals.Zip(SecondTotals, (a, b) => (a + b) / (2.0 * Cases))];

    /// <summary>Σ p_kl w_kl.</summary>
    internal double ObservedAgreement(AgreementWeights weights) => Mean((k, l) => weights[k, l]);

    /// <summary>
    /// The estimate of a coefficient whose chance agreement has the derivatives a_k + b_l:
    /// variance Σ p_kl (u_kl − ū)² / (n (1 − p_e)²) with u_kl = w_kl − (1 − κ)(a_k + b_l).
    /// </summary>
    /// <remarks>Fleiss JL, Cohen J, Everitt BS (1969). Psychological Bulletin 72:323–327. doi:10.1037/h0028106</remarks>
    internal AgreementEstimate Estimate(AgreementWeights? weights, double expected, double[] ofFirst, double[] ofSecond, bool defined)
    {
        var w = weights ?? AgreementWeights.Identity(Categories);
        var observed = ObservedAgreement(w);
        var coefficient = defined ? (observed - expected) / (1 - expected) : double.NaN;
        var u = Influence(w, coefficient, ofFirst, ofSecond);
        var error = Math.Sqrt(Mean((k, l) => u[k, l] * u[k, l]) / Cases) / (1 - expected);
        return new AgreementEstimate(Cases, Cases, observed, expected, coefficient, Cases < 2 ? double.NaN : error);
    }

    /// <summary>u_kl − ū.</summary>
    internal double[,] Influence(AgreementWeights weights, double coefficient, double[] ofFirst, double[] ofSecond)
    {
        weights.Require(Categories);
        var u = new double[Categories, Categories];
        for (var k = 0; k < Categories; k++)
        {
            for (var l = 0; l < Categories; l++)
            {
                u[k, l] = weights[k, l] - ((1 - coefficient) * (ofFirst[k] + ofSecond[l]));
            }
        }

        var mean = Mean((k, l) => u[k, l]);
        for (var k = 0; k < Categories; k++)
        {
            for (var l = 0; l < Categories; l++)
            {
                u[k, l] -= mean;
            }
        }

        return u;
    }

    /// <summary>Σ p_kl f(k, l); NaN without a case.</summary>
    private double Mean(Func<int, int, double> of)
    {
        var sum = 0.0;
        for (var k = 0; k < Categories; k++)
        {
            for (var l = 0; l < Categories; l++)
            {
                if (_counts[k, l] > 0)
                {
                    sum += _counts[k, l] * of(k, l);
                }
            }
        }

        return sum / Cases;
    }
}
