using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ReaderStudy.Reports.Figures;

namespace ReaderStudy.Reports.Document;

/// <summary>
/// A report as it is printed: every sentence and number already in words, so that page and paper cannot differ. The templates in
/// <c>reports/</c> read it as JSON; <see cref="Html.HtmlReport"/> writes it as a page.
/// </summary>
public sealed record ReportDocument
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public required string Title { get; init; }

    /// <summary>The title as far as one line at the head of a page takes it.</summary>
    public string RunningTitle => TextWidth.Fit(Title, 7.8, 440);

    /// <summary>What sort of report: "Report of a reader study".</summary>
    public required string Subtitle { get; init; }

    public string? Organisation { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>Under the title.</summary>
    public required IReadOnlyList<Fact> Facts { get; init; }

    /// <summary>At the foot of every page.</summary>
    public required string Imprint { get; init; }

    /// <summary>The first one stands on the title page, before the contents.</summary>
    public required IReadOnlyList<Section> Sections { get; init; }

    /// <summary>Data that travels inside the PDF.</summary>
    public required IReadOnlyList<Attachment> Attachments { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Options);
}

/// <summary>The id is the anchor in the page; the title goes without a number, because sections are numbered in their order.</summary>
public sealed record Section(string Id, string Title, IReadOnlyList<Block> Blocks);

/// <param name="Name">In the list of attachments.</param>
/// <param name="Description">What it is.</param>
/// <param name="MimeType"><c>application/json</c>.</param>
/// <param name="Text">The content, UTF-8.</param>
public sealed record Attachment(string Name, string Description, string MimeType, string Text);

/// <summary>A name and its value; a hash is set small enough to stay on one line.</summary>
public sealed record Fact(string Name, string Value, bool IsHash = false);
