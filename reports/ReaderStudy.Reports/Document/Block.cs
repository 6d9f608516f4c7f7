using System.Text.Json.Serialization;

namespace ReaderStudy.Reports.Document;

/// <summary>One piece of a section, in reading order.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Heading), "heading")]
[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(Bullets), "bullets")]
[JsonDerivedType(typeof(Facts), "facts")]
[JsonDerivedType(typeof(Table), "table")]
[JsonDerivedType(typeof(Figure), "figure")]
[JsonDerivedType(typeof(Formula), "formula")]
public abstract record Block;

/// <summary>Within a section; level 2 is in the contents, level 3 is not.</summary>
public sealed record Heading(string Text, int Level = 2) : Block;

public sealed record Paragraph(string Text) : Block;

public sealed record Bullets(IReadOnlyList<Bullet> Items) : Block;

/// <summary>The lead is set in bold; null: none.</summary>
public sealed record Bullet(string? Lead, string Text);

/// <summary>Names and values, a line each.</summary>
public sealed record Facts(IReadOnlyList<Fact> Items) : Block;

/// <summary>The caption goes without "Table 3": the number is given on paper and page. The note stands under the table; null: none.</summary>
public sealed record Table(string Caption, IReadOnlyList<Column> Columns, IReadOnlyList<Row> Rows, string? Note = null) : Block;

public enum Align
{
    Left,
    Right,
    Center,
}

/// <summary>The weight is the part of the table's width on paper.</summary>
public sealed record Column(string Header, double Weight = 1, Align Align = Align.Left);

/// <param name="Cells">As many as columns; one alone is a heading over the rows that follow. A line feed breaks the line.</param>
/// <param name="Strong">A total.</param>
public sealed record Row(IReadOnlyList<string> Cells, bool Strong = false);

/// <param name="Svg">Drawn for the full width of the text.</param>
/// <param name="Alt">What a person who cannot see it is told.</param>
/// <param name="Caption">Without "Figure 3".</param>
public sealed record Figure(string Svg, string Alt, string Caption) : Block;

/// <param name="Typst">Typst's mathematical notation.</param>
/// <param name="MathMl">The content of a MathML element.</param>
/// <param name="Alt">In words.</param>
public sealed record Formula(string Typst, string MathMl, string Alt) : Block;
