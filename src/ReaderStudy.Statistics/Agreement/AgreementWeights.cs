namespace ReaderStudy.Statistics.Agreement;

/// <summary>
/// How much two ratings agree, by their categories: 1 for the same, less for different ones. The schemes after Gwet (2014), chapter 3,
/// either by the categories' ranks 1, 2, … or by ascending numbers; they differ where numbers are not evenly spaced.
/// </summary>
/// <remarks>
/// Linear weights: Cicchetti DV, Allison T (1971). American Journal of EEG Technology 11:101–109. doi:10.1080/00029238.1971.11080840.
/// Quadratic: Fleiss JL, Cohen J (1973). Educational and Psychological Measurement 33:613–619. doi:10.1177/001316447303300309.
/// All: Gwet KL (2014). Handbook of Inter-Rater Reliability, 4th ed., chapter 3; named there as here.
/// </remarks>
public sealed class AgreementWeights
{
    private readonly double[] _weights;

    private AgreementWeights(double[] weights, int categories)
    {
        _weights = weights;
        Categories = categories;
        Sum = weights.Sum();
        IsIdentity = true;
        for (var k = 0; k < categories; k++)
        {
            for (var l = 0; l < categories; l++)
            {
                IsIdentity &= weights[(k * categories) + l] == (k == l ? 1 : 0);
            }
        }
    }

    public int Categories { get; }

    /// <summary>Only the same category agrees.</summary>
    public bool IsIdentity { get; }

    /// <summary>Of all weights, each pair of categories counted in both orders.</summary>
    public double Sum { get; }

    public double this[int first, int second] => _weights[(first * Categories) + second];

    internal ReadOnlySpan<double> Row(int category) => _weights.AsSpan(category * Categories, Categories);

    /// <summary>1 for the same category and 0 for others: what "unweighted" means.</summary>
    public static AgreementWeights Identity(int categories) => From(Ranks(categories), (_, _) => 1);

    /// <summary>1 − |x − y| / range.</summary>
    public static AgreementWeights Linear(int categories) => Linear(Ranks(categories));

    /// <inheritdoc cref="Linear(int)"/>
    public static AgreementWeights Linear(IReadOnlyList<double> values) => From(values, (x, y) => Math.Abs(x - y));

    /// <summary>1 − (x − y)² / range².</summary>
    public static AgreementWeights Quadratic(int categories) => Quadratic(Ranks(categories));

    /// <inheritdoc cref="Quadratic(int)"/>
    public static AgreementWeights Quadratic(IReadOnlyList<double> values) => From(values, (x, y) => (x - y) * (x - y));

    /// <summary>1 − √(|x − y| / range).</summary>
    public static AgreementWeights Radical(int categories) => Radical(Ranks(categories));

    /// <inheritdoc cref="Radical(int)"/>
    public static AgreementWeights Radical(IReadOnlyList<double> values) => From(values, (x, y) => Math.Sqrt(Math.Abs(x - y)));

    /// <summary>1 − ((x − y) / (x + y))², the difference relative to that of the lowest and the highest.</summary>
    public static AgreementWeights Ratio(int categories) => Ratio(Ranks(categories));

    /// <inheritdoc cref="Ratio(int)"/>
    /// <exception cref="ArgumentException">A number is negative.</exception>
    public static AgreementWeights Ratio(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Any(v => v < 0))
        {
            throw new ArgumentException("Numbers on a ratio scale are not negative.", nameof(values));
        }

        return From(values, (x, y) => (x - y) * (x - y) / ((x + y) * (x + y)), ofRange: true);
    }

    /// <summary>1 − sin²(π(x − y) / (range + 1)) over its largest value: the last category is next to the first.</summary>
    public static AgreementWeights Circular(int categories) => Circular(Ranks(categories));

    /// <inheritdoc cref="Circular(int)"/>
    public static AgreementWeights Circular(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var circle = values.Count == 0 ? 1 : values[^1] - values[0] + 1;
        return From(values, (x, y) => Math.Pow(Math.Sin(Math.PI * (x - y) / circle), 2));
    }

    /// <summary>
    /// 1 − (x − y)² / ((x + y − 2·lowest)(2·highest − x − y)) over its largest value: a step near an end weighs more than one in the middle.
    /// </summary>
    public static AgreementWeights Bipolar(int categories) => Bipolar(Ranks(categories));

    /// <inheritdoc cref="Bipolar(int)"/>
    public static AgreementWeights Bipolar(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var (low, high) = values.Count == 0 ? (0, 0) : (values[0], values[^1]);
        return From(values, (x, y) => (x - y) * (x - y) / ((x + y - (2 * low)) * ((2 * high) - x - y)));
    }

    /// <summary>
    /// 1 − C(d + 1, 2) / C(q, 2) for categories that are d ranks apart. Not Krippendorff's ordinal difference, which looks at how often
    /// the categories between were used (<see cref="KrippendorffMetric.Ordinal"/>).
    /// </summary>
    public static AgreementWeights Ordinal(int categories) =>
        From(Ranks(categories), (x, y) => Math.Abs(x - y) * (Math.Abs(x - y) + 1) / 2);

    /// <summary>Weights of one's own.</summary>
    /// <exception cref="ArgumentException">The weights are not square and symmetric with 1 on the diagonal, or one is not a number.</exception>
    public static AgreementWeights Of(double[,] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var categories = weights.GetLength(0);
        if (weights.GetLength(1) != categories || categories == 0)
        {
            throw new ArgumentException("Weights have as many rows as columns, one a category.", nameof(weights));
        }

        var flat = new double[weights.Length];
        for (var k = 0; k < categories; k++)
        {
            for (var l = 0; l < categories; l++)
            {
                if (!double.IsFinite(weights[k, l]) || !weights[k, l].Equals(weights[l, k]) || (k == l && weights[k, k] != 1))
                {
                    throw new ArgumentException("Weights are symmetric numbers with 1 on the diagonal.", nameof(weights));
                }

                flat[(k * categories) + l] = weights[k, l];
            }
        }

        return new AgreementWeights(flat, categories);
    }

    internal static double[] Ranks(int categories)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(categories);
        var ranks = new double[categories];
        for (var k = 0; k < categories; k++)
        {
            ranks[k] = k + 1;
        }

        return ranks;
    }

    internal void Require(int categories)
    {
        if (Categories != categories)
        {
            throw new ArgumentException($"The weights are for {Categories} categories, the ratings have {categories}.");
        }
    }

    /// <summary>1 − difference / largest difference (or that of the lowest and the highest), and 1 on the diagonal.</summary>
    private static AgreementWeights From(IReadOnlyList<double> values, Func<double, double, double> difference, bool ofRange = false)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0 || values.Any(v => !double.IsFinite(v)) || values.Zip(values.Skip(1)).Any(v => v.Second <= v.First))
        {
            throw new ArgumentException("Weights need at least one category, and numbers that ascend.", nameof(values));
        }

        var q = values.Count;
        var differences = new double[q * q];
        for (var k = 0; k < q; k++)
        {
            for (var l = 0; l < q; l++)
            {
                differences[(k * q) + l] = k == l ? 0 : difference(values[k], values[l]);
            }
        }

        var largest = ofRange ? differences[q - 1] : differences.Max();
        return new AgreementWeights([.. differences.Select((d, i) => i % (q + 1) == 0 ? 1 : 1 - (d / largest))], q);
    }
}
