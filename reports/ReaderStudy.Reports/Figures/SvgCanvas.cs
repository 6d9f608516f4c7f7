using System.Globalization;
using System.Net;
using System.Text;

namespace ReaderStudy.Reports.Figures;

internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>
/// Draws a figure once for page and paper. Only presentation attributes are used, no styles and no classes, so the same text stands in a
/// page with a strict content security policy and in a PDF. Units are those of the view box; 640 of them are the width of a page's text.
/// </summary>
internal sealed class SvgCanvas(double width, double height)
{
    public const string Ink = "#1b1f24";
    public const string Muted = "#59626e";
    public const string Rule = "#d3d9e0";
    public const string Paper = "#ffffff";
    public const string ReaderColour = "#0b5394";
    public const string ModelColour = "#c2500a";

    /// <summary>As high as a figure may be to stand on one page with its caption.</summary>
    public const double PageHeight = 850;

    private readonly StringBuilder _body = new();

    public SvgCanvas Rect(double x, double y, double w, double h, string fill, string? stroke = null, double strokeWidth = 1)
    {
        var line = stroke is null ? "" : $" stroke=\"{stroke}\" stroke-width=\"{N(strokeWidth)}\"";
        _body.Append(
            $"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(w)}\" height=\"{N(h)}\" fill=\"{fill}\"{line} shape-rendering=\"crispEdges\"/>"
        );
        return this;
    }

    public SvgCanvas Line(double x1, double y1, double x2, double y2, string stroke = Rule, double strokeWidth = 1, string? dashes = null)
    {
        var pattern = dashes is null ? "" : $" stroke-dasharray=\"{dashes}\"";
        _body.Append(
            $"<line x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\" stroke=\"{stroke}\" stroke-width=\"{N(strokeWidth)}\"{pattern}/>"
        );
        return this;
    }

    /// <summary>A round mark: filled, or white inside when <paramref name="hollow"/>.</summary>
    public SvgCanvas Circle(double x, double y, double radius, string colour, bool hollow = false)
    {
        _body.Append(
            $"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\" fill=\"{(hollow ? Paper : colour)}\" stroke=\"{colour}\" stroke-width=\"1.5\"/>"
        );
        return this;
    }

    /// <summary>A square mark standing on its corner: filled, or white inside when <paramref name="hollow"/>.</summary>
    public SvgCanvas Diamond(double x, double y, double radius, string colour, bool hollow = false)
    {
        var points = $"{N(x)},{N(y - radius)} {N(x + radius)},{N(y)} {N(x)},{N(y + radius)} {N(x - radius)},{N(y)}";
        _body.Append($"<polygon points=\"{points}\" fill=\"{(hollow ? Paper : colour)}\" stroke=\"{colour}\" stroke-width=\"1.5\"/>");
        return this;
    }

    /// <summary>One line of text; y is that of its base line.</summary>
    public SvgCanvas Text(
        double x,
        double y,
        string text,
        double size = 11,
        string fill = Ink,
        Anchor anchor = Anchor.Start,
        bool bold = false,
        bool upwards = false
    )
    {
        var position = anchor switch
        {
            Anchor.Start => "",
            Anchor.Middle => " text-anchor=\"middle\"",
            Anchor.End => " text-anchor=\"end\"",
        };
        var weight = bold ? " font-weight=\"600\"" : "";
        var turn = upwards ? $" transform=\"rotate(-90 {N(x)} {N(y)})\"" : "";
        _body.Append(
            $"<text x=\"{N(x)}\" y=\"{N(y)}\" font-size=\"{N(size)}\" fill=\"{fill}\"{position}{weight}{turn}>{WebUtility.HtmlEncode(text)}</text>"
        );
        return this;
    }

    /// <summary>The items in as few groups of about the same size as there must be, none larger than <paramref name="most"/>.</summary>
    public static IReadOnlyList<T[]> Split<T>(IReadOnlyList<T> items, int most)
    {
        var groups = Math.Max(1, (items.Count + most - 1) / most);
        return [.. items.Chunk(Math.Max(1, (items.Count + groups - 1) / groups))];
    }

    /// <param name="alt">What a person who cannot see the figure is told.</param>
    public string ToSvg(string alt) =>
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {N(width)} {N(height)}\" width=\"{N(width)}\" height=\"{N(height)}\" "
        + $"role=\"img\" aria-label=\"{WebUtility.HtmlEncode(alt)}\" font-family=\"Inter, Noto Sans SC, Noto Sans Math, sans-serif\">"
        + $"<rect width=\"{N(width)}\" height=\"{N(height)}\" fill=\"{Paper}\"/>{_body}</svg>";

    private static string N(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);
}
