using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Dicom.Tests.Deidentification;

public sealed class PixelCleaningTests
{
    private static readonly PixelRegion Corner = new(1, 0, 2, 2);

    [Theory]
    [InlineData("MONOCHROME2", 16, true, -7)]
    [InlineData("MONOCHROME2", 16, false, 3)]
    [InlineData("MONOCHROME1", 16, true, 90)]
    [InlineData("MONOCHROME1", 8, false, 90)]
    [InlineData("MONOCHROME2", 32, true, -7)]
    public void A_region_gets_the_darkest_value_of_the_image_in_all_frames(string photometric, int bits, bool isSigned, int expected)
    {
        var low = isSigned ? -7 : 3;
        var image = Image(
            photometric,
            1,
            bits,
            isSigned,
            frames: 2,
            (frame, i) =>
                i == 0 ? low
                : i == 1 ? 90
                : 50 + frame
        );

        var clean = PixelCleaning.Blank(image, [Corner]);

        var pixels = NativePixels.Of(clean);
        Assert.Equal([low, expected, expected, 50, 50, expected, expected, 50], pixels.StoredValues(0)[..8]);
        Assert.Equal([low, expected, expected, 51, 51, expected, expected, 51], pixels.StoredValues(1)[..8]);
        Assert.Equal(50, NativePixels.Of(image).StoredValues(0)[2]);
    }

    [Fact]
    public void The_sign_of_the_darkest_value_is_carried_into_the_bits_above_those_that_count()
    {
        var image = Image("MONOCHROME2", 1, 16, isSigned: true, frames: 1, (_, i) => i == 0 ? -1024 : 50);
        image.Set(DicomTags.BitsStored, 12d);
        image.Set(DicomTags.HighBit, 11d);

        var bytes = PixelCleaning.Blank(image, [Corner]).Find(DicomTags.PixelData)!.Value.ToArray();

        Assert.Equal([-1024, -1024, -1024, 50], Enumerable.Range(0, 4).Select(i => (int)BitConverter.ToInt16(bytes, 2 * i)));
    }

    [Theory]
    [InlineData("RGB", false, 0, 0, 0)]
    [InlineData("RGB", true, 0, 0, 0)]
    [InlineData("YBR_FULL", false, 0, 128, 128)]
    [InlineData("YBR_FULL", true, 0, 128, 128)]
    public void Colours_become_black(string photometric, bool planar, int first, int second, int third)
    {
        var image = Image(photometric, 3, 8, isSigned: false, frames: 2, (_, _) => 77);
        image.Set(DicomTags.PlanarConfiguration, planar ? 1d : 0d);

        var values = NativePixels.Of(PixelCleaning.Blank(image, [Corner])).StoredValues(1);

        int[] pixel = planar ? [values[1], values[13], values[25]] : values[3..6];
        Assert.Equal([first, second, third], pixel);
        Assert.Equal(4 * 3, values.Length - values.Count(v => v == 77));
    }

