using System.Globalization;
using System.Xml.Linq;
using ReaderStudy.Reports.Document;
using ReaderStudy.Reports.Figures;
using ReaderStudy.Reports.Sections;

namespace ReaderStudy.Reports.Tests;

public sealed class FigureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Studies => new("table3", "smallest", "largest");

    [Theory]
    [MemberData(nameof(Studies))]
    public void Everything_drawn_is_inside_the_figure_and_the_figure_fits_a_page(string study)
    {
        var figures = FiguresOf(study);

        Assert.NotEmpty(figures);
        foreach (var svg in figures.Select(f => XElement.Parse(f.Svg)))
        {
            var (width, height) = (Number(svg, "width"), Number(svg, "height"));
            Assert.InRange(height, 40, SvgCanvas.PageHeight);
            foreach (var text in svg.Descendants(Svg + "text"))
            {
                var (left, right, top, bottom) = Extent(text);
                Assert.InRange(left, -1, width);
                Assert.InRange(right, 0, width + 1);
                Assert.InRange(top, -1, height);
                Assert.InRange(bottom, 0, height + 1);
            }

            foreach (var box in svg.Descendants(Svg + "rect"))
            {
                Assert.InRange(Number(box, "x") + Number(box, "width"), 0, width + 0.1);
                Assert.InRange(Number(box, "y") + Number(box, "height"), 0, height + 0.1);
            }
        }
    }

    [Fact]
    public void Each_figure_says_its_numbers_to_those_who_cannot_see_it()
    {
        var figures = FiguresOf("table3");

        Assert.All(figures, f => Assert.Contains(f.Alt, XElement.Parse(f.Svg).Attribute("aria-label")!.Value, StringComparison.Ordinal));
        Assert.Contains(figures, f => f.Alt.Contains("LiLNet 91.0 % (201 of 221), 86.4 to 94.1", StringComparison.Ordinal));
        Assert.Contains(figures, f => f.Alt.Contains("all raters 0.806", StringComparison.Ordinal));
        // Fig. 4e of the paper: malignant 95, 12, 9, 1; benign 87, 7, 5, 5.
        Assert.Contains(
            figures,
            f => f.Alt.Contains("95, 12, 9, 1", StringComparison.Ordinal) && f.Alt.Contains("87, 7, 5, 5", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Numbers_on_a_heat_map_keep_a_contrast_of_four_and_a_half_to_one()
    {
        for (var share = 0.0; share <= 1; share += 0.01)
        {
            Assert.InRange(Contrast(Shade.Of(share), Shade.InkOn(share)), 4.5, 21);
        }
    }

    [Theory]
    [InlineData("Senior")]
    [InlineData("Donaudampfschifffahrtsgesellschaftskapitän")]
    [InlineData("王秀英（放射科副主任医师，影像医学中心）")]
    [InlineData("Dr. Maximiliane-Friederike von Oberhausen-Schwarzenberg")]
    public void A_label_is_cut_to_its_place(string name)
    {
        Assert.All(TextWidth.TwoLines(name, 11, 100), line => Assert.InRange(TextWidth.Of(line, 11), 0, 100));
        Assert.InRange(TextWidth.Of(TextWidth.Fit(name, 11, 60), 11), 0, 60);
    }

    private static List<Figure> FiguresOf(string study)
    {
        var report = study switch
        {
            "table3" => ReportedStudies.Table3(),
            "smallest" => ReportedStudies.Smallest(),
            _ => ReportedStudies.Largest(),
        };
        return [.. StudyReportDocument.Of(report).Sections.SelectMany(s => s.Blocks).OfType<Figure>()];
    }

    private static (double Left, double Right, double Top, double Bottom) Extent(XElement text)
    {
        var (x, y, size) = (Number(text, "x"), Number(text, "y"), Number(text, "font-size"));
        // TextWidth allows 4 % for semibold, which most labels are not.
        var width = TextWidth.Of(text.Value, size) / 1.04;
        var start = text.Attribute("text-anchor")?.Value switch
        {
            "end" => -width,
            "middle" => -width / 2,
            _ => 0,
        };
        return text.Attribute("transform") is null
            ? (x + start, x + start + width, y - size, y)
            : (x - size, x, y - start - width, y - start);
    }

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    // WCAG 2.2, relative luminance.
    private static double Luminance(string colour)
    {
        double Channel(int at)
        {
            var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }

    private static double Number(XElement element, string attribute) =>
        element.Attribute(attribute) is { } value ? double.Parse(value.Value, CultureInfo.InvariantCulture) : 0;
}
