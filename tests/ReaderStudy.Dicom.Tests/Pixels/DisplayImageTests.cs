using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Dicom.Tests.Pixels;

public sealed class DisplayImageTests
{
    private static readonly DicomTag LutDescriptor = new(0x0028, 0x3002);
    private static readonly DicomTag LutData = new(0x0028, 0x3006);

    [Theory]
    // By hand, PS3.3 C.11.2.1.3 with center 10, width 20: exact (v - 10) / 20 + 1/2; sigmoid 1 / (1 + exp(-4 (v - 10) / 20)).
    [InlineData(WindowFunction.LinearExact, 0, 0)]
    [InlineData(WindowFunction.LinearExact, 15, 191)]
    [InlineData(WindowFunction.LinearExact, 20, 255)]
    [InlineData(WindowFunction.Sigmoid, 10, 128)]
    [InlineData(WindowFunction.Sigmoid, 20, 225)]
    [InlineData(WindowFunction.Sigmoid, -100, 0)]
    public void Windows_follow_the_function_that_the_header_names(WindowFunction function, double value, byte grey) =>
        Assert.Equal(grey, new Window(10, 20) { Function = function }.Grey(value));

    [Fact]
    public void A_Modality_LUT_gives_values_and_a_VOI_LUT_gives_greys()
    {
        // Stored 1, 2, 9 -> modality 100, 200, 200 -> of 1023: 0, 1023, 1023.
        var image = Grey([1, 2, 9]);
        image.SetItems(DicomTags.ModalityLutSequence, Lut([2, 1, 16], [100, 200]));
        image.SetItems(new DicomTag(0x0028, 0x3010), Lut([101, 100, 10], [.. new ushort[100], 1023]));
        var pixels = NativePixels.Of(image);

        Assert.Equal([100, 200, 200], ModalityTransform.Values(image, pixels));
        Assert.Equal([0, 255, 255], DisplayImage.Of(image, pixels).Samples);
    }

    [Fact]
    public void A_VOI_LUT_of_unsigned_pixels_may_begin_below_zero_where_the_rescale_does()
    {
        // Stored 0, 100, 200 are -100, 0, 100; the table begins at -100, written as US, with the greys 0 to 200.
        var image = Grey([0, 100, 200]);
        image.Set(DicomTags.RescaleSlope, 1d);
        image.Set(DicomTags.RescaleIntercept, -100d);
        image.SetItems(new DicomTag(0x0028, 0x3010), Lut([201, 65536 - 100, 8], [.. Enumerable.Range(0, 201).Select(i => (ushort)i)]));

        Assert.Equal([0, 100, 200], DisplayImage.Of(image, NativePixels.Of(image)).Samples);
    }

    [Fact]
    public void Each_frame_has_its_own_rescale_and_window()
    {
        var image = NativePixelsTests.Image(rows: 1, columns: 1, bits: 8, frames: 2, bytes: [10, 10]);
        image.SetItems(DicomTags.PerFrameFunctionalGroupsSequence, Group(1, 0), Group(2, 5));
        var pixels = NativePixels.Of(image);

        Assert.Equal([10], ModalityTransform.Values(image, pixels, 0));
        Assert.Equal([25], ModalityTransform.Values(image, pixels, 1));
        Assert.Equal(new Window(25, 11), Window.Of(image, 1));
    }

    [Fact]
    public void An_inverse_presentation_is_shown_inverted()
    {
        var image = Grey([0, 255]);
        image.Set(DicomTags.WindowCenter, 128d);
        image.Set(DicomTags.WindowWidth, 256d);
        image.Set(new DicomElement(new DicomTag(0x2050, 0x0020), DicomVr.CS, "INVERSE "u8.ToArray()));

        Assert.Equal([255, 0], DisplayImage.Of(image, NativePixels.Of(image)).Samples);
    }

    [Fact]
    public void Overlays_are_white_and_cut_off_at_the_border()
    {
        // Two columns, beginning at column 0 (one to the left of the image): only the right one is seen, at its first pixel.
        var image = Grey([0, 0, 0]);
        Number(image, 0x0010, 1);
        Number(image, 0x0011, 2);
        image.Set(new DicomElement(new DicomTag(0x6000, 0x0050), DicomVr.SS, new byte[] { 1, 0, 0, 0 }));
        image.Set(new DicomElement(new DicomTag(0x6000, 0x3000), DicomVr.OW, new byte[] { 0b11, 0 }));

        Assert.Equal([255, 0, 0], DisplayImage.Of(image, NativePixels.Of(image), window: new Window(500, 100)).Samples);
    }

    [Fact]
    public void An_overlay_whose_origin_cannot_be_read_does_not_keep_the_image_from_being_seen()
    {
        var image = Grey([0, 0, 0]);
        Number(image, 0x0010, 1);
        Number(image, 0x0011, 2);
        image.Set(new DicomElement(new DicomTag(0x6000, 0x0050), DicomVr.SS, new byte[] { 1, 0, 0 }));
        image.Set(new DicomElement(new DicomTag(0x6000, 0x3000), DicomVr.OW, new byte[] { 0b11, 0 }));

        Assert.Equal([255, 255, 0], DisplayImage.Of(image, NativePixels.Of(image), window: new Window(500, 100)).Samples);
    }

    [Fact]
    public void An_overlay_in_unused_bits_is_seen_and_does_not_change_the_values()
    {
        var image = NativePixelsTests.Image(rows: 1, columns: 2, bits: 16, frames: 1, bytes: [5, 0x10, 6, 0]);
        image.Set(DicomTags.BitsStored, 12d);
        image.Set(DicomTags.HighBit, 11d);
        Number(image, 0x0100, 16);
        Number(image, 0x0102, 12);
        var pixels = NativePixels.Of(image);

        Assert.Equal([5, 6], pixels.StoredValues(0));
        Assert.Equal([1, 0], Assert.Single(Overlay.Of(image, pixels)).Bits.ToArray());
    }

