using ReaderStudy.Dicom.Pixels.JpegLs;

namespace ReaderStudy.Dicom.Tests.Pixels;

public sealed class JpegLsDecoderTests
{
    /// <summary>The worked example of ISO/IEC 14495-1 annex H.3: 4 x 4 pixels of 8 bits, lossless.</summary>
    private static readonly byte[] Example =
    [
        .. (byte[])[0xFF, 0xD8, 0xFF, 0xF7, 0, 11, 8, 0, 4, 0, 4, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0],
        .. (byte[])[0xC0, 0x00, 0x00, 0x6C, 0x80, 0x20, 0x8E, 0x01, 0xC0, 0x00, 0x00, 0x57, 0x40, 0x00, 0x00, 0x6E, 0xE6],
        .. (byte[])[0x00, 0x00, 0x01, 0xBC, 0x18, 0x00, 0x00, 0x05, 0xD8, 0x00, 0x00, 0x91, 0x60, 0xFF, 0xD9],
    ];

    [Fact]
    public void The_example_of_the_standard_is_decoded() =>
        Assert.Equal([0, 0, 90, 74, 68, 50, 43, 205, 64, 145, 145, 145, 100, 145, 145, 145], JpegLsDecoder.Decode(Example, 4, 4).Samples);

    [Fact]
    public void A_stream_that_ends_within_its_pixels_is_called_truncated()
    {
        var error = Assert.Throws<DicomException>(() => JpegLsDecoder.Decode(Example.AsSpan(0, 40), 4, 4));

        Assert.Equal(DicomErrorKind.Truncated, error.Kind);
    }

    [Fact]
    public void Another_size_than_the_header_announces_is_refused()
    {
        var error = Assert.Throws<DicomException>(() => JpegLsDecoder.Decode(Example, 4, 5));

        Assert.Equal("the header announces 4 x 5 pixels, the JPEG-LS stream holds 4 x 4", error.Message);
    }

    [Fact]
    public void Damaged_streams_are_decoded_or_refused_but_never_crash()
    {
        uint state = 4711;
        for (var i = 0; i < 20_000; i++)
        {
            var stream = (byte[])Example.Clone();
            for (var k = 0; k < 1 + (i % 3); k++)
            {
                state = (state * 1664525) + 1013904223;
                stream[(state >> 8) % (uint)stream.Length] = (byte)state;
            }

            try
            {
                JpegLsDecoder.Decode(stream.AsSpan(0, stream.Length - (i % 5)), 4, 4);
            }
            catch (DicomException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }
}
