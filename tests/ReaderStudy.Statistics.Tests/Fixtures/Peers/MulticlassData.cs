using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>The input of a multi-class ROC fixture: a truth, and a column <c>p_CLASS</c> with the score of each class.</summary>
internal sealed class MulticlassData
{
    private const string Prefix = "p_";
    private readonly FixtureTable _table;

    public MulticlassData(FixtureFolder folder)
    {
        _table = folder.Input;
        var truths = _table.Texts("truth").ToHashSet();
        // Without scores of classes there is one rating, and the classes are in the order of their names, as a factor's levels are.
        var named = Has(folder) ? ClassesOf(_table) : [.. truths.Where(t => t.Length > 0).Order(StringComparer.Ordinal)];
        Classes = [.. named.Where(truths.Contains)];
        Rows =
        [
            .. Enumerable
                .Range(0, _table.Count)
                .Where(row =>
                    Classes.Contains(_table.Text(row, "truth")) && Classes.All(c => !double.IsNaN(_table.Number(row, Prefix + c)))
                ),
        ];
    }

    /// <summary>Classes with a column and with cases, in the order of the columns.</summary>
    public IReadOnlyList<string> Classes { get; }

    private IReadOnlyList<int> Rows { get; }

    public static bool Has(FixtureFolder folder) => ClassesOf(folder.Input).Count > 0;

    public MulticlassAuc Auc()
    {
        var scores = new double[Rows.Count, Classes.Count];
        for (var i = 0; i < Rows.Count; i++)
        {
            for (var k = 0; k < Classes.Count; k++)
            {
                scores[i, k] = _table.Number(Rows[i], Prefix + Classes[k]);
            }
        }

        return MulticlassAuc.Of([.. Rows.Select(row => Classes.ToList().IndexOf(_table.Text(row, "truth")))], scores);
    }

    /// <summary>A single rating, by class.</summary>
    public IReadOnlyList<double[]> Ratings(string column) =>
        [
            .. Classes.Select(c =>
                Enumerable
                    .Range(0, _table.Count)
                    .Where(row => _table.Text(row, "truth") == c)
                    .Select(row => _table.Number(row, column))
                    .Where(x => !double.IsNaN(x))
                    .ToArray()
            ),
        ];

    /// <summary>The single rating: the column that is nothing else.</summary>
    public string RatingColumn =>
        _table.Columns.First(c => c is not ("case" or "truth") && !c.StartsWith(Prefix, StringComparison.Ordinal));

    public string Pair(int first, int second) => $"{Classes[first]} vs {Classes[second]}";

    private static List<string> ClassesOf(FixtureTable table) =>
        [.. table.Columns.Where(c => c.StartsWith(Prefix, StringComparison.Ordinal)).Select(c => c[Prefix.Length..])];
}
