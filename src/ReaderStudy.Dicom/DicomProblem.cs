namespace ReaderStudy.Dicom;

/// <summary>Something odd that did not keep a file from being read.</summary>
/// <param name="Kind">The kind of trouble.</param>
/// <param name="Message">A sentence for people; it names the element, never a value.</param>
public sealed record DicomProblem(DicomErrorKind Kind, string Message);
