using ReaderStudy.Dicom;
using ReaderStudy.Web.Features.Imports;

namespace ReaderStudy.Web.Tests.Imports;

public sealed class ColourPixelsTests
{
    [Fact]
    public void What_is_drawn_over_an_image_when_it_is_shown_is_not_drawn_into_its_pixels()
    {
        var image = Planar();
        void Set(ushort element, DicomVr vr, params byte[] value) => image.Set(new DicomElement(new DicomTag(0x6000, element), vr, value));
        Set(0x0010, DicomVr.US, 8, 0);
        Set(0x0011, DicomVr.US, 8, 0);
        Set(0x0040, DicomVr.CS, (byte)'G', (byte)' ');
        Set(0x0050, DicomVr.SS, 1, 0, 1, 0);
        Set(0x0100, DicomVr.US, 1, 0);
        Set(0x0102, DicomVr.US, 0, 0);
        Set(0x3000, DicomVr.OW, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0);
        image.Set(new DicomTag(0x0018, 0x1600), "RECTANGULAR");
        image.Set(new DicomTag(0x0018, 0x1602), 2d);
        image.Set(new DicomTag(0x0018, 0x1604), 7d);
        image.Set(new DicomTag(0x0018, 0x1606), 2d);
        image.Set(new DicomTag(0x0018, 0x1608), 7d);

        var pixels = ColourPixels.ToRgb(image).Find(DicomTags.PixelData)!.Value.ToArray();

        // Red, green and blue of every pixel, as they were.
        Assert.Equal(Enumerable.Repeat((byte[])[10, 20, 30], 64).SelectMany(p => p), pixels);
    }

    [Fact]
    public void Colours_that_take_more_memory_than_an_array_can_have_are_refused_as_every_other_file()
    {
        // 720 MiB of palette entries, which are never touched, would be three times as much.
        var image = Planar();
        image.Set(DicomTags.PhotometricInterpretation, "PALETTE COLOR");
        image.Set(DicomTags.SamplesPerPixel, 1d);
        image.Set(DicomTags.Rows, 27_000d);
        image.Set(DicomTags.Columns, 14_000d);
        image.Set(DicomTags.NumberOfFrames, 2d);
        image.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, new byte[27_000 * 28_000]));

        var refused = Assert.Throws<DicomException>(() => ColourPixels.ToRgb(image));

        Assert.Equal("unsupported: its colours take more than 2 GiB", refused.Message);
    }

    /// <summary>Eight pixels wide and high, all reds before all greens.</summary>
    private static DicomDataset Planar()
    {
        var image = TestImages.Slice("1.2.3", "1.2.3.1", 0, 0);
        image.Set(DicomTags.PhotometricInterpretation, "RGB");
        image.Set(DicomTags.SamplesPerPixel, 3d);
        image.Set(DicomTags.PlanarConfiguration, 1d);
        image.Set(DicomTags.BitsAllocated, 8d);
        image.Set(DicomTags.BitsStored, 8d);
        image.Set(DicomTags.HighBit, 7d);
        image.Set(DicomTags.PixelRepresentation, 0d);
        byte[] planes = [.. Enumerable.Repeat((byte)10, 64), .. Enumerable.Repeat((byte)20, 64), .. Enumerable.Repeat((byte)30, 64)];
        image.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, planes));
        return image;
    }
}
