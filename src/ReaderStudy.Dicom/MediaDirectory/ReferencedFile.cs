namespace ReaderStudy.Dicom.MediaDirectory;

/// <summary>A file that a DICOMDIR names.</summary>
/// <param name="Record">The record that names it.</param>
/// <param name="Path">Where it is; null if it is missing on the medium.</param>
public sealed record ReferencedFile(DirectoryRecord Record, string? Path);