    [Fact]
    public void Halved_colours_become_black_in_whole_pairs()
    {
        var image = Image("YBR_FULL_422", 3, 8, isSigned: false, frames: 1, (_, _) => 77);
        image.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, Enumerable.Repeat((byte)77, 24).ToArray()));

        var bytes = PixelCleaning.Blank(image, [Corner]).Find(DicomTags.PixelData)!.Value.ToArray();

        Assert.Equal([0, 0, 128, 128, 0, 0, 128, 128, 0, 0, 128, 128, 0, 0, 128, 128, 77, 77, 77, 77, 77, 77, 77, 77], bytes);
    }

    [Fact]
    public void A_palette_gives_its_darkest_entry()
    {
        var image = Image("PALETTE COLOR", 1, 8, isSigned: false, frames: 1, (_, _) => 0);
        byte[] table = [200, 100, 5, 90];
        foreach (var element in new ushort[] { 0x1101, 0x1102, 0x1103 })
        {
            image.Set(new DicomElement(new DicomTag(0x0028, element), DicomVr.US, new byte[] { 4, 0, 0, 0, 8, 0 }));
            image.Set(new DicomElement(new DicomTag(0x0028, (ushort)(element + 0x100)), DicomVr.OW, table));
        }

        Assert.Equal([0, 2, 2, 0], NativePixels.Of(PixelCleaning.Blank(image, [Corner])).StoredValues(0)[..4]);
    }

    [Fact]
    public void One_bit_images_are_blanked_too()
    {
        byte[] bytes = [0xFF, 0x0F];

        new PixelBrush(new PixelDescription(3, 4, 1, "MONOCHROME2", 1, 1, 0, false, false, 1), 0).Fill(bytes, [Corner]);

        Assert.Equal([0b10011001, 0x0F], bytes);
    }

    [Fact]
    public void Regions_beyond_the_edge_and_none_at_all_are_no_trouble()
    {
        var image = Image("MONOCHROME2", 1, 8, isSigned: false, frames: 1, (_, i) => i + 1);

        var clean = PixelCleaning.Blank(
            image,
            [new PixelRegion(-5, -5, 6, 6), new PixelRegion(3, 2, int.MaxValue, 9), new PixelRegion(50, 50, 1, 1)]
        );

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1], NativePixels.Of(clean).StoredValues(0));
        Assert.Equal(NativePixels.Of(image).StoredValues(0), NativePixels.Of(PixelCleaning.Blank(image, [])).StoredValues(0));
    }

    [Fact]
    public void The_header_says_what_a_person_decided()
    {
        var image = Image("MONOCHROME2", 1, 8, isSigned: false, frames: 1, (_, i) => i);
        image.Set(DicomTags.BurnedInAnnotation, "YES");
        image.Set(new DicomElement(new DicomTag(0x6000, 0x3000), DicomVr.OW, new byte[4]));
        var once = PixelCleaning.Blank(image, [Corner]);

        var twice = TestImages.RoundTrip(PixelCleaning.Blank(once, [Corner]));

        Assert.Equal("NO", twice.GetString(DicomTags.BurnedInAnnotation));
        Assert.Equal("113101", Assert.Single(twice.GetItems(DicomTags.DeidentificationMethodCodeSequence)).GetString(DicomTags.CodeValue));
        Assert.False(twice.Contains(new DicomTag(0x6000, 0x3000)));
        Assert.Equal("NO", PixelCleaning.Accept(image).GetString(DicomTags.BurnedInAnnotation));
        Assert.Equal("YES", image.GetString(DicomTags.BurnedInAnnotation));
    }

    [Fact]
    public void Compressed_pixels_are_refused()
    {
        var image = Image("MONOCHROME2", 1, 8, isSigned: false, frames: 1, (_, i) => i);
        image.Set(DicomElement.Encapsulated(DicomTags.PixelData, DicomVr.OB, [default, new byte[8]]));

        Assert.Equal(DicomErrorKind.Unsupported, Assert.Throws<DicomException>(() => PixelCleaning.Blank(image, [Corner])).Kind);
    }

    /// <summary>Four columns, three rows.</summary>
    private static DicomDataset Image(string photometric, int samples, int bits, bool isSigned, int frames, Func<int, int, int> value)
    {
        var image = TestImages.Ct(0, 1, rows: 3, columns: 4);
        image.Set(DicomTags.PhotometricInterpretation, photometric);
        image.Set(DicomTags.SamplesPerPixel, (double)samples);
        image.Set(DicomTags.BitsAllocated, (double)bits);
        image.Set(DicomTags.BitsStored, (double)bits);
        image.Set(DicomTags.HighBit, bits - 1d);
        image.Set(DicomTags.PixelRepresentation, isSigned ? 1d : 0d);
        image.Set(DicomTags.NumberOfFrames, (double)frames);
        var bytes = new byte[12 * samples * frames * bits / 8];
        for (var i = 0; i < 12 * samples * frames; i++)
        {
            BitConverter.GetBytes(value(i / (12 * samples), i % (12 * samples))).AsSpan(0, bits / 8).CopyTo(bytes.AsSpan(i * bits / 8));
        }

        image.Set(new DicomElement(DicomTags.PixelData, DicomVr.OW, bytes));
        return image;
    }
}
