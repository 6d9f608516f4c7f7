using System.Globalization;
using ReaderStudy.Dicom.Pixels.Outside;

namespace ReaderStudy.Dicom.Pixels;

/// <summary>
/// Writes grey frames as High-Throughput JPEG 2000 without loss, a third of their size, for slow links. OpenJPH's <c>ojph_compress</c> does it,
/// in a process of its own, in a few milliseconds; where it is not installed, nothing is written.
/// </summary>
public static class HighThroughput
{
    private const string Program = "ojph_compress";

    private const string Input = "frame.yuv";

    private const string Output = "frame.j2c";

    /// <summary>HTJ2K (Lossless RPCL), PS3.5 10.19.</summary>
    public const string SyntaxUid = "1.2.840.10008.1.2.4.202";

    /// <summary>True where the program is installed.</summary>
    public static bool IsInstalled => OutsideProgram.Find(Program) is not null;

    /// <summary>True for grey pixels of whole bytes.</summary>
    public static bool Fits(PixelDescription pixels) => pixels is { SamplesPerPixel: 1, IsFloat: false, BitsAllocated: 8 or 16 };

    /// <summary>The codestream of a frame whose bytes are as <see cref="NativePixels"/> has them.</summary>
    /// <exception cref="DicomException">The program is missing or failed, or the pixels do not fit.</exception>
    public static async Task<ReadOnlyMemory<byte>> EncodeAsync(
        ReadOnlyMemory<byte> frame,
        PixelDescription pixels,
        CancellationToken cancellationToken = default
    )
    {
        if (!Fits(pixels) || OutsideProgram.Find(Program) is not { } program)
        {
            throw new DicomException(
                DicomErrorKind.Unsupported,
                $"such pixels are not written as HTJ2K here, or {Program} is not installed"
            );
        }

        try
        {
            return await OutsideProgram.InFolderAsync(
                3 * pixels.FrameBytes,
                folder => EncodeInAsync(folder, program, frame, pixels, cancellationToken),
                cancellationToken
            );
        }
        catch (OutsideProgramException exception)
        {
            throw new DicomException(DicomErrorKind.Decoder, $"a frame could not be written as HTJ2K: {exception.Message}", exception);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> EncodeInAsync(
        string folder,
        string program,
        ReadOnlyMemory<byte> frame,
        PixelDescription pixels,
        CancellationToken cancellationToken
    )
    {
        await using (var input = File.Create(Path.Combine(folder, Input)))
        {
            await input.WriteAsync(frame[..(int)pixels.FrameBytes], cancellationToken);
        }

        string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
        await OutsideProgram.RunAsync(
            program,
            [
                "-i",
                Input,
                "-o",
                Output,
                "-dims",
                $"{{{Number(pixels.Columns)},{Number(pixels.Rows)}}}",
                "-num_comps",
                "1",
                "-signed",
                pixels.IsSigned ? "true" : "false",
                // All bits of a sample, so that what lies beside the stored ones comes back too.
                "-bit_depth",
                Number(pixels.BitsAllocated),
                "-downsamp",
                "{1,1}",
                "-reversible",
                "true",
                "-prog_order",
                "RPCL",
            ],
            folder,
            (2 * pixels.FrameBytes) + 65536,
            DecoderOptions.Default,
            cancellationToken
        );
        var output = Path.Combine(folder, Output);
        return File.Exists(output) && new FileInfo(output).Length > 0
            ? await File.ReadAllBytesAsync(output, cancellationToken)
            : throw new OutsideProgramException("no image came back", wasStopped: false);
    }
}
