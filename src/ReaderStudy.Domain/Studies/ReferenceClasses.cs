using System.Text.Json.Serialization;

namespace ReaderStudy.Domain.Studies;

/// <summary>The classes that the reference standard can give a case, each in a group (HCC in malignant).</summary>
public sealed record ReferenceClasses
{
    public required IReadOnlyList<ReferenceClass> Classes { get; init; }

    /// <summary>The groups in the order in which their classes stand.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Groups => Classes.Select(c => c.Group).Distinct().ToList();

    /// <summary>The class with this id, or null; ids are compared without regard to case.</summary>
    public ReferenceClass? Find(string id) => Classes.FirstOrDefault(c => c.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
}

/// <param name="Id">What files and answers hold, <c>HCC</c>.</param>
/// <param name="Label">What people read, <c>Hepatocellular carcinoma</c>.</param>
/// <param name="Group">The coarser truth, <c>malignant</c>.</param>
public sealed record ReferenceClass(string Id, string Label, string Group);
