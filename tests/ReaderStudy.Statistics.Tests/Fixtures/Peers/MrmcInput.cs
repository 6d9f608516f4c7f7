using System.Globalization;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>
/// The ratings of a fixture's input.csv, with treatments and readers in the order of R's factors: by number where all labels are numbers,
/// else by text. The library lists labels in natural order, so they are numbered for it and named again in the results.
/// </summary>
internal sealed class MrmcInput
{
    private MrmcInput(IReadOnlyList<string> treatments, IReadOnlyList<string> readers, IReadOnlyList<MrmcRating> rows)
    {
        (Treatments, Readers, Rows) = (treatments, readers, rows);
        Ratings = MrmcRatings.Of([
            .. rows.Select(r => r with { Treatment = Number(treatments, r.Treatment), Reader = Number(readers, r.Reader) }),
        ]);
    }

    public IReadOnlyList<string> Treatments { get; }

    public IReadOnlyList<string> Readers { get; }

    public IReadOnlyList<MrmcRating> Rows { get; }

    /// <summary>Treatment and reader number i is the i-th of the lists here.</summary>
    public MrmcRatings Ratings { get; }

    public static MrmcInput Of(FixtureFolder folder)
    {
        var table = folder.Input;
        List<MrmcRating> rows =
        [
            .. Enumerable
                .Range(0, table.Count)
                .Where(i => !double.IsNaN(table.Number(i, "rating")))
                .Select(i => new MrmcRating(
                    table.Text(i, "treatment"),
                    table.Has("reader") ? table.Text(i, "reader") : "1",
                    table.Text(i, "case"),
                    table.Number(i, "truth") != 0,
                    table.Number(i, "rating")
                )),
        ];
        return new MrmcInput(Levels(rows.Select(r => r.Treatment)), Levels(rows.Select(r => r.Reader)), rows);
    }

    /// <summary>One reader's ratings.</summary>
    public MrmcInput OfReader(string reader) => new(Treatments, [reader], [.. Rows.Where(r => r.Reader == reader)]);

    private static string[] Levels(IEnumerable<string> labels)
    {
        string[] levels = [.. labels.Distinct()];
        return levels.All(l => double.TryParse(l, CultureInfo.InvariantCulture, out _))
            ? [.. levels.OrderBy(l => double.Parse(l, CultureInfo.InvariantCulture))]
            : [.. levels.Order(StringComparer.Ordinal)];
    }

    private static string Number(IReadOnlyList<string> levels, string label) =>
        Enumerable.Range(0, levels.Count).First(i => levels[i] == label).ToString("D6", CultureInfo.InvariantCulture);
}
