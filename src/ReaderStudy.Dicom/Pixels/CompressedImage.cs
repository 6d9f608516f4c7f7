namespace ReaderStudy.Dicom.Pixels;

/// <summary>What a decoder needs of an image, and nothing that says whose it is.</summary>
/// <param name="Description">The header's words on the pixels.</param>
/// <param name="Frames">One compressed stream a frame.</param>
/// <param name="Coding">What the streams really are.</param>
/// <param name="Syntax">What the file says they are.</param>
internal sealed record CompressedImage(
    PixelDescription Description,
    IReadOnlyList<ReadOnlyMemory<byte>> Frames,
    PixelCoding Coding,
    TransferSyntax Syntax
)
{
    /// <summary>True if bits above the stored ones hold an overlay (retired in PS3.3-2004).</summary>
    public bool HasEmbeddedOverlay { get; init; }

    /// <summary>Reads the encapsulated pixel data of a file.</summary>
    /// <exception cref="DicomException">The header is impossible, or the fragments cannot be told apart into frames.</exception>
    public static CompressedImage Of(DicomFile file)
    {
        var description = PixelDescription.Of(file.Dataset);
        var frames = EncapsulatedFrames.Of(file.Dataset, description.Frames, file.Syntax == TransferSyntax.Rle);
        return new CompressedImage(description, frames, PixelCodings.Of(frames[0].Span, file.Syntax), file.Syntax)
        {
            HasEmbeddedOverlay = Overlay.AnyEmbedded(file.Dataset),
        };
    }
}
