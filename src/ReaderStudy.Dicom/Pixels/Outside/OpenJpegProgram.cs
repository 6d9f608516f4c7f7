using System.Globalization;

namespace ReaderStudy.Dicom.Pixels.Outside;

/// <summary>OpenJPEG's <c>opj_decompress</c>, which takes bare JPEG 2000 streams, high throughput ones included.</summary>
internal static class OpenJpegProgram
{
    /// <summary>
    /// The decoded pixels, planar: the program writes the components one after the other. All frames are decoded by one process, from
    /// one file a frame, so that the limits hold for the image as a whole. The frames must be of one size and precision.
    /// </summary>
    public static Task<NativePixels> DecodeAsync(
        string program,
        CompressedImage image,
        DecoderOptions options,
        CancellationToken cancellationToken
    ) =>
        OutsideProgram.InFolderAsync(
            // All frames as they are and as they become, samples of two bytes at most.
            image.Frames.Sum(f => f.Length + (2L * image.Description.Rows * image.Description.Columns * image.Description.SamplesPerPixel)),
            async whole =>
            {
                // The program takes every file of a folder for a frame.
                var folder = Directory.CreateDirectory(Path.Combine(whole, "frames")).FullName;
                var described = image.Description;
                var size = Jpeg2000Size.Of(image.Frames[0].Span);
                // One or two bytes a sample, as the stream's bits need.
                var allocated = size.Precision > 8 ? 16 : 8;
                var expected = (long)size.Rows * size.Columns * size.Components * (allocated / 8);
                for (var f = 0; f < image.Frames.Count; f++)
                {
                    var stream = image.Frames[f];
                    await using var file = File.Create(Path.Combine(folder, NameOf(f) + Extension(stream.Span)));
                    await file.WriteAsync(stream, cancellationToken);
                }

                await OutsideProgram.RunAsync(
                    program,
                    ["-ImgDir", folder, "-OutFor", "RAWL"],
                    folder,
                    expected + 4096,
                    options,
                    cancellationToken
                );
                var frames = new ReadOnlyMemory<byte>[image.Frames.Count];
                for (var f = 0; f < frames.Length; f++)
                {
                    var output = Path.Combine(folder, NameOf(f) + ".rawl");
                    var length = File.Exists(output) ? new FileInfo(output).Length : 0;
                    if (length != expected)
                    {
                        throw new OutsideProgramException(
                            $"{length} bytes came back instead of {expected}" + (f > 0 ? $" for frame {f + 1}" : string.Empty),
                            wasStopped: false
                        );
                    }

                    frames[f] = await File.ReadAllBytesAsync(output, cancellationToken);
                    File.Delete(output);
                }

                return new NativePixels(
                    described with
                    {
                        BitsAllocated = allocated,
                        IsPlanar = described.SamplesPerPixel > 1,
                        // The program undoes the colour transform.
                        Photometric = described.Photometric is "YBR_RCT" or "YBR_ICT" ? "RGB" : described.Photometric,
                    },
                    frames
                );
            },
            cancellationToken
        );

    private static string NameOf(int frame) => frame.ToString("000000000", CultureInfo.InvariantCulture);

    private static string Extension(ReadOnlySpan<byte> stream) => stream[0] == 0xFF ? ".j2k" : ".jp2";
}
