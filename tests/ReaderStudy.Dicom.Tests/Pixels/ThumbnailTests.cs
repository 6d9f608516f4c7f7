using System.Buffers.Binary;
using System.IO.Compression;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Dicom.Tests.Pixels;

public sealed class ThumbnailTests
{
    [Theory]
    [InlineData(-161, 0)]
    [InlineData(-160, 0)]
    [InlineData(40, 128)]
    [InlineData(240, 255)]
    [InlineData(3000, 255)]
    public void A_window_turns_HU_into_grey_as_the_standard_says(double value, byte grey)
    {
        // By hand, PS3.3 C.11.2.1.2.1 with center 40, width 400: ((40 - 39.5) / 399 + 0.5) x 255 = 127.8.
        Assert.Equal(grey, Window.Abdomen.Grey(value));
    }

    [Fact]
    public void A_thumbnail_is_a_PNG_of_the_shrunken_image_as_it_is_seen()
    {
        var image = TestImages.Ct(0, 1, value: 1024 + 240, rows: 40, columns: 80);

        var png = Thumbnail.Png(image, NativePixels.Of(image), longest: 20, window: Window.Abdomen);

        Assert.Equal("89504E470D0A1A0A", Convert.ToHexString(png.AsSpan(0, 8)));
        Assert.Equal((20, 10), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        var lines = Unpack(png);
        Assert.Equal(10 * 21, lines.Length);
        // Every line: filter 1, then white once and no difference after it.
        Assert.All(lines.Chunk(21), line => Assert.Equal([1, 255, .. new byte[19]], line));
    }

    [Fact]
    public void Monochrome1_is_shown_inverted()
    {
        var image = TestImages.Ct(0, 1, value: 1024 + 240);
        image.Set(DicomTags.PhotometricInterpretation, "MONOCHROME1");

        Assert.Equal(0, DisplayImage.Of(image, NativePixels.Of(image), window: Window.Abdomen).Samples[0]);
    }

    [Fact]
    public void Planar_colour_is_shown_as_RGB()
    {
        var image = TestImages.Ct(0, 1, rows: 1, columns: 2);
        image.Set(DicomTags.PhotometricInterpretation, "RGB");
        image.Set(DicomTags.SamplesPerPixel, 3d);
        image.Set(DicomTags.PlanarConfiguration, 1d);
        image.Set(DicomTags.BitsAllocated, 8d);
        image.Set(DicomTags.BitsStored, 8d);
        image.Set(DicomTags.HighBit, 7d);
        image.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, new byte[] { 1, 2, 10, 20, 100, 200 }));

        Assert.Equal([1, 10, 100, 2, 20, 200], DisplayImage.Of(image, NativePixels.Of(image)).Samples);
    }

    [Fact]
    public void A_palette_is_shown_in_its_colours()
    {
        var image = TestImages.Ct(0, 1, rows: 1, columns: 2);
        image.Set(DicomTags.PhotometricInterpretation, "PALETTE COLOR");
        image.Set(DicomTags.PixelRepresentation, 0d);
        image.SetPixels([11, 9]);
        DicomTag[] descriptors =
        [
            DicomTags.RedPaletteColorLookupTableDescriptor,
            DicomTags.GreenPaletteColorLookupTableDescriptor,
            DicomTags.BluePaletteColorLookupTableDescriptor,
        ];
        foreach (var descriptor in descriptors)
        {
            image.Set(descriptor, 2, 10, 16);
        }

        image.Set(new DicomElement(DicomTags.RedPaletteColorLookupTableData, DicomVr.OW, new byte[] { 0, 1, 0, 2 }));
        image.Set(new DicomElement(DicomTags.GreenPaletteColorLookupTableData, DicomVr.OW, new byte[] { 0, 3, 0, 4 }));
        image.Set(new DicomElement(DicomTags.BluePaletteColorLookupTableData, DicomVr.OW, new byte[] { 0, 5, 0, 6 }));

        // The second colour for 11; the first for 9, which is below the table.
        Assert.Equal([2, 4, 6, 1, 3, 5], DisplayImage.Of(image, NativePixels.Of(image)).Samples);
    }

    private static byte[] Unpack(byte[] png)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(33));
        using var zlib = new ZLibStream(new MemoryStream(png, 41, length), CompressionMode.Decompress);
        using var lines = new MemoryStream();
        zlib.CopyTo(lines);
        return lines.ToArray();
    }
}
