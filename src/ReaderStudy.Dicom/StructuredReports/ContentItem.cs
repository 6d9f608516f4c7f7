using ReaderStudy.Dicom.Coding;

namespace ReaderStudy.Dicom.StructuredReports;

/// <summary>A node of a report's tree.</summary>
/// <param name="Relationship">What it is to the node above; of the root it says nothing.</param>
/// <param name="Name">What the value is about; null where the template asks for none.</param>
/// <param name="Value">What is said.</param>
/// <param name="Children">In the order of the file.</param>
public sealed record ContentItem(
    Relationship Relationship,
    CodedConcept? Name,
    ContentValue Value,
    params IReadOnlyList<ContentItem> Children
)
{
    /// <summary>The first child with this name; null if there is none.</summary>
    public ContentItem? Find(CodedConcept name) => Children.FirstOrDefault(c => name.IsSame(c.Name));

    /// <summary>All children with this name.</summary>
    public IEnumerable<ContentItem> FindAll(CodedConcept name) => Children.Where(c => name.IsSame(c.Name));

    /// <summary>The item and all below it, from the top.</summary>
    public IEnumerable<ContentItem> All() => Children.SelectMany(c => c.All()).Prepend(this);
}
