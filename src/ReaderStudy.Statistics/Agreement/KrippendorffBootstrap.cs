using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Statistics.Agreement;

/// <summary>Alphas of resampled units.</summary>
/// <param name="Alphas">Of the replicates, ascending; those without any expected disagreement are left out.</param>
/// <param name="Undefined">Replicates left out.</param>
public sealed record KrippendorffReplicates(IReadOnlyList<double> Alphas, int Undefined)
{
    /// <summary>The percentile interval; NaN when no replicate is defined.</summary>
    public (double Lower, double Upper) Interval(double level = 0.95)
    {
        ConfidenceLimits.Require(level);
        double[] sorted = [.. Alphas];
        return (SampleQuantile.OfSorted(sorted, (1 - level) / 2), SampleQuantile.OfSorted(sorted, (1 + level) / 2));
    }

    /// <summary>Standard deviation of the replicates; NaN below two.</summary>
    public double StandardError
    {
        get
        {
            var mean = Alphas.Count == 0 ? double.NaN : Alphas.Average();
            return Alphas.Count < 2 ? double.NaN : Math.Sqrt(Alphas.Sum(a => (a - mean) * (a - mean)) / (Alphas.Count - 1));
        }
    }

    /// <summary>The part of replicates below a smallest alpha that one would accept: the risk that the data are less reliable than that.</summary>
    public double PartBelow(double smallest) => Alphas.Count == 0 ? double.NaN : (double)Alphas.Count(a => a < smallest) / Alphas.Count;
}

/// <summary>
/// Bootstrap of Krippendorff's alpha over units, the cases with at least two ratings: units are drawn with replacement and both D_o and D_e
/// computed anew. (krippendorffsalpha keeps D_e.) Each replicate has its own stream of the pinned generator, so a seed gives the same values on
/// any number of cores. The time of a replicate grows with the ratings, for ratio differences also with the square of the categories.
/// </summary>
/// <remarks>Efron B, Tibshirani RJ (1993). An Introduction to the Bootstrap, chapter 13. doi:10.1201/9780429246593</remarks>
public static class KrippendorffBootstrap
{
    /// <summary>Draws the replicates.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no replicate to draw.</exception>
    public static KrippendorffReplicates Of(RatingTable table, KrippendorffMetric metric, int replicates, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(replicates);
        KrippendorffDifference.Require(metric, table.CategoryValues, table.CategoryCount);
        var units = new FlatUnits(table);
        var difference = new AlphaOfUnits(metric, table.CategoryValues, units);
        var alphas = new double[replicates];
        Parallel.For(
            0,
            replicates,
            () => new Scratch(units.Count, table.CategoryCount),
            (b, _, scratch) =>
            {
                var random = new RandomStream(seed, (ulong)b);
                Array.Clear(scratch.Times);
                for (var u = 0; u < units.Count; u++)
                {
                    scratch.Times[random.Below(units.Count)]++;
                }

                alphas[b] = difference.Alpha(scratch);
                return scratch;
            },
            _ => { }
        );
        double[] defined = [.. alphas.Where(a => !double.IsNaN(a))];
        Array.Sort(defined);
        return new KrippendorffReplicates(defined, replicates - defined.Length);
    }

    private sealed class Scratch(int units, int categories)
    {
        /// <summary>How often each unit was drawn.</summary>
        public int[] Times { get; } = new int[units];

        public int[] Totals { get; } = new int[categories];

        public double[] Places { get; } = new double[categories];
    }

    /// <summary>The pairable ratings, unit after unit.</summary>
    private sealed class FlatUnits
    {
        public FlatUnits(RatingTable table)
        {
            var ratings = new List<int>(table.CaseCount * table.ReaderCount);
            var starts = new List<int> { 0 };
            for (var i = 0; i < table.CaseCount; i++)
            {
                foreach (var rating in table.RatingsOf(i))
                {
                    if (rating >= 0)
                    {
                        ratings.Add(rating);
                    }
                }

                if (ratings.Count - starts[^1] >= 2)
                {
                    starts.Add(ratings.Count);
                }
                else
                {
                    ratings.RemoveRange(starts[^1], ratings.Count - starts[^1]);
                }
            }

            Ratings = [.. ratings];
            Starts = [.. starts];
        }

