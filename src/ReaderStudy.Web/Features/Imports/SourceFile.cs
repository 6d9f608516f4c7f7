namespace ReaderStudy.Web.Features.Imports;

/// <summary>A file as it was sent or found. Nothing of it is in the store yet: it may hold a patient's identity.</summary>
/// <param name="Path">Within the import, with forward slashes. A name for people, never used as a path.</param>
/// <param name="Bytes">The whole file; empty when it is refused, or opened by <see cref="Open"/>.</param>
/// <param name="Refusal">Why the file cannot even be looked at; null: it can.</param>
public sealed record SourceFile(string Path, ReadOnlyMemory<byte> Bytes, string? Refusal = null)
{
    /// <summary>Opens a file that is not in memory, to be read once; a zip's stream can be searched. Null: <see cref="Bytes"/> are all of it.</summary>
    /// <remarks>Throws <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> as <see cref="File.OpenRead"/> does.</remarks>
    public Func<Stream>? Open { get; init; }

    /// <summary>In bytes, as known before it is opened.</summary>
    public long Size { get; init; } = Bytes.Length;
}
