using ReaderStudy.Dicom.Coding;

namespace ReaderStudy.Dicom.StructuredReports;

/// <summary>What an observer judged: a code, or words.</summary>
/// <param name="Name">What was asked.</param>
/// <param name="Code">The answer as a code; null: it is in <see cref="Text"/>.</param>
public sealed record Evaluation(CodedConcept Name, CodedConcept? Code)
{
    /// <summary>The answer in words; null: it is a code.</summary>
    public string? Text { get; init; }

    /// <summary>An answer in words.</summary>
    public static Evaluation InWords(CodedConcept name, string text) => new(name, null) { Text = text };

    /// <summary>The contrast phase that was looked at. PS3.16 names the question, not the phases of the liver: their codes are our own.</summary>
    /// <param name="id"><c>arterial</c>, <c>portal-venous</c> …</param>
    /// <param name="label">What people read.</param>
    public static Evaluation Phase(string id, string label) => new(Concepts.ContrastPhase, PrivateScheme.Code(id, label));
}
