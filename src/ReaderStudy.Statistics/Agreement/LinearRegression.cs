using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Agreement;

/// <summary>A straight line by least squares, y = intercept + slope·x, with the t test of a slope of 0.</summary>
/// <param name="Intercept">At x = 0.</param>
/// <param name="Slope">NaN when all x are the same.</param>
/// <param name="SlopeStandardError">√(residual variance / Σ(x − x̄)²); NaN for fewer than three points.</param>
/// <param name="DegreesOfFreedom">Points − 2.</param>
public sealed record LinearRegression(double Intercept, double Slope, double SlopeStandardError, int DegreesOfFreedom)
{
    /// <summary>Slope / its standard error.</summary>
    public double T => Slope / SlopeStandardError;

    /// <summary>Two-sided p-value of <see cref="T"/>.</summary>
    public double P => StudentsT.TwoSidedP(T, DegreesOfFreedom);

    internal static LinearRegression Undefined { get; } = new(double.NaN, double.NaN, double.NaN, 0);

    internal static LinearRegression Of(double[] x, double[] y)
    {
        var n = x.Length;
        var (meanX, meanY) = (x.Sum() / n, y.Sum() / n);
        double squares = 0,
            products = 0;
        for (var i = 0; i < n; i++)
        {
            squares += (x[i] - meanX) * (x[i] - meanX);
            products += (x[i] - meanX) * (y[i] - meanY);
        }

        var slope = products / squares;
        var intercept = meanY - (slope * meanX);
        double residuals = 0;
        for (var i = 0; i < n; i++)
        {
            var residual = y[i] - meanY - (slope * (x[i] - meanX));
            residuals += residual * residual;
        }

        return new LinearRegression(intercept, slope, n < 3 ? double.NaN : Math.Sqrt(residuals / (n - 2) / squares), n - 2);
    }
}