    [Fact]
    public void A_shutter_is_black()
    {
        var image = Grey([200, 200, 200]);
        image.Set(new DicomElement(new DicomTag(0x0018, 0x1600), DicomVr.CS, "CIRCULAR"u8.ToArray()));
        image.Set(new DicomElement(new DicomTag(0x0018, 0x1610), DicomVr.IS, "1\\1 "u8.ToArray()));
        image.Set(new DicomElement(new DicomTag(0x0018, 0x1612), DicomVr.IS, "1 "u8.ToArray()));

        Assert.Equal([255, 255, 0], DisplayImage.Of(image, NativePixels.Of(image), window: new Window(1, 1)).Samples);
    }

    [Fact]
    public void A_polygonal_shutter_leaves_its_inside_open_also_where_it_has_a_notch()
    {
        // Rows and columns from 1. A U: columns 2 to 8, rows 2 to 7, shut from column 4 to 6 down to row 4.
        const int Size = 9;
        var image = NativePixelsTests.Image(
            rows: Size,
            columns: Size,
            bits: 8,
            frames: 1,
            bytes: [.. Enumerable.Repeat((byte)200, Size * Size)]
        );
        image.Set(new DicomElement(new DicomTag(0x0018, 0x1600), DicomVr.CS, "POLYGONAL "u8.ToArray()));
        image.Set(new DicomTag(0x0018, 0x1620), 2, 2, 8, 2, 8, 9, 2, 9, 2, 7, 5, 7, 5, 4, 2, 4);

        var samples = DisplayImage.Of(image, NativePixels.Of(image), window: new Window(1, 1)).Samples;

        string[] rows = [.. samples.Chunk(Size).Select(r => string.Concat(r.Select(v => v > 0 ? '#' : '.')))];
        Assert.Equal(
            [".........", ".##...##.", ".##...##.", ".##...##.", ".#######.", ".#######.", ".#######.", ".........", "........."],
            rows
        );
    }

    [Theory]
    // By hand, the inverse of PS3.3 C.7.6.3.1.2: white, and the red that has Cr at its most.
    [InlineData("YBR_FULL_422", 255, 128, 128, 255, 255, 255)]
    [InlineData("YBR_FULL_422", 76, 85, 255, 254, 0, 0)]
    [InlineData("YBR_PARTIAL_422", 235, 128, 128, 255, 255, 255)]
    public void Colours_of_every_kind_are_shown_as_RGB(string photometric, byte y, byte cb, byte cr, byte r, byte g, byte b)
    {
        var image = NativePixelsTests.Image(rows: 1, columns: 2, bits: 8, frames: 1, bytes: [y, y, cb, cr]);
        NativePixelsTests.SetColour(image, photometric);

        Assert.Equal([r, g, b, r, g, b], DisplayImage.Of(image, NativePixels.Of(image)).Samples);
    }

    [Fact]
    public void A_segmented_palette_is_unrolled()
    {
        // 0: two values 0, 100; 1: three steps up to 400; 2: the first segment again.
        var image = Grey([0, 1, 3, 4, 6]);
        image.Set(DicomTags.PhotometricInterpretation, "PALETTE COLOR");
        ushort[] segments = [0, 2, 0, 100, 1, 3, 400, 2, 1, 0, 0];
        for (ushort i = 0; i < 3; i++)
        {
            image.Set(new DicomTag(0x0028, (ushort)(0x1101 + i)), 7, 0, 16);
            image.Set(new DicomElement(new DicomTag(0x0028, (ushort)(0x1221 + i)), DicomVr.OW, Words(segments)));
        }

        // As 16 bits, the highest eight are shown: 400 is 1.
        var red = DisplayImage.Of(image, NativePixels.Of(image)).Samples.Where((_, i) => i % 3 == 0);

        Assert.Equal([0, 0, 1, 1, 0], red);
    }

    private static DicomDataset Grey(byte[] bytes) =>
        NativePixelsTests.Image(rows: 1, columns: bytes.Length, bits: 8, frames: 1, bytes: bytes);

    private static DicomDataset Lut(double[] descriptor, ushort[] data)
    {
        var item = new DicomDataset();
        item.Set(new DicomElement(LutDescriptor, DicomVr.US, Words(Array.ConvertAll(descriptor, d => (ushort)d))));
        item.Set(new DicomElement(LutData, DicomVr.OW, Words(data)));
        return item;
    }

    private static byte[] Words(ushort[] values) => [.. values.SelectMany(v => new[] { (byte)v, (byte)(v >> 8) })];

    private static void Number(DicomDataset image, ushort element, ushort value) =>
        image.Set(new DicomElement(new DicomTag(0x6000, element), DicomVr.US, Words([value])));

    private static DicomDataset Group(double slope, double intercept)
    {
        var (group, rescale, window) = (new DicomDataset(), new DicomDataset(), new DicomDataset());
        rescale.Set(DicomTags.RescaleSlope, slope);
        rescale.Set(DicomTags.RescaleIntercept, intercept);
        window.Set(DicomTags.WindowCenter, (slope * 10) + intercept);
        window.Set(DicomTags.WindowWidth, 11d);
        group.SetItems(new DicomTag(0x0028, 0x9145), rescale);
        group.SetItems(new DicomTag(0x0028, 0x9132), window);
        return group;
    }
}
