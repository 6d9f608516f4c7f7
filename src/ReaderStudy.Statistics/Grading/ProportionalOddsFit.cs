using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Grading;

/// <summary>A χ² test.</summary>
/// <param name="ChiSquare">Its statistic.</param>
/// <param name="DegreesOfFreedom">Under the null hypothesis.</param>
public sealed record ChiSquareTest(double ChiSquare, int DegreesOfFreedom)
{
    /// <summary>NaN where the statistic is, or without a degree of freedom.</summary>
    public double P => ChiSquared.UpperTail(ChiSquare, DegreesOfFreedom);
}

/// <summary>
/// A fitted <see cref="ProportionalOdds"/> model. Covariances hold the thresholds first, then the coefficients. Everything but the null
/// log-likelihood is NaN when the fit did not converge.
/// </summary>
public sealed class ProportionalOddsFit
{
    private readonly OrdinalLikelihood _likelihood;
    private readonly double[] _parameters;

    internal ProportionalOddsFit(
        IReadOnlyList<int> categories,
        OrdinalLikelihood likelihood,
        double[] parameters,
        double logLikelihood,
        int iterations,
        bool converged
    )
    {
        Categories = categories;
        _likelihood = likelihood;
        var system = converged ? SymmetricSystem.Of(likelihood.Derivatives(parameters).Information) : null;
        Converged = system is not null;
        Iterations = iterations;
        _parameters = Converged ? parameters : NotANumber(parameters.Length);
        LogLikelihood = Converged ? logLikelihood : double.NaN;
        NullLogLikelihood = ValueOfShares();
        Covariance = system?.Inverse() ?? NotANumber(parameters.Length, parameters.Length);
    }

    /// <summary>The categories that occur, in their order.</summary>
    public IReadOnlyList<int> Categories { get; }

    public int Observations => _likelihood.Observations;

    /// <summary>False when no finite estimate exists: some covariates separate the categories.</summary>
    public bool Converged { get; }

    public int Iterations { get; }

    /// <summary>ζ, one less than categories.</summary>
    public IReadOnlyList<double> Thresholds => _parameters[.._likelihood.Thresholds];

    /// <summary>β, one a covariate: log odds ratios of a higher category.</summary>
    public IReadOnlyList<double> Coefficients => _parameters[_likelihood.Thresholds..];

    /// <summary>exp(β).</summary>
    public IReadOnlyList<double> OddsRatios => [.. Coefficients.Select(Math.Exp)];

    /// <summary>The inverse of the observed information.</summary>
    public double[,] Covariance { get; }

    /// <summary>Of the coefficients, from <see cref="Covariance"/>.</summary>
    public IReadOnlyList<double> StandardErrors => StandardErrorsBy(Covariance);

    public double LogLikelihood { get; }

    /// <summary>Of the model with thresholds only: Σ n_k ln(n_k / n).</summary>
    public double NullLogLikelihood { get; }

    /// <summary>−2 ln L + 2 (parameters).</summary>
    public double Akaike => (-2 * LogLikelihood) + (2 * _likelihood.Parameters);

    internal OrdinalLikelihood Likelihood => _likelihood;

    internal ReadOnlySpan<double> Parameters => _parameters;

    /// <summary>Standard errors of the coefficients by another covariance, such as <see cref="ClusterCovariance"/>; NaN where its variance is negative.</summary>
    public IReadOnlyList<double> StandardErrorsBy(double[,] covariance)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        return [.. Enumerable.Range(_likelihood.Thresholds, _likelihood.Covariates).Select(k => Math.Sqrt(covariance[k, k]))];
    }

    /// <summary>β ± z·SE by the model's covariance.</summary>
    public (double Lower, double Upper) WaldInterval(int coefficient, double level = 0.95) => WaldInterval(coefficient, Covariance, level);

    /// <summary>β ± z·SE by another covariance.</summary>
    public (double Lower, double Upper) WaldInterval(int coefficient, double[,] covariance, double level = 0.95)
    {
        var half = StandardNormal.Critical(level) * StandardErrorsBy(covariance)[coefficient];
        return (Coefficients[coefficient] - half, Coefficients[coefficient] + half);
    }

    /// <summary>Two-sided p-value of β = 0, z = β / SE.</summary>
    public double WaldP(int coefficient) => WaldP(coefficient, Covariance);

    /// <summary>The same by another covariance.</summary>
    public double WaldP(int coefficient, double[,] covariance) =>
        StandardNormal.TwoSidedP(Coefficients[coefficient] / StandardErrorsBy(covariance)[coefficient]);

    /// <summary>That all the given coefficients are 0: bᵀ V⁻¹ b. NaN when their covariance cannot be inverted.</summary>
    public ChiSquareTest WaldTest(IReadOnlyList<int> coefficients, double[,]? covariance = null)
    {
        ArgumentNullException.ThrowIfNull(coefficients);
        var from = covariance ?? Covariance;
        var n = coefficients.Count;
        var block = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                block[i, j] = from[_likelihood.Thresholds + coefficients[i], _likelihood.Thresholds + coefficients[j]];
            }
        }

        double[] b = [.. coefficients.Select(k => Coefficients[k])];
        var weighted = SymmetricSystem.Of(block)?.Solve(b);
        return new ChiSquareTest(weighted is null ? double.NaN : b.Zip(weighted, (x, y) => x * y).Sum(), n);
    }

    /// <summary>That no covariate matters: 2 (ln L − ln L₀).</summary>
    public ChiSquareTest LikelihoodRatioTest() => new(2 * (LogLikelihood - NullLogLikelihood), _likelihood.Covariates);

    /// <summary>That the covariates which a smaller model of the same rows leaves out do not matter.</summary>
    /// <exception cref="ArgumentException">The models are of different rows, or the other is not smaller.</exception>
    public ChiSquareTest LikelihoodRatioTest(ProportionalOddsFit smaller)
    {
        ArgumentNullException.ThrowIfNull(smaller);
        if (smaller.Observations != Observations || smaller._likelihood.Covariates >= _likelihood.Covariates)
        {
            throw new ArgumentException("The smaller model must be of the same rows, with fewer covariates.", nameof(smaller));
        }

        return new ChiSquareTest(2 * (LogLikelihood - smaller.LogLikelihood), _likelihood.Covariates - smaller._likelihood.Covariates);
    }

    private double ValueOfShares()
    {
        var counts = new int[Categories.Count];
        for (var i = 0; i < Observations; i++)
        {
            counts[_likelihood.CategoryOf(i)]++;
        }

        return counts.Sum(n => n * Math.Log((double)n / Observations));
    }

    private static double[] NotANumber(int length) => [.. Enumerable.Repeat(double.NaN, length)];

    private static double[,] NotANumber(int rows, int columns)
    {
        var matrix = new double[rows, columns];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                matrix[i, j] = double.NaN;
            }
        }

        return matrix;
    }
}
