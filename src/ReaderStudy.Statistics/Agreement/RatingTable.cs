namespace ReaderStudy.Statistics.Agreement;

/// <summary>
/// Categorical ratings of cases by readers, at most one of each reader for each case; a rating may be missing. Categories have an order
/// and a number each, which only the measures for ordered categories and for numbers look at.
/// </summary>
public sealed class RatingTable
{
    /// <summary>Stands in place of a category's index where a reader did not rate a case.</summary>
    public const int Missing = -1;

    private readonly int[] _ratings;
    private IReadOnlyList<string>? _cases;
    private IReadOnlyList<string>? _readers;
    private IReadOnlyList<string>? _categories;

    internal RatingTable(
        int[] ratings,
        int readers,
        IReadOnlyList<double> values,
        IReadOnlyList<string>? caseNames = null,
        IReadOnlyList<string>? readerNames = null,
        IReadOnlyList<string>? categoryNames = null
    )
    {
        _ratings = ratings;
        ReaderCount = readers;
        CaseCount = readers == 0 ? 0 : ratings.Length / readers;
        CategoryValues = values;
        _cases = caseNames;
        _readers = readerNames;
        _categories = categoryNames;
    }

    /// <summary>Rows, also those without a rating.</summary>
    public int CaseCount { get; }

    public int ReaderCount { get; }

    /// <summary>Declared categories, also those that nobody used.</summary>
    public int CategoryCount => CategoryValues.Count;

    public IReadOnlyList<string> Cases => _cases ??= Numbered(CaseCount);

    public IReadOnlyList<string> Readers => _readers ??= Numbered(ReaderCount);

    /// <summary>In their order.</summary>
    public IReadOnlyList<string> Categories => _categories ??= Numbered(CategoryCount);

    /// <summary>A number for each category; its rank from 1 unless something else was declared.</summary>
    public IReadOnlyList<double> CategoryValues { get; }

    /// <summary>The category's index, or <see cref="Missing"/>.</summary>
    public int this[int caseIndex, int reader] => RatingsOf(caseIndex)[reader];

    /// <summary>A case's ratings in the order of the readers.</summary>
    public ReadOnlySpan<int> RatingsOf(int caseIndex) => _ratings.AsSpan(caseIndex * ReaderCount, ReaderCount);

