namespace ReaderStudy.Cli.Tests.Stats.Mrmc;

/// <summary>
/// Two treatments, two readers, five cases of which the third and the fifth are healthy; accuracies at a threshold of 1 are 4/5 and 3/5 under
/// A, 4/5 and 4/5 under B.
/// </summary>
internal static class HitStudy
{
    private static readonly int[] Truth = [1, 1, 0, 1, 0];

    public static string[] Lines { get; } =
    [
        "treatment,reader,case,truth,rating",
        .. Rows("A", "r1", 1, 1, 0, 1, 1),
        .. Rows("A", "r2", 1, 0, 1, 1, 0),
        .. Rows("B", "r1", 0, 1, 1, 1, 1),
        .. Rows("B", "r2", 1, 1, 1, 1, 0),
    ];

    /// <summary>One treatment: a model with 4/5 and readers with 3/5, 4/5 and 4/5.</summary>
    public static string[] WithModel { get; } =
    [
        "treatment,reader,case,truth,rating",
        .. Rows("A", "ai", 1, 1, 0, 1, 1),
        .. Rows("A", "r1", 1, 0, 1, 1, 0),
        .. Rows("A", "r2", 0, 1, 1, 1, 1),
        .. Rows("A", "r3", 1, 1, 1, 1, 0),
    ];

    /// <summary>Ratings from 1 where the reader was right and 0 where not.</summary>
    public static IEnumerable<string> Rows(string treatment, string reader, params int[] right) =>
        right.Select((hit, k) => $"{treatment},{reader},c{k + 1},{Truth[k]},{(Truth[k] == 1 ? hit : 1 - hit)}");
}
