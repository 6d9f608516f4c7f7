namespace ReaderStudy.Dicom.Pixels.Outside;

/// <summary>OpenJPEG's <c>opj_decompress</c>, which takes bare JPEG 2000 streams, high throughput ones included, frame by frame.</summary>
internal static class OpenJpegProgram
{
    /// <summary>The decoded pixels, planar: the program writes the components one after the other.</summary>
    public static Task<NativePixels> DecodeAsync(
        string program,
        CompressedImage image,
        DecoderOptions options,
        CancellationToken cancellationToken
    ) =>
        OutsideProgram.InFolderAsync(
            // One frame at a time, its samples of two bytes at most.
            image.Frames.Max(f => (long)f.Length)
                + (2L * image.Description.Rows * image.Description.Columns * image.Description.SamplesPerPixel),
            async folder =>
            {
                var described = image.Description;
                var frames = new ReadOnlyMemory<byte>[image.Frames.Count];
                var allocated = described.BitsAllocated;
                for (var f = 0; f < frames.Length; f++)
                {
                    var stream = image.Frames[f];
                    var size = Jpeg2000Size.Of(stream.Span);
                    // One or two bytes a sample, as the stream's bits need.
                    allocated = size.Precision > 8 ? 16 : 8;
                    var expected = (long)size.Rows * size.Columns * size.Components * (allocated / 8);
                    var (input, output) = (Path.Combine(folder, "in" + Extension(stream.Span)), Path.Combine(folder, "out.rawl"));
                    await using (var file = File.Create(input))
                    {
                        await file.WriteAsync(stream, cancellationToken);
                    }

                    await OutsideProgram.RunAsync(
                        program,
                        ["-i", input, "-o", output],
                        folder,
                        expected + 4096,
                        options,
                        cancellationToken
                    );
                    var length = File.Exists(output) ? new FileInfo(output).Length : 0;
                    if (length != expected)
                    {
                        throw new OutsideProgramException($"{length} bytes came back instead of {expected}", wasStopped: false);
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

    private static string Extension(ReadOnlySpan<byte> stream) => stream[0] == 0xFF ? ".j2k" : ".jp2";
}
