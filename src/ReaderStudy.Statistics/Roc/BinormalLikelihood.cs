using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Roc;

/// <summary>
/// Maximum likelihood of a binormal curve and of the borders between the categories, by the method of scoring: the expected information is
/// tridiagonal in the borders, so that a step takes time and memory linear in their number.
/// </summary>
internal sealed class BinormalLikelihood
{
    private const double Tiny = 1e-300;
    private readonly TruthRuns _runs;
    private readonly int _borders;
    private readonly double _allNegatives;
    private readonly double _allPositives;

    public BinormalLikelihood(TruthRuns runs)
    {
        _runs = runs;
        _borders = runs.Count - 1;
        _allNegatives = runs.Negatives.Sum();
        _allPositives = runs.Positives.Sum();
        Borders = new double[_borders];
    }

    public double A { get; private set; }

    public double B { get; private set; } = 1;

    /// <summary>Borders between the categories, on the scale on which negative cases are N(0, 1).</summary>
    public double[] Borders { get; private set; }

    public double LogLikelihood { get; private set; }

    public int Iterations { get; private set; }

    /// <summary>Inverse of the expected information about a and b.</summary>
    public (double AA, double AB, double BB) Covariance { get; private set; }

    /// <summary>False when the likelihood has no maximum that can be reached.</summary>
    public bool Maximise()
    {
        Start();
        LogLikelihood = Of(A, B, Borders);
        for (Iterations = 1; Iterations <= 2000; Iterations++)
        {
            var (stepA, stepB, steps) = Step();
            var largest = Math.Max(Math.Abs(stepA), Math.Abs(stepB));
            foreach (var step in steps)
            {
                largest = Math.Max(largest, Math.Abs(step));
            }

            if (!double.IsFinite(largest) || B < 1e-3 || B > 1e3)
            {
                return false;
            }

            if (largest < 1e-11 || !Move(stepA, stepB, steps))
            {
                // No step improves any more: at a maximum but for rounding, unless the steps are still long.
                return largest < 1e-5;
            }
        }

        return false;
    }

    /// <summary>Takes the step, or half of it again and again until the likelihood grows.</summary>
    private bool Move(double stepA, double stepB, double[] steps)
    {
        var borders = new double[_borders];
        for (var part = 1.0; part > 1e-8; part /= 2)
        {
            var (a, b) = (A + (part * stepA), B + (part * stepB));
            for (var k = 0; k < _borders; k++)
            {
                borders[k] = Borders[k] + (part * steps[k]);
            }

            var value = b > 0 ? Of(a, b, borders) : double.NaN;
            if (value > LogLikelihood)
            {
                (A, B, Borders, LogLikelihood) = (a, b, borders, value);
                return true;
            }
        }

        return false;
    }

    /// <summary>Equal spread, the distance from the empirical AUC, and borders at the mixture's quantiles of the pooled ranks.</summary>
    private void Start()
    {
        double below = 0,
            twice = 0;
        for (var k = 0; k < _runs.Count; k++)
        {
            twice += _runs.Positives[k] * ((2 * below) + _runs.Negatives[k]);
            below += _runs.Negatives[k];
        }

        var auc = Math.Clamp(twice / (2 * _allNegatives * _allPositives), 0.01, 0.99);
        A = StandardNormal.Quantile(auc) * Math.Sqrt(2);
        double pooled = 0;
        var all = _allNegatives + _allPositives;
        for (var k = 0; k < _borders; k++)
        {
            pooled += _runs.Negatives[k] + _runs.Positives[k];
            var share = pooled / all;
            Borders[k] = Root.Bisected(
                z => ((_allNegatives * StandardNormal.Cdf(z)) + (_allPositives * StandardNormal.Cdf(z - A))) / all - share,
                -12,
                12 + Math.Abs(A)
            );
        }
    }

    private double Of(double a, double b, double[] borders)
    {
        double sum = 0;
        for (var k = 0; k <= _borders; k++)
        {
            var low = k == 0 ? double.NegativeInfinity : borders[k - 1];
            var high = k == _borders ? double.PositiveInfinity : borders[k];
            if (!(low < high))
            {
                return double.NaN;
            }

            sum += _runs.Negatives[k] == 0 ? 0 : _runs.Negatives[k] * Math.Log(Mass(low, high));
            sum += _runs.Positives[k] == 0 ? 0 : _runs.Positives[k] * Math.Log(Mass((b * low) - a, (b * high) - a));
        }

        return sum;
    }

