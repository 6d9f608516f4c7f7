using System.Text;
using ReaderStudy.Tests;

namespace ReaderStudy.Web.Tests.Blinding.Differences;

/// <summary>Reads <c>differences.txt</c>: <c>comparison  address  part; part</c>. What is not named there must be the same.</summary>
internal static class DifferenceTable
{
    public static ILookup<string, (string Address, string Part)> Read() =>
        File.ReadLines(
                Path.Combine(SharedData.RepositoryRoot, "tests", "ReaderStudy.Web.Tests", "Blinding", "Differences", "differences.txt")
            )
            .Where(l => l.Length > 0 && l[0] != '#')
            .Select(l => l.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries))
            .SelectMany(words => words[2].Split(';', StringSplitOptions.TrimEntries).Select(part => (Comparison: words[0], words[1], part)))
            .ToLookup(row => row.Comparison, row => (row.Item2, row.part));

    /// <summary>Fails, with rows as they would stand in the table, unless exactly what it names differs.</summary>
    public static void Check(string comparison, IEnumerable<IReadOnlySet<(string Address, string Part)>> found)
    {
        var all = found.ToList();
        Assert.True(all.Count > 0, $"{comparison}: nothing was compared.");
        var differing = all.SelectMany(d => d).ToHashSet();
        var named = Read()[comparison].ToHashSet();
        Assert.True(
            differing.SetEquals(named),
            $"Differs, and is not named:\n{Rows(comparison, differing.Except(named))}Named, and is the same:\n{Rows(comparison, named.Except(differing))}"
        );
    }

    private static string Rows(string comparison, IEnumerable<(string Address, string Part)> parts)
    {
        var rows = new StringBuilder();
        foreach (var address in parts.GroupBy(p => p.Address).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            rows.AppendLine(
                $"{comparison, -16} {address.Key, -48} {string.Join("; ", address.Select(p => p.Part).Order(StringComparer.Ordinal))}"
            );
        }

        return rows.ToString();
    }
}
