using System.Globalization;

namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// The ratings of a multi-reader multi-case study, by treatment, reader and case. A rating that is not there (the reader did not read that
/// case under that treatment) is NaN. Treatments, readers and cases are in natural order of their labels (2 before 10, else by code
/// point), whatever the order of the rows was.
/// </summary>
public sealed class MrmcRatings
{
    private readonly double[] _ratings;
    private readonly string[] _treatments;
    private readonly string[] _readers;
    private readonly string[] _cases;
    private readonly bool[] _diseased;

    private MrmcRatings(string[] treatments, string[] readers, string[] cases, bool[] diseased, double[] ratings) =>
        (_treatments, _readers, _cases, _diseased, _ratings) = (treatments, readers, cases, diseased, ratings);

    public IReadOnlyList<string> Treatments => _treatments;

    public IReadOnlyList<string> Readers => _readers;

    public IReadOnlyList<string> Cases => _cases;

    /// <summary>The reference standard by case.</summary>
    public IReadOnlyList<bool> Diseased => _diseased;

    /// <summary>The reference standard by case, for loops.</summary>
    internal ReadOnlySpan<bool> Truth => _diseased;

    /// <summary>A reader's ratings under a treatment by case; NaN where there is none.</summary>
    public ReadOnlySpan<double> Of(int treatment, int reader)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(treatment);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(treatment, _treatments.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(reader);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(reader, _readers.Length);
        return _ratings.AsSpan(((treatment * _readers.Length) + reader) * _cases.Length, _cases.Length);
    }

    /// <summary>Whether a reader rated anything under a treatment.</summary>
    public bool HasRead(int treatment, int reader)
    {
        foreach (var rating in Of(treatment, reader))
        {
            if (!double.IsNaN(rating))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The study in long form.</summary>
    /// <exception cref="BadInputException">
    /// Without any rows; and by row: a rating that is not a number, an empty label, a second rating for the same treatment, reader and
    /// case, a truth that contradicts an earlier row of the case. Where the rows are in order: all cases diseased or none.
    /// </exception>
    public static MrmcRatings Of(IReadOnlyList<MrmcRating> rows)
    {
        var faults = new List<InputFault>();
        if (rows.Count == 0)
        {
            throw new BadInputException("There are no ratings.");
        }

        var treatments = new Labels();
        var readers = new Labels();
        var cases = new Labels();
        var places = new (int Treatment, int Reader, int Case)[rows.Count];
        var truth = new List<(bool Diseased, int Row)>();
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (string.IsNullOrEmpty(row.Treatment) || string.IsNullOrEmpty(row.Reader) || string.IsNullOrEmpty(row.Case))
            {
                faults.Add(new InputFault(i, "Treatment, reader and case must all be named."));
                continue;
            }

            if (double.IsNaN(row.Rating))
            {
                faults.Add(new InputFault(i, "The rating is not a number; leave out the row where a reader did not read a case."));
            }

            places[i] = (treatments.Add(row.Treatment), readers.Add(row.Reader), cases.Add(row.Case));
            if (places[i].Case == truth.Count)
            {
                truth.Add((row.Diseased, i));
            }
            else if (truth[places[i].Case] is var (diseased, first) && diseased != row.Diseased)
            {
                faults.Add(new InputFault(i, $"The truth of case '{row.Case}' contradicts row {first}."));
            }
        }

        BadInputException.ThrowIfAny(faults);
        var ratings = Filled(rows, places, treatments, readers, cases, faults);
        BadInputException.ThrowIfAny(faults);
        var diseasedByCase = new bool[cases.Count];
        for (var i = 0; i < truth.Count; i++)
        {
            diseasedByCase[cases.Rank[i]] = truth[i].Diseased;
        }

        if (diseasedByCase.Distinct().Count() < 2)
        {
            var only = diseasedByCase[0] ? "diseased" : "without disease";
            throw new BadInputException($"All cases are {only}; both truth classes are needed.");
        }

        return new MrmcRatings(treatments.Sorted, readers.Sorted, cases.Sorted, diseasedByCase, ratings);
    }

    /// <summary>
    /// A study in which <paramref name="ratings"/>[treatment][reader][case] are given; NaN is a case that was not read. Treatments, readers
    /// and cases are named by their numbers from 1.
    /// </summary>
    /// <exception cref="ArgumentException">A length differs, there is no treatment or reader, or only one truth class.</exception>
    public static MrmcRatings Of(IReadOnlyList<bool> diseased, IReadOnlyList<IReadOnlyList<double[]>> ratings)
    {
        if (ratings.Count == 0 || ratings[0].Count == 0)
        {
            throw new ArgumentException("At least one treatment and one reader are needed.", nameof(ratings));
        }

        if (!diseased.Contains(true) || !diseased.Contains(false))
        {
            throw new ArgumentException("Both truth classes are needed.", nameof(diseased));
        }

        var (t, r, n) = (ratings.Count, ratings[0].Count, diseased.Count);
        var all = new double[t * r * n];
        for (var i = 0; i < t; i++)
        {
            for (var j = 0; j < r; j++)
            {
                if (ratings[i].Count != r || ratings[i][j].Length != n)
                {
                    throw new ArgumentException("Every treatment needs all readers and every reader all cases.", nameof(ratings));
                }

                ratings[i][j].CopyTo(all.AsSpan(((i * r) + j) * n));
            }
        }

        return new MrmcRatings(Numbers(t), Numbers(r), Numbers(n), [.. diseased], all);
    }

    private static string[] Numbers(int count) => [.. Enumerable.Range(1, count).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    private static double[] Filled(
        IReadOnlyList<MrmcRating> rows,
        (int Treatment, int Reader, int Case)[] places,
        Labels treatments,
        Labels readers,
        Labels cases,
        List<InputFault> faults
    )
    {
        var ratings = new double[treatments.Count * readers.Count * cases.Count];
        Array.Fill(ratings, double.NaN);
        for (var i = 0; i < rows.Count; i++)
        {
            var cell = (treatments.Rank[places[i].Treatment] * readers.Count) + readers.Rank[places[i].Reader];
            ref var rating = ref ratings[(cell * cases.Count) + cases.Rank[places[i].Case]];
            if (!double.IsNaN(rating))
            {
                var (treatment, reader, name) = (rows[i].Treatment, rows[i].Reader, rows[i].Case);
                faults.Add(new InputFault(i, $"Reader '{reader}' has already rated case '{name}' under treatment '{treatment}'."));
            }

            rating = rows[i].Rating;
        }

        return ratings;
    }

    /// <summary>Labels by first appearance, and their rank in natural order.</summary>
    private sealed class Labels
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
        private int[]? _rank;
        private string? _last;
        private int _lastNumber;

        public int Count => _numbers.Count;

        public string[] Sorted => [.. _numbers.Keys.Order(LabelOrder.Natural)];

        public int[] Rank => _rank ??= Ranked();

        public int Add(string label)
        {
            if (ReferenceEquals(label, _last))
            {
                return _lastNumber;
            }

            if (!_numbers.TryGetValue(label, out var number))
            {
                number = _numbers.Count;
                _numbers.Add(label, number);
            }

            (_last, _lastNumber) = (label, number);
            return number;
        }

        private int[] Ranked()
        {
            var rank = new int[Count];
            var sorted = Sorted;
            for (var i = 0; i < sorted.Length; i++)
            {
                rank[_numbers[sorted[i]]] = i;
            }

            return rank;
        }
    }
}
