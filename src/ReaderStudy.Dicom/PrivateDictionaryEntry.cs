namespace ReaderStudy.Dicom;

/// <summary>What is known of a private element.</summary>
/// <param name="Creator">Who owns it: the text of (gggg,00xx).</param>
/// <param name="Vr">Its value representation.</param>
/// <param name="Name">Its maker's name for it; empty if unknown.</param>
public sealed record PrivateDictionaryEntry(string Creator, DicomVr Vr, string Name);
