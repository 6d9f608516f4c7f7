using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>A slice as it leaves the server.</summary>
/// <param name="Bytes">Its pixels.</param>
/// <param name="MediaType">What the bytes are.</param>
/// <param name="SyntaxUid">The transfer syntax.</param>
public sealed record SentFrame(ReadOnlyMemory<byte> Bytes, string MediaType, string SyntaxUid)
{
    public static SentFrame Plain(ReadOnlyMemory<byte> pixels) =>
        new(pixels, "application/octet-stream", TransferSyntax.ExplicitLittleEndian.Uid);

    public static SentFrame Compact(ReadOnlyMemory<byte> stream) => new(stream, "image/jphc", HighThroughput.SyntaxUid);
}

/// <summary>The pixels of one slice: uncompressed and little endian, or, for a slow link, compressed without loss.</summary>
public sealed class ReadFrame(FindStack findStack)
{
    /// <param name="place">The series.</param>
    /// <param name="frame">The slice, from 1.</param>
    /// <param name="isCompact">True to compress it, where it can be.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<SentFrame> Handle(SeriesPlace place, int frame, bool isCompact, CancellationToken cancellationToken)
    {
        var stack = await findStack.Handle(place, cancellationToken);
        if (frame < 1 || frame > stack.Count)
        {
            throw new NotFoundException("slice");
        }

        var pixels = await findStack.ReadAsync(
            stack[frame - 1],
            file => PixelDecoder.DecodeAsync(file, cancellationToken: cancellationToken),
            cancellationToken
        );
        return isCompact && HighThroughput.Fits(pixels.Description) && HighThroughput.IsInstalled
            ? await CompactAsync(pixels, cancellationToken)
            : SentFrame.Plain(pixels.Frames[0]);
    }

    private static async Task<SentFrame> CompactAsync(NativePixels pixels, CancellationToken cancellationToken)
    {
        try
        {
            return SentFrame.Compact(await HighThroughput.EncodeAsync(pixels.Frames[0], pixels.Description, cancellationToken));
        }
        catch (DicomException)
        {
            // It is only larger.
            return SentFrame.Plain(pixels.Frames[0]);
        }
    }
}
