using System.Numerics;

namespace ReaderStudy.Statistics.Mrmc;

/// <summary>Moments of a pair of arms (of an arm with itself), over all readers and of each; and the AUCs of the first arm.</summary>
internal sealed record UStatisticArmPair(UStatisticMoments Moments, UStatisticMoments[] PerReader, double Auc, double[] ReaderAucs);

/// <summary>
/// Sums of products of AUC kernels over a study, for arms and pairs of arms. The kernel is compared once for every pair of cases, reader
/// and arm, a row of diseased cases at a time; sums over readers make the double sum over readers a single one. Twice the kernel is whole,
/// so that all sums are exact and do not depend on any order. Memory grows with the data, not with the pairs of cases.
/// </summary>
internal sealed class UStatisticSums
{
    private readonly int _readers;
    private readonly int _diseased;
    private readonly int _arms;
    private readonly KernelRanks[] _cells;
    private readonly (int First, int Second)[] _pairs;

    // Of twice the kernel: by cell and diseased case, the sum over cases without disease; by pair of arms and reader, products 1 and 3.
    private readonly int[][] _columns;
    private readonly long[][] _same;
    private readonly double[][] _sameNonDiseased;
    private readonly double[] _crossed;
    private readonly double[] _crossedNonDiseased;

    private UStatisticSums(MrmcRatings ratings, (int First, int Second)[] pairs)
    {
        _readers = ratings.Readers.Count;
        _arms = ratings.Treatments.Count;
        _pairs = pairs;
        _cells = new KernelRanks[_arms * _readers];
        for (var cell = 0; cell < _cells.Length; cell++)
        {
            _cells[cell] = KernelRanks.Of(ratings.Of(cell / _readers, cell % _readers), ratings.Truth);
        }

        _diseased = _cells[0].Diseased.Length;
        _columns = Rows<int>(_cells.Length, _diseased);
        _same = Rows<long>(pairs.Length, _readers);
        _sameNonDiseased = Rows<double>(pairs.Length, _readers);
        _crossed = new double[pairs.Length];
        _crossedNonDiseased = new double[pairs.Length];
    }

    /// <summary>For every pair of arms the moments of all readers, and of each reader with himself.</summary>
    public static UStatisticArmPair[] Of(MrmcRatings ratings, (int First, int Second)[] pairs)
    {
        var sums = new UStatisticSums(ratings, pairs);
        sums.Compare();
        return [.. Enumerable.Range(0, pairs.Length).Select(sums.Moments)];
    }

    private static T[][] Rows<T>(int rows, int columns)
    {
        var all = new T[rows][];
        for (var i = 0; i < rows; i++)
        {
            all[i] = new T[columns];
        }

        return all;
    }

    private void Compare()
    {
        var kernels = Rows<int>(_cells.Length, _diseased);
        var overReaders = Rows<int>(_arms, _diseased);
        var rows = new long[_cells.Length];
        var squares = new long[_cells.Length];
        var nonDiseased = _cells[0].NonDiseased.Length;
        for (var i = 0; i < nonDiseased; i++)
        {
            for (var arm = 0; arm < _arms; arm++)
            {
                var total = overReaders[arm];
                Array.Clear(total);
                for (var cell = arm * _readers; cell < (arm + 1) * _readers; cell++)
                {
                    (rows[cell], squares[cell]) = (0, 0);
                    if (_cells[cell].NonDiseased[i] >= 0)
                    {
                        (rows[cell], squares[cell]) = Compare(_cells[cell], i, kernels[cell], total, _columns[cell]);
                    }
                }
            }

            for (var pair = 0; pair < _pairs.Length; pair++)
            {
                Add(pair, i, kernels, overReaders, rows, squares);
            }
        }
    }

    /// <summary>Twice the kernel of one case without disease against all diseased; its sum and the sum of its squares.</summary>
    private static (long Sum, long Squares) Compare(KernelRanks ranks, int i, int[] kernel, int[] total, int[] columns)
    {
        var diseased = ranks.Diseased;
        var threshold = ranks.NonDiseased[i];
        var thresholds = new Vector<int>(threshold);
        var sums = Vector<int>.Zero;
        var ties = Vector<int>.Zero;
        var width = Vector<int>.Count;
        var j = 0;
        for (; j <= diseased.Length - width; j += width)
        {
            var rank = new Vector<int>(diseased, j);
            var above = Vector.GreaterThan(rank, thresholds);
            var tied = Vector.Equals(rank, thresholds);
            var twice = -(above + above + tied);
            twice.CopyTo(kernel, j);
            (new Vector<int>(total, j) + twice).CopyTo(total, j);
            (new Vector<int>(columns, j) + twice).CopyTo(columns, j);
            sums += twice;
            ties -= tied;
        }

        long sum = Vector.Sum(sums);
        long tie = Vector.Sum(ties);
        for (; j < diseased.Length; j++)
        {
            var tied = diseased[j] == threshold ? 1 : 0;
            var twice = diseased[j] > threshold ? 2 : tied;
            kernel[j] = twice;
            total[j] += twice;
            columns[j] += twice;
            sum += twice;
            tie += tied;
        }

        // The square of twice the kernel is 4 for a win and 1 for a tie: twice the sum less one for each tie.
        return (sum, (2 * sum) - tie);
    }

