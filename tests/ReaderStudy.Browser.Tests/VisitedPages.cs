using ReaderStudy.Tests;

namespace ReaderStudy.Browser.Tests;

/// <summary>The pages of <c>pages.txt</c>. That every page of the application stands there is seen to where its routes are known, in Web.Tests.</summary>
internal static class VisitedPages
{
    public const string Nobody = "nobody";

    /// <returns>By who visits them, in the order of the file: addresses with places in braces.</returns>
    public static IReadOnlyList<(string Who, IReadOnlyList<string> Paths)> Read() =>
        [
            .. File.ReadLines(Path.Combine(SharedData.RepositoryRoot, "tests", "ReaderStudy.Browser.Tests", "pages.txt"))
                .Where(l => l.Length > 0 && l[0] is not ('#' or '-'))
                .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .GroupBy(words => words[0], words => words[1], StringComparer.Ordinal)
                .Select(g => (g.Key, (IReadOnlyList<string>)[.. g])),
        ];
}