    /// <summary>
    /// From indices of categories: rows are cases, columns readers, <see cref="Missing"/> where there is no rating.
    /// </summary>
    /// <exception cref="BadInputException">An index is not among the categories; all such rows at once.</exception>
    public static RatingTable Of(int[,] ratings, int categories)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        var flat = new int[ratings.Length];
        Buffer.BlockCopy(ratings, 0, flat, 0, ratings.Length * sizeof(int));
        return Of(flat, ratings.GetLength(1), categories);
    }

    /// <summary>
    /// From indices of categories, case by case, each with a rating of every reader; the array is used and not copied.
    /// </summary>
    /// <exception cref="BadInputException">An index is not among the categories; all such rows at once.</exception>
    public static RatingTable Of(int[] ratings, int readers, int categories)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(readers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(categories);
        if (ratings.Length % readers != 0)
        {
            throw new BadInputException($"{ratings.Length} ratings cannot be shared out among {readers} readers.");
        }

        List<InputFault>? faults = null;
        for (var i = 0; i < ratings.Length; i++)
        {
            // One comparison for both ends: Missing becomes 0.
            if ((uint)(ratings[i] - Missing) > (uint)categories)
            {
                (faults ??= []).Add(new InputFault(i / readers, $"{ratings[i]} is not the index of one of the {categories} categories."));
            }
        }

        BadInputException.ThrowIfAny(faults ?? []);
        return new RatingTable(ratings, readers, AgreementWeights.Ranks(categories));
    }

    /// <summary>
    /// From one row a rating. Cases and readers stand in the order in which they come first. Without declared categories those used are
    /// taken, ordered as numbers when all of them are numbers and else as texts; declare them where a category may be unused, since that
    /// changes Gwet's and Brennan and Prediger's coefficients and all weights.
    /// </summary>
    /// <param name="rows">One a rating; a missing rating may have a row or none.</param>
    /// <param name="categories">All that could be chosen, in their order.</param>
    /// <param name="values">
    /// A number for each category, for differences and weights by number; those that the categories' names are, or else their ranks, when null.
    /// </param>
    /// <exception cref="BadInputException">
    /// There is no row; a case or reader has no name; a reader rated a case twice; a rating is not a category; a category stands twice.
    /// </exception>
    public static RatingTable FromRows(
        IReadOnlyList<RatingRow> rows,
        IReadOnlyList<string>? categories = null,
        IReadOnlyList<double>? values = null
    )
    {
        ArgumentNullException.ThrowIfNull(rows);
        var names = categories ?? RatingCategories.UsedIn(rows);
        var indices = RatingCategories.Indices(names, values);
        var cases = new NameIndex();
        var readers = new NameIndex();
        var cells = new Dictionary<(int Case, int Reader), int>(rows.Count);
        var faults = new List<InputFault>();
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var category = Missing;
            if (string.IsNullOrEmpty(row.Case) || string.IsNullOrEmpty(row.Reader))
            {
                faults.Add(new InputFault(i, $"The {(string.IsNullOrEmpty(row.Case) ? "case" : "reader")} has no name."));
            }
            else if (!row.IsMissing && !indices.TryGetValue(row.Rating!, out category))
            {
                faults.Add(new InputFault(i, $"'{row.Rating}' is not one of the categories {string.Join(", ", names)}."));
            }
            else if (!cells.TryAdd((cases.Of(row.Case), readers.Of(row.Reader)), category))
            {
                faults.Add(new InputFault(i, $"Reader {row.Reader} has a second rating of case {row.Case}."));
            }
        }

        if (rows.Count == 0)
        {
            faults.Add(new InputFault(null, "There is no rating."));
        }

        BadInputException.ThrowIfAny(faults);
        var ratings = new int[cases.Count * readers.Count];
        Array.Fill(ratings, Missing);
        foreach (var ((@case, reader), category) in cells)
        {
            ratings[(@case * readers.Count) + reader] = category;
        }

        return new RatingTable(ratings, readers.Count, values ?? RatingCategories.Values(names), cases.Names, readers.Names, names);
    }

    /// <summary>Only the cases that every reader rated (listwise deletion).</summary>
    public RatingTable CompleteCases() => WithCases(row => row.IndexOf(Missing) < 0);

    /// <summary>Only the cases with at least two ratings.</summary>
    public RatingTable PairedCases() => WithCases(row => row.Length - row.Count(Missing) >= 2);

    /// <summary>Only the categories that somebody used, with the numbers that they had.</summary>
    public RatingTable UsedCategories()
    {
        var used = new bool[CategoryCount];
        foreach (var rating in _ratings)
        {
            if (rating >= 0)
            {
                used[rating] = true;
            }
        }

        return WithCategories([.. Enumerable.Range(0, CategoryCount).Where(k => used[k])]);
    }

    /// <summary>The same ratings with the categories in another order; each index of a category stands once.</summary>
    public RatingTable WithCategoryOrder(IReadOnlyList<int> order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Count != CategoryCount || !order.Order().SequenceEqual(Enumerable.Range(0, CategoryCount)))
        {
            throw new ArgumentException("Each category has to stand in the order once.", nameof(order));
        }

        return WithCategories(order);
    }

    /// <summary>Ratings counted by case and category.</summary>
    public CategoryCounts Counts() => CategoryCounts.Of(this);

    internal RatingTable WithCases(RatingsPredicate keep)
    {
        var ratings = new List<int>(_ratings.Length);
        var names = new List<string>();
        for (var i = 0; i < CaseCount; i++)
        {
            if (keep(RatingsOf(i)))
            {
                ratings.AddRange(RatingsOf(i));
                names.Add(Cases[i]);
            }
        }

        return new RatingTable([.. ratings], ReaderCount, CategoryValues, names, Readers, _categories);
    }

    private RatingTable WithCategories(IReadOnlyList<int> kept)
    {
        var place = new int[CategoryCount];
        Array.Fill(place, Missing);
        for (var k = 0; k < kept.Count; k++)
        {
            place[kept[k]] = k;
        }

        int[] ratings = [.. _ratings.Select(r => r < 0 ? Missing : place[r])];
        double[] values = [.. kept.Select(k => CategoryValues[k])];
        return new RatingTable(ratings, ReaderCount, values, _cases, _readers, [.. kept.Select(k => Categories[k])]);
    }

    private static string[] Numbered(int count) =>
        [.. Enumerable.Range(1, count).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))];
}

/// <summary>Whether a case's ratings are wanted.</summary>
internal delegate bool RatingsPredicate(ReadOnlySpan<int> ratings);

/// <summary>Names in the order of their first appearance.</summary>
internal sealed class NameIndex
{
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    public int Count => _names.Count;

    public IReadOnlyList<string> Names => _names;

    public int Of(string name)
    {
        if (!_indices.TryGetValue(name, out var index))
        {
            index = _names.Count;
            _indices.Add(name, index);
            _names.Add(name);
        }

        return index;
    }
}
