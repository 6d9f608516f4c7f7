using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Agreement;

/// <summary>
/// Lin's concordance correlation of two series on the same cases: ρ_c = 2s₁₂ / (s₁² + s₂² + (ȳ₁ − ȳ₂)²) with moments over n, the correlation
/// times <see cref="BiasCorrection"/>. NaN when all values of both series are one and the same.
/// </summary>
/// <remarks>Lin LI (1989). Biometrics 45:255–268. doi:10.2307/2532051, with the correction in Biometrics 56:324–325 (2000). doi:10.1111/j.0006-341X.2000.00324.x</remarks>
/// <param name="Pairs">n.</param>
/// <param name="Value">ρ_c.</param>
/// <param name="Correlation">Pearson's.</param>
/// <param name="LocationShift">u = (ȳ₂ − ȳ₁) / √(s₁s₂).</param>
/// <param name="ScaleShift">s₂ / s₁.</param>
public sealed record ConcordanceCorrelation(int Pairs, double Value, double Correlation, double LocationShift, double ScaleShift)
{
    /// <summary>C_b = 2 / (v + 1/v + u²), how far the best line is from that of equality; 1 on it.</summary>
    public double BiasCorrection => 2 / (ScaleShift + (1 / ScaleShift) + (LocationShift * LocationShift));

    /// <summary>
    /// Asymptotic, √(((1 − r²)ρ_c²(1 − ρ_c²)/r² + 2ρ_c³(1 − ρ_c)u²/r − ρ_c⁴u⁴/(2r²)) / (n − 2)). NaN for r = 0 or fewer than three pairs.
    /// </summary>
    public double StandardError
    {
        get
        {
            var (c, r, u2) = (Value, Correlation, LocationShift * LocationShift);
            var variance =
                ((1 - (r * r)) * c * c * (1 - (c * c)) / (r * r))
                + (2 * c * c * c * (1 - c) * u2 / r)
                - (0.5 * c * c * c * c * u2 * u2 / (r * r));
            return Pairs < 3 ? double.NaN : Math.Sqrt(variance / (Pairs - 2));
        }
    }

    /// <summary>By Fisher's transform: tanh(artanh ρ_c ± z·SE / (1 − ρ_c²)). NaN when |ρ_c| = 1.</summary>
    public (double Lower, double Upper) Interval(double level = 0.95)
    {
        var centre = Math.Atanh(Value);
        var half = StandardNormal.Critical(level) * StandardError / (1 - (Value * Value));
        return double.IsFinite(centre) ? (Math.Tanh(centre - half), Math.Tanh(centre + half)) : (double.NaN, double.NaN);
    }

    /// <summary>ρ_c ± z·SE.</summary>
    public (double Lower, double Upper) AsymptoticInterval(double level = 0.95)
    {
        var half = StandardNormal.Critical(level) * StandardError;
        return (Value - half, Value + half);
    }

    /// <summary>From pairs in order; a pair with a missing value (NaN) is left out.</summary>
    /// <exception cref="BadInputException">The lengths differ, or a value is infinite.</exception>
    public static ConcordanceCorrelation Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var pairs = MeasuredPairs.Of(first, second);
        double n = pairs.Count;
        var (mean1, mean2) = (pairs.Sum(p => p.First) / n, pairs.Sum(p => p.Second) / n);
        double v1 = 0,
            v2 = 0,
            v12 = 0;
        foreach (var (x, y) in pairs)
        {
            v1 += (x - mean1) * (x - mean1) / n;
            v2 += (y - mean2) * (y - mean2) / n;
            v12 += (x - mean1) * (y - mean2) / n;
        }

        return new ConcordanceCorrelation(
            pairs.Count,
            2 * v12 / (v1 + v2 + ((mean1 - mean2) * (mean1 - mean2))),
            v12 / Math.Sqrt(v1 * v2),
            (mean2 - mean1) / Math.Sqrt(Math.Sqrt(v1 * v2)),
            Math.Sqrt(v2 / v1)
        );
    }

    /// <summary>
    /// The overall concordance of k readers: 2Σ s_jl / ((k − 1)Σ s_j² + Σ(ȳ_j − ȳ_l)²), sums over pairs of readers, moments over n. Cases (rows)
    /// with a missing value are left out. For two readers it is ρ_c.
    /// </summary>
    /// <remarks>Barnhart HX, Haber M, Song J (2002). Biometrics 58:1020–1027. doi:10.1111/j.0006-341X.2002.01020.x</remarks>
    public static double Overall(double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var k = values.GetLength(1);
        int[] rows = [.. Enumerable.Range(0, values.GetLength(0)).Where(i => !Enumerable.Range(0, k).Any(j => double.IsNaN(values[i, j])))];
        double[] means = [.. Enumerable.Range(0, k).Select(j => rows.Sum(i => values[i, j]) / rows.Length)];
        double covariances = 0,
            variances = 0,
            shifts = 0;
        for (var j = 0; j < k; j++)
        {
            variances += rows.Sum(i => (values[i, j] - means[j]) * (values[i, j] - means[j])) / rows.Length;
            for (var l = j + 1; l < k; l++)
            {
                covariances += rows.Sum(i => (values[i, j] - means[j]) * (values[i, l] - means[l])) / rows.Length;
                shifts += (means[j] - means[l]) * (means[j] - means[l]);
            }
        }

        return 2 * covariances / (((k - 1) * variances) + shifts);
    }
}
