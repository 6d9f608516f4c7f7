using System.Globalization;
using System.Text.Json;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>
/// A fixture's ratings as both iMRMC programs saw them: readers and arms under labels ("r1", "m1"), in the code-point order of the labels
/// (r10 before r2), which decides which arm is subtracted.
/// </summary>
internal sealed class IMrmcStudy
{
    private static readonly Func<BarrettComponents, object?>[] Barrett =
    [
        c => c.NonDiseased,
        c => c.Diseased,
        c => c.NonDiseasedDiseased,
        c => c.Reader,
        c => c.ReaderNonDiseased,
        c => c.ReaderDiseased,
        c => c.ReaderNonDiseasedDiseased,
    ];

    public static readonly IReadOnlyList<string> BarrettNames = ["N", "D", "ND", "R", "NR", "DR", "RND"];

    public static readonly IReadOnlyList<string> MomentNames = ["M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8"];

    private IMrmcStudy(IReadOnlyList<string> arms, IReadOnlyList<string> readers, MrmcRatings ratings)
    {
        Ratings = ratings;
        var analysis = UStatistic.Of(ratings);
        Arms = [.. analysis.Arms.Select((arm, a) => Named(arm, arms[a], readers))];
        Differences =
        [
            .. analysis.Differences.Select(d =>
                d with
                {
                    First = Arms[Number(d.First.Treatment)],
                    Second = Arms[Number(d.Second.Treatment)],
                    PerReader = [.. d.PerReader.Select(r => r with { Reader = readers[Number(r.Reader)] })],
                }
            ),
        ];
    }

    public MrmcRatings Ratings { get; }

    public IReadOnlyList<UStatisticArm> Arms { get; }

    public IReadOnlyList<UStatisticDifference> Differences { get; }

    public static IMrmcStudy Of(FixtureFolder folder, FixtureBlock block)
    {
        var input = folder.Input;
        var arms = Labels(input.Texts("treatment"), "m", block.Values);
        var readers = Labels(input.Texts("reader"), "r", block.Values);
        var rows = new List<MrmcRating>();
        for (var i = 0; i < input.Count; i++)
        {
            if (!double.IsNaN(input.Number(i, "rating")))
            {
                rows.Add(
                    new MrmcRating(
                        Text(arms.Number[input.Text(i, "treatment")]),
                        Text(readers.Number[input.Text(i, "reader")]),
                        input.Text(i, "case"),
                        input.Number(i, "truth") > 0,
                        input.Number(i, "rating")
                    )
                );
            }
        }

        return new IMrmcStudy(arms.Names, readers.Names, MrmcRatings.Of(rows));
    }

    public static IEnumerable<KeyValuePair<string, object?>> Named(IReadOnlyList<string> names, IReadOnlyList<double> values) =>
        names.Select((name, k) => new KeyValuePair<string, object?>(name, values[k]));

    public static IEnumerable<KeyValuePair<string, object?>> Named(BarrettComponents components) =>
        BarrettNames.Select((name, k) => new KeyValuePair<string, object?>(name, Barrett[k](components)));

    /// <summary>The labels in code-point order, and the place of each value. The block tells only whether labels carry a prefix.</summary>
    public static (IReadOnlyList<string> Names, IReadOnlyDictionary<string, int> Number) Labels(
        IEnumerable<string> values,
        string prefix,
        JsonElement block
    )
    {
        var known = Texts(block).ToHashSet(StringComparer.Ordinal);
        var distinct = values.Distinct().ToDictionary(v => v, v => known.Contains(v) ? v : prefix + v, StringComparer.Ordinal);
        List<string> names = [.. distinct.Values.Order(StringComparer.Ordinal)];
        return (names, distinct.ToDictionary(d => d.Key, d => names.IndexOf(d.Value), StringComparer.Ordinal));
    }

    private static UStatisticArm Named(UStatisticArm arm, string label, IReadOnlyList<string> readers) =>
        arm with
        {
            Treatment = label,
            PerReader = [.. arm.PerReader.Select(r => r with { Reader = readers[Number(r.Reader)] })],
        };

    private static IEnumerable<string> Texts(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Texts(p.Value)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
            JsonValueKind.String => [element.GetString()!],
            _ => [],
        };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
