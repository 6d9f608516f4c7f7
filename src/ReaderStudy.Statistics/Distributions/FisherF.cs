namespace ReaderStudy.Statistics.Distributions;

/// <summary>Fisher's F with real degrees of freedom; infinitely many in the denominator give a χ² divided by its degrees of freedom.</summary>
public static class FisherF
{
    /// <summary>The probability of more than <paramref name="f"/>; NaN where anything is NaN.</summary>
    public static double UpperTail(double f, double numerator, double denominator)
    {
        if (double.IsNaN(f) || double.IsNaN(numerator) || double.IsNaN(denominator) || numerator <= 0 || denominator <= 0)
        {
            return double.NaN;
        }

        if (f <= 0)
        {
            return 1;
        }

        if (double.IsPositiveInfinity(f))
        {
            return 0;
        }

        if (double.IsPositiveInfinity(denominator))
        {
            return ChiSquared.UpperTail(f * numerator, numerator);
        }

        var whole = denominator + (numerator * f);
        return IncompleteBeta.Of(denominator / whole, numerator * f / whole, 0.5 * denominator, 0.5 * numerator);
    }

    /// <summary>The f below which lies <paramref name="p"/>.</summary>
    public static double Quantile(double p, double numerator, double denominator)
    {
        if (double.IsNaN(p) || double.IsNaN(numerator) || double.IsNaN(denominator) || p is < 0 or > 1)
        {
            return double.NaN;
        }

        if (double.IsPositiveInfinity(denominator))
        {
            return ChiSquared.Quantile(p, numerator) / numerator;
        }

        // By the smaller of x and 1 − x, so that neither tail loses its digits.
        if (p < 0.5)
        {
            var x = IncompleteBeta.Quantile(p, 0.5 * numerator, 0.5 * denominator);
            return denominator * x / (numerator * (1 - x));
        }

        var y = IncompleteBeta.Quantile(1 - p, 0.5 * denominator, 0.5 * numerator);
        return denominator * (1 - y) / (numerator * y);
    }
}
