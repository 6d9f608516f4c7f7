namespace ReaderStudy.Statistics.Agreement;

/// <summary>
/// How many readers put a case into each category. Cases without a rating are not kept: they say nothing, and Gwet's number of cases is
/// that of cases rated at least once.
/// </summary>
public sealed class CategoryCounts
{
    private readonly CountBlocks _counts;
    private readonly int[] _ratings;

    private CategoryCounts(CountBlocks counts, int[] ratings, int categories)
    {
        _counts = counts;
        _ratings = ratings;
        Categories = categories;
        var paired = 0;
        foreach (var r in ratings)
        {
            paired += r >= 2 ? 1 : 0;
        }

        PairedCases = paired;
    }

    /// <summary>Cases with at least one rating.</summary>
    public int Cases => _ratings.Length;

    /// <summary>Cases with at least two ratings, the only ones that can show agreement.</summary>
    public int PairedCases { get; }

    /// <summary>Declared categories, also those that nobody used.</summary>
    public int Categories { get; }

    /// <summary>Ratings of each case; null when cases differ, or without a case.</summary>
    public int? RatingsPerCase
    {
        get
        {
            foreach (var r in _ratings)
            {
                if (r != _ratings[0])
                {
                    return null;
                }
            }

            return Cases == 0 ? null : _ratings[0];
        }
    }

    /// <summary>The counts of a rated case by category.</summary>
    public ReadOnlySpan<int> this[int ratedCase] => _counts[ratedCase];

    /// <summary>From a table: rows are cases, columns categories, a cell how many readers chose it.</summary>
    /// <exception cref="BadInputException">A count is negative (all such rows at once), or there is no category.</exception>
    public static CategoryCounts Of(int[,] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var categories = counts.GetLength(1);
        var faults = new List<InputFault>();
        if (categories == 0)
        {
            faults.Add(new InputFault(null, "There is no category."));
        }

        var blocks = new CountBlocks(counts.GetLength(0), categories);
        var ratings = new List<int>(counts.GetLength(0));
        for (var i = 0; i < counts.GetLength(0); i++)
        {
            var sum = 0;
            var negative = false;
            var row = blocks[ratings.Count];
            for (var k = 0; k < categories; k++)
            {
                negative |= counts[i, k] < 0;
                sum += counts[i, k];
                row[k] = counts[i, k];
            }

            if (negative)
            {
                faults.Add(new InputFault(i, "A count is negative."));
            }
            else if (sum > 0)
            {
                ratings.Add(sum);
            }
        }

        BadInputException.ThrowIfAny(faults);
        return new CategoryCounts(blocks, [.. ratings], categories);
    }

    /// <summary>Counts ratings by case and category.</summary>
    public static CategoryCounts Of(RatingTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var categories = table.CategoryCount;
        var counts = new CountBlocks(table.CaseCount, categories);
        var ratings = new int[table.CaseCount];
        var rated = 0;
        for (var i = 0; i < table.CaseCount; i++)
        {
            var sum = 0;
            var row = counts[rated];
            foreach (var rating in table.RatingsOf(i))
            {
                if (rating >= 0)
                {
                    row[rating]++;
                    sum++;
                }
            }

            if (sum > 0)
            {
                ratings[rated++] = sum;
            }
        }

        return new CategoryCounts(counts, rated == ratings.Length ? ratings : ratings[..rated], categories);
    }

    /// <summary>Ratings of a rated case.</summary>
    public int RatingsOf(int ratedCase) => _ratings[ratedCase];

    /// <summary>π_k: the mean over cases of the part of a case's ratings in each category; NaN without a case.</summary>
    public double[] MeanShares()
    {
        var shares = new double[Categories];
        for (var i = 0; i < Cases; i++)
        {
            var row = this[i];
            var part = 1.0 / _ratings[i];
            for (var k = 0; k < row.Length; k++)
            {
                shares[k] += row[k] * part;
            }
        }

        for (var k = 0; k < shares.Length; k++)
        {
            shares[k] /= Cases;
        }

        return shares;
    }

    /// <summary>
    /// a_i = Σ_k n_ik (Σ_l w_kl n_il − 1) / (r_i (r_i − 1)), the mean weight of the pairs of ratings of a case; 0 for a case with one rating.
    /// </summary>
    internal double[] WithinAgreement(AgreementWeights weights)
    {
        weights.Require(Categories);
        var within = new double[Cases];
        for (var i = 0; i < within.Length; i++)
        {
            double ratings = _ratings[i];
            if (ratings >= 2)
            {
                var pairs = weights.IsIdentity ? SumOfSquares(this[i]) : WeightedPairs(this[i], weights);
                within[i] = (pairs - ratings) / (ratings * (ratings - 1));
            }
        }

        return within;
    }

    /// <summary>Σ_k n_ik c_k / r_i of each case.</summary>
    internal double[] MeanPerCase(ReadOnlySpan<double> ofCategory)
    {
        var means = new double[Cases];
        for (var i = 0; i < means.Length; i++)
        {
            var row = this[i];
            var sum = 0.0;
            for (var k = 0; k < row.Length; k++)
            {
                sum += row[k] * ofCategory[k];
            }

            means[i] = sum / _ratings[i];
        }

        return means;
    }

    private static long SumOfSquares(ReadOnlySpan<int> row)
    {
        var sum = 0L;
        foreach (long n in row)
        {
            sum += n * n;
        }

        return sum;
    }

    private static double WeightedPairs(ReadOnlySpan<int> row, AgreementWeights weights)
    {
        var sum = 0.0;
        for (var k = 0; k < row.Length; k++)
        {
            if (row[k] == 0)
            {
                continue;
            }

            var ofCategory = weights.Row(k);
            var agreeing = 0.0;
            for (var l = 0; l < row.Length; l++)
            {
                agreeing += ofCategory[l] * row[l];
            }

            sum += row[k] * agreeing;
        }

        return sum;
    }
}

/// <summary>
/// Rows of counts in blocks below the size of the large object heap: fresh pages of that cost more than the counting.
/// </summary>
internal sealed class CountBlocks
{
    private const int BlockLength = 16384;

    private readonly int[][] _blocks;
    private readonly int _columns;
    private readonly int _shift;

    public CountBlocks(int rows, int columns)
    {
        _columns = columns;
        _shift = Math.Max(0, System.Numerics.BitOperations.Log2((uint)Math.Max(1, BlockLength / Math.Max(1, columns))));
        _blocks = new int[(rows >> _shift) + 1][];
        for (var b = 0; b < _blocks.Length; b++)
        {
            _blocks[b] = new int[Math.Min(1 << _shift, rows - (b << _shift)) * columns];
        }
    }

    public Span<int> this[int row] => _blocks[row >> _shift].AsSpan((row & ((1 << _shift) - 1)) * _columns, _columns);
}
