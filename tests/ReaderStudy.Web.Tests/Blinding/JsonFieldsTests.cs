using ReaderStudy.Web.Tests.Blinding.Crawling;
using ReaderStudy.Web.Tests.Blinding.Tables;

namespace ReaderStudy.Web.Tests.Blinding;

/// <summary>
/// Every property of every JSON answer is written down in <c>Tables/fields.txt</c> with who gets it in which phase. A new property fails until
/// somebody has judged it.
/// </summary>
[Collection(Crawl.Collection)]
public sealed class JsonFieldsTests(Crawl crawl)
{
    [Fact]
    public void JSON_has_the_properties_that_the_table_names_and_no_others()
    {
        var allowed = PhaseTable.Read("fields.txt");
        var there = crawl.Fields.Select(f => new Sighting(f.Path, f.Who, f.Phase, f.Route)).ToHashSet();

        var unnamed = there.Where(t => !allowed.Any(a => PhaseTable.Covers(a, t))).ToList();
        var missing = allowed.Where(a => !there.Any(t => PhaseTable.Covers(a, t))).ToList();

        Assert.True(unnamed.Count == 0, "There, and not in the table:\n" + PhaseTable.Rows(unnamed));
        Assert.True(missing.Count == 0, "In the table, and not there:\n" + PhaseTable.Rows(missing));
    }
}
