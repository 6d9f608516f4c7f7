namespace ReaderStudy.Web.Features.Imports;

/// <summary>A file as it was sent or found. Nothing of it is on disk here: it may hold a patient's identity.</summary>
/// <param name="Path">Within the import, with forward slashes. A name for people, never used as a path.</param>
/// <param name="Bytes">The whole file; empty when it is refused.</param>
/// <param name="Refusal">Why the file cannot even be looked at; null: it can.</param>
public sealed record SourceFile(string Path, ReadOnlyMemory<byte> Bytes, string? Refusal = null);