        public int[] Ratings { get; }

        public int[] Starts { get; }

        public int Count => Starts.Length - 1;

        public ReadOnlySpan<int> this[int unit] => Ratings.AsSpan(Starts[unit], Starts[unit + 1] - Starts[unit]);
    }

    /// <summary>Alpha of drawn units. Nominal, ordinal and interval differences need no sum over pairs: Σ_ij (x_i − x_j)² = 2 (m Σx² − (Σx)²).</summary>
    private sealed class AlphaOfUnits
    {
        private readonly KrippendorffMetric _metric;
        private readonly FlatUnits _units;
        private readonly double[] _values;
        private readonly double[] _within;

        public AlphaOfUnits(KrippendorffMetric metric, IReadOnlyList<double> values, FlatUnits units)
        {
            _metric = metric;
            _units = units;
            var centre = metric == KrippendorffMetric.Interval ? values.Average() : 0;
            _values = [.. values.Select(v => v - centre)];
            _within = new double[units.Count];
            for (var u = 0; u < units.Count && metric != KrippendorffMetric.Ordinal; u++)
            {
                _within[u] = Within(units[u], _values);
            }
        }

        public double Alpha(Scratch scratch)
        {
            var totals = scratch.Totals;
            Array.Clear(totals);
            var observed = 0.0;
            for (var unit = 0; unit < scratch.Times.Length; unit++)
            {
                var times = scratch.Times[unit];
                if (times == 0)
                {
                    continue;
                }

                observed += times * _within[unit];
                foreach (var rating in _units[unit])
                {
                    totals[rating] += times;
                }
            }

            var places = _values;
            if (_metric == KrippendorffMetric.Ordinal)
            {
                places = scratch.Places;
                KrippendorffDifference.MidRanks(totals, places);
                for (var unit = 0; unit < scratch.Times.Length; unit++)
                {
                    var times = scratch.Times[unit];
                    observed += times == 0 ? 0 : times * Within(_units[unit], places);
                }
            }

            var n = 0;
            var used = 0;
            foreach (var total in totals)
            {
                n += total;
                used += total > 0 ? 1 : 0;
            }

            return used < 2 ? double.NaN : 1 - ((n - 1) * observed / Between(totals, places));
        }

        /// <summary>Σ_ij δ(x_i, x_j) / (m − 1) over the ratings of a unit.</summary>
        private double Within(ReadOnlySpan<int> unit, double[] places)
        {
            double sum = 0,
                squares = 0,
                pairs = 0;
            for (var i = 0; i < unit.Length; i++)
            {
                var x = places[unit[i]];
                sum += x;
                squares += x * x;
                for (var j = 0; j < i && _metric is KrippendorffMetric.Nominal or KrippendorffMetric.Ratio; j++)
                {
                    pairs +=
                        _metric is KrippendorffMetric.Ratio ? KrippendorffDifference.Ratio(x, places[unit[j]])
                        : unit[i] == unit[j] ? 0
                        : 1;
                }
            }

            return 2
                * (_metric is KrippendorffMetric.Nominal or KrippendorffMetric.Ratio ? pairs : (unit.Length * squares) - (sum * sum))
                / (unit.Length - 1);
        }

        /// <summary>Σ_ck n_c n_k δ_ck.</summary>
        private double Between(int[] totals, double[] places)
        {
            double n = 0,
                sum = 0,
                squares = 0,
                sameCategory = 0,
                pairs = 0;
            for (var c = 0; c < totals.Length; c++)
            {
                double count = totals[c];
                n += count;
                sameCategory += count * count;
                sum += count * places[c];
                squares += count * places[c] * places[c];
                for (var k = 0; k < c && _metric == KrippendorffMetric.Ratio; k++)
                {
                    pairs += count * totals[k] * KrippendorffDifference.Ratio(places[c], places[k]);
                }
            }

            return _metric switch
            {
                KrippendorffMetric.Nominal => (n * n) - sameCategory,
                KrippendorffMetric.Ordinal or KrippendorffMetric.Interval => 2 * ((n * squares) - (sum * sum)),
                KrippendorffMetric.Ratio => 2 * pairs,
            };
        }
    }
}
