namespace ReaderStudy.Cli.Tests.Stats.Agreement;

/// <summary>Rating files of the tests.</summary>
internal static class RatingFiles
{
    public const string Header = "case,reader,rating";

    /// <summary>Fifty cases of two readers: 20 both yes, 5 yes then no, 10 no then yes, 15 both no. Cohen's kappa is 0.4 by hand.</summary>
    public static string Fifty(TemporaryFiles files) => files.Write("fifty.csv", [Header, .. Rows("Ann", "Bob", 20, 5, 10, 15)]);

    public static IEnumerable<string> Rows(string first, string second, int yesYes, int yesNo, int noYes, int noNo)
    {
        (string, string)[] pairs =
        [
            .. Enumerable.Repeat(("yes", "yes"), yesYes),
            .. Enumerable.Repeat(("yes", "no"), yesNo),
            .. Enumerable.Repeat(("no", "yes"), noYes),
            .. Enumerable.Repeat(("no", "no"), noNo),
        ];
        return pairs.SelectMany((p, i) => new[] { $"{i + 1},{first},{p.Item1}", $"{i + 1},{second},{p.Item2}" });
    }

    /// <summary>Krippendorff (2011), example C: 12 units, 4 observers, 7 missing values.</summary>
    public static string Published(TemporaryFiles files)
    {
        string[] units = ["11.1", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", ".555", "..11", "..3."];
        return files.Write(
            "published.csv",
            [Header, .. units.SelectMany((u, i) => u.Select((x, g) => $"u{i + 1},{"ABCD"[g]},{(x == '.' ? "" : x)}"))]
        );
    }
}