    private void Add(int pair, int i, int[][] kernels, int[][] overReaders, long[] rows, long[] squares)
    {
        var (first, second) = _pairs[pair];
        double firstRows = 0,
            secondRows = 0;
        for (var r = 0; r < _readers; r++)
        {
            var (a, b) = ((first * _readers) + r, (second * _readers) + r);
            firstRows += rows[a];
            secondRows += rows[b];
            if (_cells[a].NonDiseased[i] >= 0 && _cells[b].NonDiseased[i] >= 0)
            {
                _same[pair][r] += a == b ? squares[a] : Products(kernels[a], kernels[b]);
                _sameNonDiseased[pair][r] += (double)rows[a] * rows[b];
            }
        }

        _crossed[pair] += Products(overReaders[first], overReaders[second]);
        _crossedNonDiseased[pair] += firstRows * secondRows;
    }

    private static long Products(int[] a, int[] b)
    {
        var sums = Vector<long>.Zero;
        var width = Vector<int>.Count;
        var j = 0;
        for (; j <= a.Length - width; j += width)
        {
            Vector.Widen(new Vector<int>(a, j) * new Vector<int>(b, j), out var low, out var high);
            sums += low + high;
        }

        var sum = Vector.Sum(sums);
        for (; j < a.Length; j++)
        {
            sum += (long)a[j] * b[j];
        }

        return sum;
    }

    private UStatisticArmPair Moments(int pair)
    {
        var (first, second) = _pairs[pair];
        var sums = new double[8];
        var counts = new double[8];
        var perReader = new UStatisticMoments[_readers];
        var aucs = new double[_readers];
        var (firstColumns, secondColumns) = (new double[_diseased], new double[_diseased]);
        double firstTotal = 0,
            secondTotal = 0;
        for (var r = 0; r < _readers; r++)
        {
            var (a, b) = ((first * _readers) + r, (second * _readers) + r);
            var (firstSum, secondSum, products) = Columns(_columns[a], _columns[b], firstColumns, secondColumns);
            firstTotal += firstSum;
            secondTotal += secondSum;
            aucs[r] = firstSum / 2 / _cells[a].Pairs;
            double[] own = [_same[pair][r] / 4.0, products / 4, _sameNonDiseased[pair][r] / 4, firstSum * secondSum / 4];
            var ownCounts = KernelRanks.Counts(_cells[a], _cells[b]);
            perReader[r] = UStatisticMoments.Of(own, ownCounts);
            for (var k = 0; k < 4; k++)
            {
                sums[k] += own[k];
                counts[k] += ownCounts[k];
            }

            for (var other = 0; other < _readers; other++)
            {
                var between = KernelRanks.Counts(_cells[a], _cells[(second * _readers) + other]);
                for (var k = 0; k < 4; k++)
                {
                    counts[4 + k] += between[k];
                }
            }
        }

        sums[4] = _crossed[pair] / 4;
        for (var j = 0; j < _diseased; j++)
        {
            sums[5] += firstColumns[j] * secondColumns[j] / 4;
        }

        sums[6] = _crossedNonDiseased[pair] / 4;
        sums[7] = firstTotal * secondTotal / 4;
        return new UStatisticArmPair(UStatisticMoments.Of(sums, counts), perReader, firstTotal / 2 / Pairs(first), aucs);
    }

    private static (double First, double Second, double Products) Columns(int[] a, int[] b, double[] firstTotals, double[] secondTotals)
    {
        double first = 0,
            second = 0,
            products = 0;
        for (var j = 0; j < a.Length; j++)
        {
            first += a[j];
            second += b[j];
            products += (double)a[j] * b[j];
            firstTotals[j] += a[j];
            secondTotals[j] += b[j];
        }

        return (first, second, products);
    }

    private double Pairs(int arm)
    {
        var pairs = 0.0;
        for (var cell = arm * _readers; cell < (arm + 1) * _readers; cell++)
        {
            pairs += _cells[cell].Pairs;
        }

        return pairs;
    }
}
