using System.Globalization;
using ReaderStudy.Tests;

namespace ReaderStudy.Web.Tests.Conduct.Rules;

/// <param name="Number">In the list of rules, from 1.</param>
/// <param name="Name">In our words.</param>
/// <param name="How">How it is kept.</param>
/// <param name="Codes">Of the rules by which the server refuses; may be none.</param>
/// <param name="Tests">That prove it; at least one.</param>
/// <param name="Unmet">Codes that no request meets, each with the reason.</param>
internal sealed record StudyRule(
    int Number,
    string Name,
    string How,
    IReadOnlyList<string> Codes,
    IReadOnlyList<string> Tests,
    IReadOnlyDictionary<string, string> Unmet
);

/// <summary>Reads <c>rules.txt</c>.</summary>
internal static class RulesTable
{
    private const string Others = "not of the study rules";

    /// <returns>The rules, and the codes that belong to none, each with its reason.</returns>
    public static (IReadOnlyList<StudyRule> Rules, IReadOnlyDictionary<string, string> Others) Read()
    {
        var file = Path.Combine(SharedData.RepositoryRoot, "tests", "ReaderStudy.Web.Tests", "Conduct", "Rules", "rules.txt");
        var lines = File.ReadLines(file).Where(l => l.Length > 0 && l[0] != '#').ToList();
        var end = lines.IndexOf(Others);
        Assert.True(end > 0, $"rules.txt has no line '{Others}'.");
        var rules = new List<StudyRule>();
        foreach (var line in lines.Take(end))
        {
            var (key, rest) = Cut(line);
            if (int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                rules.Add(new StudyRule(number, rest, "", [], [], new Dictionary<string, string>()));
                continue;
            }

            var rule = rules[^1];
            rules[^1] = key switch
            {
                "how:" => rule with { How = rest },
                "codes:" => rule with { Codes = rest == "-" ? [] : rest.Split(' ') },
                "unmet:" => rule with
                {
                    Unmet = new[] { Cut(rest) }.Concat(rule.Unmet.Select(u => (u.Key, u.Value))).ToDictionary(u => u.Item1, u => u.Item2),
                },
                "tests:" => rule with { Tests = [.. rule.Tests, rest] },
                _ => throw new InvalidDataException($"rules.txt: {line}"),
            };
        }

        return (rules, lines.Skip(end + 1).Select(Cut).ToDictionary(l => l.Key, l => l.Remainder));
    }

    private static (string Key, string Remainder) Cut(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        Assert.True(space > 0, $"rules.txt: '{line}' has one word.");
        return (line[..space], line[(space + 1)..]);
    }
}
