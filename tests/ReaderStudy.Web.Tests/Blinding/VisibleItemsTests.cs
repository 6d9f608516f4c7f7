using System.Text;
using ReaderStudy.Web.Tests.Blinding.Crawling;
using ReaderStudy.Web.Tests.Blinding.Tables;

namespace ReaderStudy.Web.Tests.Blinding;

/// <summary>
/// Who meets what, where and when, is written down in <c>Tables/visible.txt</c>. Everything is planted as a word of its own, everybody asks for
/// everything in every phase, and what comes must be what the table says: no more, and no less.
/// </summary>
[Collection(Crawl.Collection)]
public sealed class VisibleItemsTests(Crawl crawl)
{
    [Fact]
    public void Nobody_meets_anything_that_the_table_does_not_allow_them_there_and_then()
    {
        var allowed = PhaseTable.Read("visible.txt");
        var leaked = crawl.Sightings.Keys.Where(s => !allowed.Any(a => PhaseTable.Covers(a, s))).ToList();

        Assert.True(leaked.Count == 0, Message(leaked));
    }

    [Fact]
    public void What_the_table_allows_is_met_so_that_it_is_no_wider_than_needed()
    {
        var unseen = PhaseTable
            .Read("visible.txt")
            .Where(a => a.Who != "-" && crawl.CanAsk(a.Route) && !crawl.Sightings.Keys.Any(s => PhaseTable.Covers(a, s)))
            .ToList();

        Assert.True(unseen.Count == 0, "Allowed, and never met:\n" + PhaseTable.Rows(unseen));
    }

    [Fact]
    public void Everything_that_is_planted_has_a_row_in_the_table()
    {
        var rows = PhaseTable.Read("visible.txt").Select(a => a.Item).ToHashSet();

        Assert.Empty(crawl.Planted.Except(rows));
        Assert.Empty(rows.Except(crawl.Planted));
    }

    /// <summary>The log is looked through as the pages are, for the words of <c>visible.txt</c>; it must have said something.</summary>
    [Fact]
    public void The_crawl_met_pages_and_lines_of_the_log()
    {
        Assert.InRange(crawl.Asked, 2000, 100_000);
        Assert.InRange(crawl.Logged, 1, 1_000_000);
    }

    private string Message(List<Sighting> leaked)
    {
        var message = new StringBuilder("Met, and not allowed:\n").Append(PhaseTable.Rows(leaked)).AppendLine();
        foreach (var sighting in leaked.DistinctBy(s => (s.Item, s.Route)).Take(300))
        {
            message.AppendLine($"{sighting.Item} at {crawl.Sightings[sighting]}");
        }

        return message.ToString();
    }
}
