using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Dicom.Pixels.Jpeg;
using ReaderStudy.Tests;

namespace ReaderStudy.Dicom.Tests.Pixels;

public sealed class JpegDecoderTests
{
    /// <summary>
    /// By hand, ISO/IEC 10918-1 annex H: 2 rows of 2 pixels of 8 bits, predictor 1. Codes: 0 for no difference, 10 for one of one
    /// bit. Row 1: 128 + 1 (10 1), +0 (0); row 2: from above +0 (0), -1 (10 0). Bits 1010 0100, then ones.
    /// </summary>
    private static readonly byte[] Lossless =
    [
        .. (byte[])[0xFF, 0xD8, 0xFF, 0xC3, 0, 11, 8, 0, 2, 0, 2, 1, 1, 0x11, 0],
        .. (byte[])[0xFF, 0xC4, 0, 21, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
        .. (byte[])[0xFF, 0xDA, 0, 8, 1, 1, 0, 1, 0, 0, 0b1010_0100, 0xFF, 0xD9],
    ];

    [Fact]
    public void A_lossless_stream_is_decoded_as_the_standard_says() =>
        Assert.Equal([129, 129, 129, 128], JpegDecoder.Decode(Lossless, 2, 2).Samples);

    [Fact]
    public void A_restart_begins_prediction_anew()
    {
        // DRI of one row; row 2 begins at 128 again: +0 (0), -1 (10 0).
        byte[] stream =
        [
            .. Lossless[..15],
            .. (byte[])[0xFF, 0xDD, 0, 4, 0, 2],
            .. Lossless[15..^3],
            .. (byte[])[0b1010_1111, 0xFF, 0xD0, 0b0100_1111, 0xFF, 0xD9],
        ];

        Assert.Equal([129, 129, 128, 127], JpegDecoder.Decode(stream, 2, 2).Samples);
    }

    [Fact]
    public void A_baseline_stream_with_restarts_is_decoded_as_the_standard_says()
    {
        // By hand: two flat blocks of 8 x 8, a step of 8. DC codes: 0 for none, 10 for three bits; AC code 0 ends a block.
        // Block 1: +4 (10 100), end (0), padding 11; restart; block 2 from 0 again: -4 (10 011), end (0), padding 11.
        // A mean of v x 8 / 8 above 128: 132 and 124.
        byte[] stream =
        [
            .. (byte[])[0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)8, 64)],
            .. (byte[])[0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 16, 1, 1, 0x11, 0, 0xFF, 0xDD, 0, 4, 0, 1],
            .. (byte[])[0xFF, 0xC4, 0, 21, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3],
            .. (byte[])[0xFF, 0xC4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            .. (byte[])[0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0xA3, 0xFF, 0xD0, 0x9B, 0xFF, 0xD9],
        ];

        var samples = JpegDecoder.Decode(stream, 8, 16).Samples;

        Assert.Equal(Enumerable.Repeat<ushort>(132, 8).Concat(Enumerable.Repeat<ushort>(124, 8)), samples[..16]);
        Assert.Equal(samples[..16], samples[^16..]);
    }

    [Theory]
    [InlineData("RGB", "JFIF", "YBR_FULL")]
    [InlineData("YBR_FULL_422", "JFIF", "YBR_FULL")]
    [InlineData("RGB", "", "RGB")]
    public async Task A_stream_that_says_which_colours_it_holds_is_believed(string header, string marker, string photometric)
    {
        // One flat pixel of three colours: each component is a block with nothing in it, code 0 twice.
        byte[] stream =
        [
            .. (byte[])[0xFF, 0xD8, .. marker.Length > 0 ? (byte[])[0xFF, 0xE0, 0, 7, .. "JFIF\0"u8] : []],
            .. (byte[])[0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)8, 64)],
            .. (byte[])[0xFF, 0xC0, 0, 17, 8, 0, 1, 0, 1, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0],
            .. (byte[])[0xFF, 0xC4, 0, 20, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            .. (byte[])[0xFF, 0xC4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            .. (byte[])[0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0, 0b0000_0011, 0xFF, 0xD9],
        ];
        var image = NativePixelsTests.Image(rows: 1, columns: 1, bits: 8, frames: 1, bytes: []);
        NativePixelsTests.SetColour(image, header);
        image.Set(DicomElement.Encapsulated(DicomTags.PixelData, DicomVr.OB, [ReadOnlyMemory<byte>.Empty, stream]));

        var pixels = await PixelDecoder.DecodeAsync(new DicomFile(new DicomDataset(), image, TransferSyntax.Of("1.2.840.10008.1.2.4.50")));

        Assert.Equal([128, 128, 128], pixels.Frames[0].ToArray());
        Assert.Equal(photometric, pixels.Description.Photometric);
        Assert.Equal(header == "RGB" && photometric != "RGB" ? 1 : 0, pixels.Problems.Count);
    }

    [Fact]
    public void A_missing_end_marker_does_not_matter() =>
        Assert.Equal([129, 129, 129, 128], JpegDecoder.Decode(Lossless.AsSpan(0, Lossless.Length - 2), 2, 2).Samples);

    [Fact]
    public void A_stream_that_ends_within_its_pixels_is_called_truncated()
    {
        // The last byte before the end marker is taken away.
        byte[] stream = [.. Lossless[..^3], 0xFF, 0xD9];

        var error = Assert.Throws<DicomException>(() => JpegDecoder.Decode(stream, 2, 2));

        Assert.Equal(DicomErrorKind.Truncated, error.Kind);
    }

    [Fact]
    public void Another_size_than_the_header_announces_is_refused()
    {
        var error = Assert.Throws<DicomException>(() => JpegDecoder.Decode(Lossless, 2, 3));

        Assert.Equal("the header announces 2 x 3 pixels, the JPEG stream holds 2 x 2", error.Message);
    }

    [Fact]
    public void A_small_stream_that_claims_a_huge_image_costs_nothing()
    {
        byte[] stream = [.. Lossless];
        (stream[7], stream[8], stream[9], stream[10]) = (0xFF, 0xFF, 0x7F, 0xFF);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<DicomException>(() => JpegDecoder.Decode(stream, 65535, 32767));

        Assert.Equal(DicomErrorKind.Truncated, error.Kind);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [SharedDataTheory("data/dicom-zoo")]
    [InlineData("photometric-and-pixel/SC_rgb_dcmtk_+eb+cy+s4.dcm")]
    [InlineData("transfer-syntax/JPGExtended.dcm")]
    [InlineData("transfer-syntax/JPEG-LL.dcm")]
    public async Task Damaged_streams_are_decoded_or_refused_but_never_crash(string name)
    {
        var file = await DicomFile.ReadAsync(SharedData.PathOf("data/dicom-zoo/" + name));
        var image = CompressedImage.Of(file);
        var (rows, columns) = (image.Description.Rows, image.Description.Columns);
        uint state = 12345;
        for (var i = 0; i < 150; i++)
        {
            var stream = image.Frames[0].ToArray();
            for (var k = 0; k < 1 + (i % 4); k++)
            {
                state = (state * 1664525) + 1013904223;
                // Half of the damage hits the headers.
                stream[(state >> 8) % (uint)(i % 2 == 0 ? Math.Min(700, stream.Length) : stream.Length)] = (byte)state;
            }

            try
            {
                JpegDecoder.Decode(stream.AsSpan(0, stream.Length - (i % 3 * stream.Length / 4)), rows, columns);
            }
            catch (DicomException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }
}
