using System.Text.RegularExpressions;
using System.Xml.Linq;
using ReaderStudy.Reports.Document;
using ReaderStudy.Reports.Sections;

namespace ReaderStudy.Reports.Tests;

public sealed class HtmlReportTests
{
    [Fact]
    public void It_holds_the_numbers_of_the_printed_table_3()
    {
        var html = ReportRenderer.Html(ReportedStudies.Table3());

        Assert.All(ExpectedNumbers.OfTable3, number => Assert.Contains(number, html, StringComparison.Ordinal));
    }

    [Fact]
    public void Page_and_paper_have_the_same_cells()
    {
        var report = ReportedStudies.Table3();
        var cells = StudyReportDocument
            .Of(report)
            .Sections.SelectMany(s => s.Blocks)
            .OfType<Table>()
            .SelectMany(t => t.Rows)
            .SelectMany(r => r.Cells)
            .ToList();

        var written = Matches(ReportRenderer.HtmlBody(report), "<t[dh][^>]*>(.*?)</t[dh]>")
            .Select(c => System.Net.WebUtility.HtmlDecode(c.Replace("<br>", "\n", StringComparison.Ordinal)))
            .ToList();

        Assert.True(cells.Count > 500);
        Assert.All(cells.Distinct(), cell => Assert.Contains(cell, written));
    }

    [Fact]
    public void The_page_needs_no_other_file_and_no_script()
    {
        var html = ReportRenderer.Html(ReportedStudies.Table3());

        Assert.StartsWith("<!doctype html>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<link", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_body_stands_under_a_policy_that_forbids_inline_styles()
    {
        var body = ReportRenderer.HtmlBody(ReportedStudies.Largest());

        Assert.DoesNotContain("<style", body, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Matches(body, "<[a-z0-9]+ [^>]*(style=)"));
        Assert.StartsWith("<article class=\"report\">", body, StringComparison.Ordinal);
        Assert.All(
            Matches(body, "class=\"([a-z-]+)\"").Distinct(),
            c => Assert.Contains("." + c, ReportRenderer.Css, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Elements_are_nested_and_closed()
    {
        // As XML, once the two elements without an end tag have one.
        var body = ReportRenderer.HtmlBody(ReportedStudies.Largest()).Replace("<br>", "<br/>", StringComparison.Ordinal);

        var article = XElement.Parse(body);

        Assert.Equal("article", article.Name.LocalName);
    }

    [Fact]
    public void Names_cannot_bring_markup_along()
    {
        const string evil = "<script>alert(1)</script> \"&' Müller 王";
        var report = ReportedStudies.Smallest();
        report = report with
        {
            Title = evil,
            Organisation = evil,
            Results = report.Results with { Raters = [.. report.Results.Raters.Select(r => r with { Name = evil })] },
        };

        var html = ReportRenderer.Html(report);

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_report_gives_the_same_bytes() =>
        Assert.Equal(ReportRenderer.Html(ReportedStudies.Table3()), ReportRenderer.Html(ReportedStudies.Table3()));

    private static List<string> Matches(string text, string pattern) =>
        [.. Regex.Matches(text, pattern, RegexOptions.Singleline, TimeSpan.FromSeconds(10)).Select(m => m.Groups[1].Value)];
}
