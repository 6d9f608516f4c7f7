namespace ReaderStudy.Statistics.Design;

/// <summary>
/// How the ratings of a case by several readers are thought to come about, for planning a study of agreement: readers use the categories equally
/// often, and any two agree with the given kappa. Two categories: with probability κ all readers say the same, else each for themselves; the outcome
/// of a case is how many readers said "positive". More categories: the shares of a case are Dirichlet distributed with intra-class correlation κ;
/// the outcome of a case is the category that all readers chose, or that they did not agree.
/// </summary>
/// <remarks>
/// Two categories: Altaye M, Donner A, Klar N (2001). Biometrics 57:584–588. doi:10.1111/j.0006-341X.2001.00584.x; two readers: Donner A,
/// Eliasziw M (1992). Statistics in Medicine 11:1511–1519. doi:10.1002/sim.4780111109.
/// More: Bartfay E, Donner A (2001). Journal of the Royal Statistical Society D 50:135–146. doi:10.1111/1467-9884.00266.
/// </remarks>
public sealed class KappaDesign
{
    private readonly double[] _shares;

    /// <param name="shares">Of all ratings, the part in each category; a single number is the share of positives.</param>
    /// <param name="readers">At least two.</param>
    /// <exception cref="ArgumentException">A share is not between 0 and 1, or they do not add up to 1.</exception>
    public KappaDesign(IReadOnlyList<double> shares, int readers)
    {
        ArgumentNullException.ThrowIfNull(shares);
        ArgumentOutOfRangeException.ThrowIfLessThan(readers, 2);
        _shares = shares.Count == 1 ? [shares[0], 1 - shares[0]] : [.. shares];
        if (_shares.Length < 2 || _shares.Any(p => !(p is > 0 and < 1)))
        {
            throw new ArgumentException("Each category's share lies between 0 and 1.", nameof(shares));
        }

        if (Math.Abs(_shares.Sum() - 1) > 1e-9)
        {
            throw new ArgumentException("The categories' shares do not add up to 1.", nameof(shares));
        }

        Readers = readers;
    }

    public IReadOnlyList<double> Shares => _shares;

    public int Readers { get; }

    /// <summary>
    /// The kappa, below 0, at which an outcome becomes impossible. Two categories: −p^R / (p − p^R) for the rarer one; more:
    /// −p / (R − 1 − p) for the rarest.
    /// </summary>
    public double LowestKappa
    {
        get
        {
            var rarest = _shares.Min();
            var all = Math.Pow(rarest, Readers);
            return _shares.Length == 2 ? -all / (rarest - all) : -rarest / (Readers - 1 - rarest);
        }
    }

    /// <summary>
    /// The probabilities of a case's outcomes. Two categories: 0, 1, … all readers positive. More: no agreement, then agreement on each category.
    /// A kappa too far below 0 gives a negative one.
    /// </summary>
    public double[] Outcomes(double kappa) => _shares.Length == 2 ? Counts(kappa) : Unanimous(kappa);

    /// <summary>Σ (P_j(other) − P_j(expected))² / P_j(expected): what a case adds to χ² when kappa is another than expected.</summary>
    public double ChiSquaredPerCase(double expected, double other)
    {
        var sum = 0.0;
        foreach (var (p, q) in Outcomes(expected).Zip(Outcomes(other)))
        {
            var part = (q - p) * (q - p) / p;
            sum += double.IsNaN(part) ? 0 : part;
        }

        return sum;
    }

    /// <summary>P_j = (1 − κ) C(R, j) p^j (1 − p)^(R − j), and κ more of p at j = R and of 1 − p at j = 0.</summary>
    private double[] Counts(double kappa)
    {
        var (p, q) = (_shares[0], 1 - _shares[0]);
        var outcomes = new double[Readers + 1];
        var choose = 1.0;
        for (var j = 0; j <= Readers; j++)
        {
            outcomes[j] = (1 - kappa) * choose * Math.Pow(p, j) * Math.Pow(q, Readers - j);
            choose = choose * (Readers - j) / (j + 1);
        }

        outcomes[0] += kappa * q;
        outcomes[Readers] += kappa * p;
        return outcomes;
    }

    /// <summary>P_k = p_k Π_{j=1..R−1} (p_k (1 − κ) + j κ) / (1 + (j − 1) κ).</summary>
    private double[] Unanimous(double kappa)
    {
        var outcomes = new double[_shares.Length + 1];
        outcomes[0] = 1;
        for (var k = 0; k < _shares.Length; k++)
        {
            var product = _shares[k];
            for (var j = 1; j < Readers; j++)
            {
                product *= ((_shares[k] * (1 - kappa)) + (j * kappa)) / (1 + ((j - 1) * kappa));
            }

            outcomes[k + 1] = product;
            outcomes[0] -= product;
        }

        return outcomes;
    }
}
