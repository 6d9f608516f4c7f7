namespace ReaderStudy.Dicom.Pixels;

/// <summary>
/// Pixels in the one layout in which programs compare them: little endian, the samples of a pixel side by side, one byte for a
/// 1-bit pixel and two for a 12-bit one, subsampled colour at full resolution. No table and no change of colour is applied, and
/// bits that do not count are left as they are: what pydicom's <c>pixel_array.tobytes()</c> gives.
/// </summary>
public static class DecodedFrames
{
    /// <summary>The bytes of every frame, made one by one; a frame that lies so already is handed out without a copy.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Of(NativePixels pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        return pixels.Description is { IsPlanar: true, SamplesPerPixel: > 1 } description
            ? pixels.Frames.Select(frame => Interleaved(frame.Span, description))
            : pixels.Frames;
    }

    private static ReadOnlyMemory<byte> Interleaved(ReadOnlySpan<byte> planar, PixelDescription description)
    {
        var (size, samples) = (description.BytesPerSample, description.SamplesPerPixel);
        var pixels = description.Rows * description.Columns;
        var interleaved = new byte[planar.Length];
        for (var sample = 0; sample < samples; sample++)
        {
            var plane = planar.Slice(sample * pixels * size, pixels * size);
            for (var (from, to) = (0, sample * size); from < plane.Length; from += size, to += samples * size)
            {
                plane.Slice(from, size).CopyTo(interleaved.AsSpan(to));
            }
        }

        return interleaved;
    }
}
