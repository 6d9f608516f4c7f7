using System.Globalization;
using ReaderStudy.Tests;

namespace ReaderStudy.Web.Tests.Authorisation;

/// <param name="IsSkipped">True where asking would end the visit itself; the row says so by a dash.</param>
/// <param name="Cells">By column: one status, or three where they differ by state.</param>
internal sealed record AccessRow(bool IsSkipped, IReadOnlyList<string> Cells);

/// <summary>Reads <c>access.txt</c>, and writes rows as they stand there.</summary>
internal static class AccessTable
{
    public static Dictionary<(string Method, string Template), AccessRow> Read()
    {
        var file = Path.Combine(SharedData.RepositoryRoot, "tests", "ReaderStudy.Web.Tests", "Authorisation", "access.txt");
        var rows = new Dictionary<(string, string), AccessRow>();
        foreach (var line in File.ReadLines(file).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var cells = words[2..];
            var skipped = cells is ["-"];
            Assert.True(skipped || cells.Length == Cast.Everybody.Count, $"access.txt: {line} has {cells.Length} cells.");
            rows.Add((words[0], words[1]), new AccessRow(skipped, cells));
        }

        return rows;
    }

    public static string Cell(int[] statuses) =>
        statuses.Distinct().Count() == 1
            ? statuses[0].ToString(CultureInfo.InvariantCulture)
            : string.Join('/', statuses.Select(s => s.ToString(CultureInfo.InvariantCulture)));

    public static string Line(AppRoute route, int[][] statuses) =>
        $"{route.Method, -6} {route.Template, -72} {string.Join(' ', statuses.Select(s => Cell(s).PadRight(11)))}".TrimEnd();
}
