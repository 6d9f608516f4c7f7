using System.Globalization;
using System.Text;
using ReaderStudy.Reports.Document;

namespace ReaderStudy.Reports.Html;

/// <summary>A <see cref="ReportDocument"/> as HTML, without scripts, styles in attributes or anything fetched from elsewhere.</summary>
internal sealed class HtmlReport(ReportDocument document)
{
    private readonly HtmlWriter _html = new();
    private int _tables;
    private int _figures;

    /// <summary>The style sheet of the page, for <see cref="Page"/> and for a site that shows <see cref="Body"/>.</summary>
    public static string Css { get; } = ReadCss();

    /// <summary>One file that needs no other.</summary>
    public static string Page(ReportDocument document) =>
        new HtmlWriter()
            .Markup("<!doctype html>\n")
            .Open("html", null, ("lang", "en"))
            .Open("head")
            .Open("meta", null, ("charset", "utf-8"))
            .Open("meta", null, ("name", "viewport"), ("content", "width=device-width, initial-scale=1"))
            .Open("meta", null, ("name", "generator"), ("content", document.Imprint))
            .Element("title", document.Title)
            .Open("style")
            .Markup("body { margin: 0; background: #fff; }\n" + Css)
            .Close("style")
            .CloseLine("head")
            .Open("body")
            .Markup(Body(document))
            .Close("body")
            .CloseLine("html")
            .ToString();

    /// <summary>The report as one element, <c>article.report</c>, to stand in another page.</summary>
    public static string Body(ReportDocument document)
    {
        var report = new HtmlReport(document);
        report.Write();
        return report._html.ToString();
    }

    private void Write()
    {
        _html.Open("article", "report");
        TitleBlock();
        for (var i = 0; i < document.Sections.Count; i++)
        {
            WriteSection(document.Sections[i], i + 1);
            if (i == 0)
            {
                Contents();
            }
        }

        _html.Element("footer", document.Imprint, "report-imprint").CloseLine("article");
    }

    private void TitleBlock()
    {
        _html.Open("header", "report-title");
        if (document.Organisation is not null)
        {
            _html.Element("p", document.Organisation, "report-organisation");
        }

        _html.Element("h1", document.Title).Element("p", document.Subtitle, "report-subtitle");
        WriteFacts(document.Facts);
        _html.CloseLine("header");
    }

    private void Contents()
    {
        _html.Open("nav", "report-contents", ("aria-label", "Contents")).Open("ol");
        foreach (var section in document.Sections)
        {
            _html.Open("li").Open("a", null, ("href", "#" + Anchor(section))).Text(section.Title).Close("a").CloseLine("li");
        }

        _html.Close("ol").CloseLine("nav");
    }

    // Prefixed, so that a page around the report keeps its own ids.
    private static string Anchor(Section section) => "report-" + section.Id;

    private void WriteSection(Section section, int number)
    {
        _html.Open("section", null, ("id", Anchor(section)));
        _html.Open("h2").Element("span", N(number), "report-number").Text(section.Title).CloseLine("h2");
        foreach (var block in section.Blocks)
        {
            Write(block);
        }

        _html.CloseLine("section");
    }

    private void Write(Block block)
    {
        switch (block)
        {
            case Heading heading:
                _html.Element(heading.Level == 2 ? "h3" : "h4", heading.Text);
                break;
            case Paragraph paragraph:
                _html.Element("p", paragraph.Text);
                break;
            case Bullets bullets:
                Write(bullets);
                break;
            case Facts facts:
                WriteFacts(facts.Items);
                break;
            case Table table:
                Write(table);
                break;
            case Figure figure:
                Write(figure);
                break;
            case Formula formula:
                _html
                    .Open("div", "report-formula")
                    .Open("math", null, ("display", "block"), ("aria-label", formula.Alt))
                    .Markup(formula.MathMl)
                    .Close("math")
                    .CloseLine("div");
                break;
            default:
                throw new NotSupportedException($"A block of the kind {block.GetType().Name} cannot be written as HTML.");
        }
    }

    private void Write(Bullets bullets)
    {
        _html.Open("ul");
        foreach (var item in bullets.Items)
        {
            _html.Open("li");
            if (item.Lead is not null)
            {
                _html.Open("strong").Text(item.Lead).Close("strong").Text(" ");
            }

            _html.Text(item.Text).CloseLine("li");
        }

        _html.CloseLine("ul");
    }

    private void WriteFacts(IReadOnlyList<Fact> facts)
    {
        _html.Open("dl", "report-facts");
        foreach (var fact in facts)
        {
            _html.Element("dt", fact.Name).Element("dd", fact.Value, fact.IsHash ? "report-hash" : null);
        }

        _html.CloseLine("dl");
    }

    private void Write(Figure figure)
    {
        _figures++;
        _html.Open("figure").Markup(figure.Svg).Open("figcaption").Open("b").Text($"Figure {N(_figures)}.").Close("b");
        _html.Text(" " + figure.Caption).Close("figcaption").CloseLine("figure");
    }

    private void Write(Table table)
    {
        _tables++;
        _html.Open("div", "report-scroll", ("tabindex", "0"), ("role", "region"), ("aria-label", table.Caption)).Open("table");
        _html.Open("caption").Open("b").Text($"Table {N(_tables)}.").Close("b").Text(" " + table.Caption).CloseLine("caption");
        _html.Open("thead").Open("tr");
        foreach (var column in table.Columns)
        {
            _html.Open("th", ClassOf(column), ("scope", "col")).Text(column.Header).Close("th");
        }

        _html.Close("tr").CloseLine("thead").Open("tbody");
        foreach (var row in table.Rows)
        {
            Write(table, row);
        }

        _html.Close("tbody").Close("table");
        if (table.Note is not null)
        {
            _html.Element("p", table.Note, "report-note");
        }

        _html.CloseLine("div");
    }

    private void Write(Table table, Row row)
    {
        if (row.Cells.Count == 1 && table.Columns.Count > 1)
        {
            _html.Open("tr", "report-group").Open("th", null, ("scope", "rowgroup"), ("colspan", N(table.Columns.Count)));
            _html.Text(row.Cells[0]).Close("th").CloseLine("tr");
            return;
        }

        _html.Open("tr", row.Strong ? "report-strong" : null);
        for (var c = 0; c < row.Cells.Count; c++)
        {
            _html.Open("td", ClassOf(table.Columns[c])).Lines(row.Cells[c]).Close("td");
        }

        _html.CloseLine("tr");
    }

    private static string? ClassOf(Column column) =>
        column.Align switch
        {
            Align.Left => null,
            Align.Right => "report-right",
            Align.Center => "report-center",
        };

    private static string N(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string ReadCss()
    {
        using var stream =
            typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("report.css is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
