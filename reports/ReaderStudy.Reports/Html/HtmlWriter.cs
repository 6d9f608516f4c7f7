using System.Net;
using System.Text;

namespace ReaderStudy.Reports.Html;

/// <summary>Writes HTML; everything that is text or an attribute's value is encoded here and nowhere else.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _html = new();

    public HtmlWriter Open(string tag, string? cssClass = null, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _html.Append('<').Append(tag);
        if (cssClass is not null)
        {
            Attribute("class", cssClass);
        }

        foreach (var (name, value) in attributes)
        {
            Attribute(name, value);
        }

        _html.Append('>');
        return this;
    }

    public HtmlWriter Close(string tag)
    {
        _html.Append("</").Append(tag).Append('>');
        return this;
    }

    /// <summary>The end of an element after which a line ends in the file.</summary>
    public HtmlWriter CloseLine(string tag)
    {
        Close(tag);
        _html.Append('\n');
        return this;
    }

    public HtmlWriter Text(string text)
    {
        _html.Append(WebUtility.HtmlEncode(text));
        return this;
    }

    /// <summary>Text whose line feeds are line breaks.</summary>
    public HtmlWriter Lines(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
            {
                Open("br");
            }

            Text(lines[i]);
        }

        return this;
    }

    /// <summary>An element that holds text only.</summary>
    public HtmlWriter Element(string tag, string text, string? cssClass = null) => Open(tag, cssClass).Text(text).CloseLine(tag);

    /// <summary>Markup of our own making: figures and formulas.</summary>
    public HtmlWriter Markup(string markup)
    {
        _html.Append(markup);
        return this;
    }

    public override string ToString() => _html.ToString();

    private void Attribute(string name, string value) =>
        _html.Append(' ').Append(name).Append("=\"").Append(WebUtility.HtmlEncode(value)).Append('"');
}
