using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Dicom.Tests.Pixels;

public sealed class HighThroughputTests
{
    [ProgramTheory("ojph_compress", "ojph_expand")]
    [InlineData(16, true)]
    [InlineData(16, false)]
    [InlineData(8, false)]
    public async Task Every_bit_of_a_frame_comes_back(int bits, bool isSigned)
    {
        const int Rows = 70;
        const int Columns = 91;
        var frame = new byte[Rows * Columns * bits / 8];
        // A ramp with a fixed disorder; the extremes are in it.
        for (var i = 0; i < frame.Length; i++)
        {
            frame[i] = (byte)((i * 31) + (i >> 7));
        }

        (frame[0], frame[1], frame[2], frame[3]) = (0xFF, 0x7F, 0x00, 0x80);
        var pixels = new PixelDescription(Rows, Columns, 1, "MONOCHROME2", bits, bits, bits - 1, isSigned, false, 1);

        var coded = await HighThroughput.EncodeAsync(frame, pixels);

        using var folder = new TemporaryFolder();
        var (input, output) = (Path.Combine(folder.Root, "frame.j2c"), Path.Combine(folder.Root, "frame.yuv"));
        await File.WriteAllBytesAsync(input, coded.ToArray());
        var (code, said) = await ExternalTool.RunAsync("ojph_expand", "-i", input, "-o", output);
        Assert.True(code == 0, said);
        Assert.Equal(frame, await File.ReadAllBytesAsync(output));
    }

    [Fact]
    public async Task Colour_is_refused()
    {
        var pixels = new PixelDescription(2, 2, 3, "RGB", 8, 8, 7, false, false, 1);

        Assert.False(HighThroughput.Fits(pixels));
        var error = await Assert.ThrowsAsync<DicomException>(() => HighThroughput.EncodeAsync(new byte[12], pixels));
        Assert.Equal(DicomErrorKind.Unsupported, error.Kind);
    }
}
