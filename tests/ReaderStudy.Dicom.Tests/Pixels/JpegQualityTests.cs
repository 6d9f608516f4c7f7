using ReaderStudy.Dicom.Pixels.Jpeg;

namespace ReaderStudy.Dicom.Tests.Pixels;

public sealed class JpegQualityTests
{
    /// <summary>ISO/IEC 10918-1, table K.1, in the zigzag order in which streams have it.</summary>
    private static readonly byte[] Half =
    [
        .. (byte[])[16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40],
        .. (byte[])[26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61, 60, 57, 51],
        .. (byte[])[56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87],
        .. (byte[])[95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99],
    ];

    /// <summary>Of a picture that libvips 8.14 wrote by <c>vips jpegsave --Q 75</c>, in the same order.</summary>
    private static readonly byte[] Default =
    [
        .. (byte[])[8, 6, 6, 7, 6, 5, 8, 7, 7, 7, 9, 9, 8, 10, 12, 20],
        .. (byte[])[13, 12, 11, 11, 12, 25, 18, 19, 15, 20, 29, 26, 31, 30, 29, 26],
        .. (byte[])[28, 28, 32, 36, 46, 39, 32, 34, 44, 35, 28, 28, 40, 55, 41, 44],
        .. (byte[])[48, 49, 52, 52, 52, 31, 39, 57, 61, 56, 50, 60, 46, 51, 52, 50],
    ];

    [Fact]
    public void The_quality_is_that_at_which_the_standards_table_was_scaled()
    {
        Assert.Equal(50, JpegQuality.Of(Stream(Half)));
        Assert.Equal(75, JpegQuality.Of(Stream(Default)));
        Assert.Equal(100, JpegQuality.Of(Stream([.. Enumerable.Repeat((byte)1, 64)])));
        // (16 · 5000 + 50) / 100 = 800, which a table of eight bits has as 255; so are all the others.
        Assert.Equal(1, JpegQuality.Of(Stream([.. Enumerable.Repeat((byte)255, 64)])));
    }

    [Fact]
    public void Other_segments_and_the_table_of_the_colours_may_stand_before_it()
    {
        byte[] stream = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 1, 0xFF, 0xDB, 0, 132, 1, .. Half, 0, .. Default, 0xFF, 0xDA];

        Assert.Equal(75, JpegQuality.Of(stream));
    }

    [Fact]
    public void Of_another_table_or_no_whole_header_nothing_is_said()
    {
        byte[] camera = [.. Half];
        camera[5]++;

        Assert.Null(JpegQuality.Of(Stream(camera)));
        Assert.Null(JpegQuality.Of(Stream(Half).AsSpan(0, 40)));
        Assert.Null(JpegQuality.Of([0xFF, 0xD8, 0xFF, 0xDA, 0, 2]));
        Assert.Null(JpegQuality.Of([0xFF, 0xD8, 0xFF, 0xDB, 0, 3, 0]));
        Assert.Null(JpegQuality.Of("\x89PNG"u8));
        Assert.Null(JpegQuality.Of([]));
    }

    private static byte[] Stream(byte[] table) => [0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0, .. table, 0xFF, 0xDA, 0, 2];
}
