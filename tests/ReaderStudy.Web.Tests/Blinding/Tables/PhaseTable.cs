using System.Text;
using ReaderStudy.Tests;
using ReaderStudy.Web.Tests.Blinding.Crawling;

namespace ReaderStudy.Web.Tests.Blinding.Tables;

/// <summary>
/// A table of what somebody may meet in which phase: <c>what  who,who  dsrluav  where</c>, a dash for a phase in which it is hidden. It is
/// written by people; a test only compares.
/// </summary>
internal static class PhaseTable
{
    private static readonly char[] Blank = [' '];

    /// <summary>Everything that is allowed; a where that ends with <c>*</c> stands for all that begin so, a what of <c>*</c> for everything.</summary>
    /// <param name="file">Of this folder.</param>
    /// <param name="phases">Their letters, in order.</param>
    public static IReadOnlySet<Sighting> Read(string file, string phases = Crawl.Phases)
    {
        var allowed = new HashSet<Sighting>();
        var path = Path.Combine(SharedData.RepositoryRoot, "tests", "ReaderStudy.Web.Tests", "Blinding", "Tables", file);
        foreach (var line in File.ReadLines(path).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var words = line.Split(Blank, 4, StringSplitOptions.RemoveEmptyEntries);
            if (words is [var item, "-"])
            {
                // Named so that it is known to be planted: it may be met nowhere.
                allowed.Add(new Sighting(item, "-", '-', "-"));
                continue;
            }

            Assert.True(words.Length == 4 && words[2].Length == phases.Length, $"{file}: '{line}' is no row.");
            foreach (var who in words[1].Split(','))
            {
                for (var i = 0; i < phases.Length; i++)
                {
                    Assert.True(words[2][i] == '-' || words[2][i] == phases[i], $"{file}: '{words[2]}' in '{line}' is no row of phases.");
                    if (words[2][i] != '-')
                    {
                        Assert.True(allowed.Add(new Sighting(words[0], who, words[2][i], words[3])), $"{file}: '{line}' repeats a row.");
                    }
                }
            }
        }

        return allowed;
    }

    /// <summary>Sightings as rows of the table, people and phases together.</summary>
    public static string Rows(IEnumerable<Sighting> sightings, string phases = Crawl.Phases)
    {
        var byPerson = sightings
            .GroupBy(s => (s.Item, s.Route, s.Who))
            .Select(g => (g.Key.Item, g.Key.Route, g.Key.Who, Phases: PhasesOf(g.Select(s => s.Phase), phases)));
        var rows = new StringBuilder();
        foreach (
            var row in byPerson
                .GroupBy(r => (r.Item, r.Route, r.Phases))
                .OrderBy(g => g.Key.Item, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Route, StringComparer.Ordinal)
        )
        {
            var who = string.Join(',', row.Select(r => r.Who).OrderBy(w => Crawl.Everybody.ToList().IndexOf(w)));
            rows.AppendLine($"{row.Key.Item, -24} {who, -36} {row.Key.Phases} {row.Key.Route}".TrimEnd());
        }

        return rows.ToString();
    }

    /// <summary>True when the table's row covers what was seen.</summary>
    public static bool Covers(Sighting row, Sighting seen) =>
        (row.Item == seen.Item || row.Item == "*")
        && row.Who == seen.Who
        && row.Phase == seen.Phase
        && (row.Route.EndsWith('*') ? seen.Route.StartsWith(row.Route[..^1], StringComparison.Ordinal) : seen.Route == row.Route);

    private static string PhasesOf(IEnumerable<char> met, string phases)
    {
        var there = met.ToHashSet();
        return string.Concat(phases.Select(p => there.Contains(p) ? p : '-'));
    }
}