    /// <summary>Φ(high) − Φ(low) with the digits of the tail it lies in.</summary>
    private static double Mass(double low, double high) =>
        low > 0 ? StandardNormal.UpperTail(low) - StandardNormal.UpperTail(high) : StandardNormal.Cdf(high) - StandardNormal.Cdf(low);

    /// <summary>One step of scoring: the information is solved by eliminating the borders (Thomas algorithm) from the equations of a and b.</summary>
    private (double A, double B, double[] Borders) Step()
    {
        var (a, b) = (A, B);
        var diagonal = new double[_borders];
        var beside = new double[_borders];
        var gradient = new double[_borders];
        var withA = new double[_borders];
        var withB = new double[_borders];
        double aa = 0,
            ab = 0,
            bb = 0,
            gradientA = 0,
            gradientB = 0;
        for (var k = 0; k <= _borders; k++)
        {
            var (first, last) = (k == 0, k == _borders);
            var low = first ? double.NegativeInfinity : Borders[k - 1];
            var high = last ? double.PositiveInfinity : Borders[k];
            var p = Math.Max(Tiny, Mass(low, high));
            var q = Math.Max(Tiny, Mass((b * low) - a, (b * high) - a));
            var (pLow, pHigh) = (first ? 0 : StandardNormal.Density(low), last ? 0 : StandardNormal.Density(high));
            var (qLow, qHigh) = (first ? 0 : StandardNormal.Density((b * low) - a), last ? 0 : StandardNormal.Density((b * high) - a));
            var qByA = qLow - qHigh;
            var qByB = (last ? 0 : high * qHigh) - (first ? 0 : low * qLow);
            var (ofNegatives, ofPositives) = (_allNegatives / p, _allPositives / q);
            var (n, m) = (_runs.Negatives[k] / p, _runs.Positives[k] / q);
            aa += ofPositives * qByA * qByA;
            ab += ofPositives * qByA * qByB;
            bb += ofPositives * qByB * qByB;
            gradientA += m * qByA;
            gradientB += m * qByB;
            if (!last)
            {
                diagonal[k] += (ofNegatives * pHigh * pHigh) + (ofPositives * b * b * qHigh * qHigh);
                gradient[k] += (n * pHigh) + (m * b * qHigh);
                withA[k] += ofPositives * b * qHigh * qByA;
                withB[k] += ofPositives * b * qHigh * qByB;
            }

            if (!first)
            {
                diagonal[k - 1] += (ofNegatives * pLow * pLow) + (ofPositives * b * b * qLow * qLow);
                gradient[k - 1] -= (n * pLow) + (m * b * qLow);
                withA[k - 1] -= ofPositives * b * qLow * qByA;
                withB[k - 1] -= ofPositives * b * qLow * qByB;
            }

            if (!first && !last)
            {
                beside[k - 1] = -((ofNegatives * pLow * pHigh) + (ofPositives * b * b * qLow * qHigh));
            }
        }

        var (byGradient, byA, byB) = (Solve(diagonal, beside, gradient), Solve(diagonal, beside, withA), Solve(diagonal, beside, withB));
        for (var k = 0; k < _borders; k++)
        {
            aa -= withA[k] * byA[k];
            ab -= withA[k] * byB[k];
            bb -= withB[k] * byB[k];
            gradientA -= withA[k] * byGradient[k];
            gradientB -= withB[k] * byGradient[k];
        }

        var determinant = (aa * bb) - (ab * ab);
        Covariance = (bb / determinant, -ab / determinant, aa / determinant);
        var stepA = ((bb * gradientA) - (ab * gradientB)) / determinant;
        var stepB = ((aa * gradientB) - (ab * gradientA)) / determinant;
        for (var k = 0; k < _borders; k++)
        {
            byGradient[k] -= (byA[k] * stepA) + (byB[k] * stepB);
        }

        return (stepA, stepB, byGradient);
    }

    private static double[] Solve(double[] diagonal, double[] beside, double[] right)
    {
        var n = diagonal.Length;
        var ratio = new double[n];
        var x = new double[n];
        for (var k = 0; k < n; k++)
        {
            var pivot = diagonal[k] - (k == 0 ? 0 : beside[k - 1] * ratio[k - 1]);
            ratio[k] = beside[k] / pivot;
            x[k] = (right[k] - (k == 0 ? 0 : beside[k - 1] * x[k - 1])) / pivot;
        }

        for (var k = n - 2; k >= 0; k--)
        {
            x[k] -= ratio[k] * x[k + 1];
        }

        return x;
    }
}
