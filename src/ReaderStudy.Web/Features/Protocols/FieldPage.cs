using ReaderStudy.Web.Features.Protocols.Subjects;

namespace ReaderStudy.Web.Features.Protocols;

/// <summary>A field as it is drawn.</summary>
/// <param name="Field">What it is.</param>
/// <param name="Name">As it is sent, with the row it stands in.</param>
/// <param name="Value">What is in it.</param>
/// <param name="Label">What people read.</param>
/// <param name="Fault">What is wrong with it; null: nothing.</param>
public sealed record FieldPage(FormField Field, string Name, string Value, string Label, string? Fault)
{
    /// <summary>For labels, unique on the page.</summary>
    public string HtmlId => "f-" + Name.Replace('[', '-').Replace("].", "-", StringComparison.Ordinal);
}
