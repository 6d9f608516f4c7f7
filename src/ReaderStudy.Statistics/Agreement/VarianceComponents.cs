using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.RootFinding;

namespace ReaderStudy.Statistics.Agreement;

/// <summary>A measurement of a case by a reader, both by index; there may be none or several of a pair.</summary>
public readonly record struct Measurement(int Case, int Reader, double Value);

/// <summary>
/// The variances of cases, readers and what remains in y = μ + case + reader + ε with random cases and readers, by restricted maximum
/// likelihood: any cells may be missing or repeated. For a complete table the estimates are those of the analysis of variance as long as
/// these are not negative; where one would be, it is 0 here and the others move.
/// </summary>
/// <remarks>
/// Patterson HD, Thompson R (1971). Biometrika 58:545–554. doi:10.1093/biomet/58.3.545. The likelihood is profiled over μ and σ²; cases are
/// swept out of the equations first, so that an evaluation costs cases × readers².
/// </remarks>
/// <param name="Cases">In all, with or without a measurement.</param>
/// <param name="Readers">In all.</param>
/// <param name="Observations">Measurements that are numbers.</param>
/// <param name="Mean">μ.</param>
/// <param name="Case">σ²_case.</param>
/// <param name="Reader">σ²_reader.</param>
/// <param name="Residual">σ².</param>
public sealed record VarianceComponents(int Cases, int Readers, int Observations, double Mean, double Case, double Reader, double Residual)
{
    /// <summary>Estimates from a table with cases as rows and readers as columns; a missing cell is NaN.</summary>
    public static VarianceComponents ByReml(double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var (n, k) = (values.GetLength(0), values.GetLength(1));
        var measurements = new List<Measurement>(n * k);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < k; j++)
            {
                measurements.Add(new Measurement(i, j, values[i, j]));
            }
        }

        return ByReml(measurements, n, k);
    }

    /// <summary>
    /// Estimates from single measurements; those that are NaN are left out. All is NaN when fewer than two remain or all are the same.
    /// </summary>
    /// <exception cref="BadInputException">A measurement names a case or a reader that does not exist, or is infinite.</exception>
    public static VarianceComponents ByReml(IReadOnlyList<Measurement> measurements, int cases, int readers)
    {
        ArgumentNullException.ThrowIfNull(measurements);
        BadInputException.ThrowIfAny([
            .. measurements
                .Select((m, i) => (Measurement: m, Row: i))
                .Where(m =>
                    m.Measurement.Case < 0
                    || m.Measurement.Case >= cases
                    || m.Measurement.Reader < 0
                    || m.Measurement.Reader >= readers
                    || double.IsInfinity(m.Measurement.Value)
                )
                .Select(m => new InputFault(m.Row, "Not a number of a case and a reader that exist.")),
        ]);
        Measurement[] seen = [.. measurements.Where(m => !double.IsNaN(m.Value))];
        if (seen.Length < 2 || seen.All(m => m.Value.Equals(seen[0].Value)))
        {
            return new VarianceComponents(cases, readers, seen.Length, double.NaN, double.NaN, double.NaN, double.NaN);
        }

        var model = new Reml(seen, cases, readers);
        // Each ratio γ = σ²_· / σ² is sought as x / (1 + x)'s argument x in [0, 1): γ = x / (1 − x). The slope along the profile of one
        // ratio is the slope at the other's best value.
        double BestCase(double reader) => Best(x => model.At(Ratio(x), reader).CaseSlope);
        var readerRatio = Best(x => model.At(BestCase(Ratio(x)), Ratio(x)).ReaderSlope);
        var caseRatio = BestCase(readerRatio);
        var (variance, mean, _, _) = model.At(caseRatio, readerRatio);
        return new VarianceComponents(cases, readers, seen.Length, mean, caseRatio * variance, readerRatio * variance, variance);
    }

    private static double Ratio(double x) => x / (1 - x);

    /// <summary>The ratio at which the slope of the deviance is 0, which is at the edge when the deviance only rises from there.</summary>
    private static double Best(Func<double, double> slope)
    {
        const double last = 1 - 1e-12;
        if (slope(0) >= 0)
        {
            return 0;
        }

        if (slope(last) <= 0)
        {
            return Ratio(last);
        }

        return Ratio(Brent.FindRoot(slope, 0, last, 1e-14, 400));
    }

    /// <summary>The profiled restricted likelihood.</summary>
    private sealed class Reml
    {
        private readonly int _observations;
        private readonly int _readers;

        // Of each case: its number of measurements, those by each reader, and their sum.
        private readonly double[] _counts;
        private readonly double[][] _byReader;
        private readonly double[] _sums;
        private readonly double[] _readerCounts;
        private readonly double[] _readerSums;
        private readonly double _squares;
        private readonly double _shift;

        public Reml(Measurement[] measurements, int cases, int readers)
        {
            _observations = measurements.Length;
            _readers = readers;
            _counts = new double[cases];
            _sums = new double[cases];
            _byReader = [.. Enumerable.Range(0, cases).Select(_ => new double[readers])];
            _readerCounts = new double[readers];
            _readerSums = new double[readers];
            // Around the mean, so that squares do not swallow the variances.
            _shift = measurements.Sum(m => m.Value) / measurements.Length;
            foreach (var m in measurements)
            {
                var value = m.Value - _shift;
                _counts[m.Case]++;
                _sums[m.Case] += value;
                _byReader[m.Case][m.Reader]++;
                _readerCounts[m.Reader]++;
                _readerSums[m.Reader] += value;
                _squares += value * value;
            }
        }

        /// <summary>σ² and μ at these ratios, and the slopes of the deviance along each of them.</summary>
        public (double Variance, double Mean, double CaseSlope, double ReaderSlope) At(double caseRatio, double readerRatio)
        {
            var k = _readers;
            // With cases swept out: cross-products of 1, y and the readers' indicators under (I + γ_case ZZ')⁻¹.
            double one = _observations,
                oneY = _readerSums.Sum(),
                yy = _squares;
            var u1 = Vector<double>.Build.DenseOfArray(_readerCounts);
            var uy = Vector<double>.Build.DenseOfArray(_readerSums);
            var s = Matrix<double>.Build.DenseOfDiagonalArray(_readerCounts);
            for (var i = 0; i < _counts.Length; i++)
            {
                var weight = caseRatio / (1 + (caseRatio * _counts[i]));
                one -= weight * _counts[i] * _counts[i];
                oneY -= weight * _counts[i] * _sums[i];
                yy -= weight * _sums[i] * _sums[i];
                var row = _byReader[i];
                for (var j = 0; j < k; j++)
                {
                    u1[j] -= weight * _counts[i] * row[j];
                    uy[j] -= weight * _sums[i] * row[j];
                    for (var l = 0; l < k && row[j] != 0; l++)
                    {
                        s[j, l] -= weight * row[j] * row[l];
                    }
                }
            }

            // With readers swept out as well.
            var inverse = (Matrix<double>.Build.DenseIdentity(k) + (readerRatio * s)).Inverse();
            var m1 = inverse * u1;
            var my = inverse * uy;
            var ones = one - (readerRatio * (u1 * m1));
            var onesY = oneY - (readerRatio * (u1 * my));
            var mean = onesY / ones;
            var rest = yy - (readerRatio * (uy * my)) - (mean * onesY);
            var variance = rest / (_observations - 1);

            // Readers: traces of P ZZ' and |Z'P y|². Z'V⁻¹1 = m1, Z'V⁻¹y = my, Z'V⁻¹Z = inverse · s.
            double readerSlope = (inverse * s).Trace() - (m1 * m1 / ones);
            var residual = my - (mean * m1);
            readerSlope -= residual * residual / variance;

            // Cases, one at a time: z'V⁻¹· = (z'· − γ_reader · row' inverse u·) / (1 + γ_case n_i).
            double caseSlope = 0;
            var product = new double[k];
            for (var i = 0; i < _counts.Length; i++)
            {
                if (_counts[i] == 0)
                {
                    continue;
                }

                var shrink = 1 / (1 + (caseRatio * _counts[i]));
                var row = _byReader[i];
                double quadratic = 0,
                    toOne = 0,
                    toY = 0;
                for (var j = 0; j < k; j++)
                {
                    if (row[j] == 0)
                    {
                        continue;
                    }

                    toOne += row[j] * m1[j];
                    toY += row[j] * my[j];
                    for (var l = 0; l < k; l++)
                    {
                        quadratic += row[j] * inverse[j, l] * row[l];
                    }
                }

                var z1 = shrink * (_counts[i] - (readerRatio * toOne));
                var zy = shrink * (_sums[i] - (readerRatio * toY));
                caseSlope += (shrink * _counts[i]) - (readerRatio * shrink * shrink * quadratic) - (z1 * z1 / ones);
                caseSlope -= (zy - (mean * z1)) * (zy - (mean * z1)) / variance;
            }

            return (variance, mean + _shift, caseSlope, readerSlope);
        }
    }
}
