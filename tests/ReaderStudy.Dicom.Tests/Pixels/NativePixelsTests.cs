using System.Buffers.Binary;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Dicom.Tests.Pixels;

public sealed class NativePixelsTests
{
    [Fact]
    public void Frames_of_single_bits_may_begin_inside_a_byte()
    {
        // PS3.5 8.1.1: the first pixel is the lowest bit. Frames of 3 pixels: 101, 110, 0 and what follows.
        var image = Image(rows: 1, columns: 3, bits: 1, frames: 3, bytes: [0b1_011_101, 0b0]);

        var pixels = NativePixels.Of(image);

        Assert.Equal([1, 0, 1], pixels.Frames[0].ToArray());
        Assert.Equal([1, 1, 0], pixels.Frames[1].ToArray());
        Assert.Equal([1, 0, 0], pixels.Frames[2].ToArray());
        Assert.Equal((8, 1), (pixels.Description.BitsAllocated, pixels.Description.BitsStored));
    }

    [Fact]
    public void Packed_samples_of_12_bits_take_two_bytes_each()
    {
        // Three samples 123, 456, 789 in 36 bits, the lowest first (PS3.5 annex D).
        var image = Image(rows: 1, columns: 3, bits: 12, frames: 1, bytes: [0x23, 0x61, 0x45, 0x89, 0x07, 0]);

        Assert.Equal([0x123, 0x456, 0x789], NativePixels.Of(image).StoredValues(0));
    }

    [Fact]
    public void Pairs_of_pixels_that_share_their_colour_become_three_samples_each()
    {
        var image = Image(rows: 1, columns: 2, bits: 8, frames: 1, bytes: [10, 20, 100, 200]);
        SetColour(image, "YBR_FULL_422");

        var pixels = NativePixels.Of(image);

        Assert.Equal([10, 100, 200, 20, 100, 200], Assert.Single(DecodedFrames.Of(pixels)).ToArray());
        Assert.Equal("YBR_FULL", pixels.Description.Photometric);
    }

    [Fact]
    public void A_header_that_wrongly_says_subsampled_is_found_out()
    {
        var image = Image(rows: 1, columns: 2, bits: 8, frames: 1, bytes: [1, 2, 3, 4, 5, 6]);
        SetColour(image, "YBR_FULL_422");

        var pixels = NativePixels.Of(image);

        Assert.Equal([1, 2, 3, 4, 5, 6], pixels.Frames[0].ToArray());
        Assert.Equal(
            "the header says YBR_FULL_422, but there are three samples for every pixel: they are taken as such",
            Assert.Single(pixels.Problems)
        );
    }

    [Fact]
    public void Planes_of_16_bits_are_put_side_by_side()
    {
        var image = Image(rows: 1, columns: 2, bits: 16, frames: 1, bytes: [1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60]);
        SetColour(image, "RGB");
        image.Set(DicomTags.PlanarConfiguration, 1d);

        Assert.Equal([1, 10, 3, 30, 5, 50, 2, 20, 4, 40, 6, 60], Assert.Single(DecodedFrames.Of(NativePixels.Of(image))).ToArray());
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    public void Floating_point_pixels_are_read(int size)
    {
        var image = Image(rows: 1, columns: 2, bits: 8 * size, frames: 1, bytes: []);
        image.Remove(DicomTags.PixelData);
        image.Remove(DicomTags.BitsStored);
        var bytes = new byte[2 * size];
        if (size == 4)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, 0.5f);
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4), -2);
            image.Set(new DicomElement(DicomTags.FloatPixelData, DicomVr.OF, bytes));
        }
        else
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, 0.5);
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8), -2);
            image.Set(new DicomElement(DicomTags.DoubleFloatPixelData, DicomVr.OD, bytes));
        }

        var pixels = NativePixels.Of(image);

        Assert.Equal([0.5, -2], pixels.RealValues(0));
        Assert.Equal(bytes, pixels.Frames[0].ToArray());
        Assert.Throws<DicomException>(() => pixels.StoredValues(0));
        Assert.Equal([255, 0], DisplayImage.Of(image, pixels).Samples);
    }

    [Fact]
    public void What_is_longer_than_needed_is_left_out_and_said()
    {
        var image = Image(rows: 1, columns: 2, bits: 8, frames: 1, bytes: [1, 2, 3, 4]);

        var pixels = NativePixels.Of(image);

        Assert.Equal([1, 2], pixels.Frames[0].ToArray());
        Assert.Equal("pixel data hold 2 bytes more than the image needs: they are left out", Assert.Single(pixels.Problems));
    }

    [Theory]
    [InlineData("ARGB")]
    [InlineData("CMYK")]
    public void Retired_colours_of_four_samples_are_refused_with_the_reason(string photometric)
    {
        var image = Image(rows: 1, columns: 1, bits: 8, frames: 1, bytes: [1, 2, 3, 4]);
        image.Set(DicomTags.SamplesPerPixel, 4d);
        image.Set(DicomTags.PhotometricInterpretation, photometric);

        var error = Assert.Throws<DicomException>(() => NativePixels.Of(image));

        Assert.StartsWith($"{photometric} images are not read", error.Message, StringComparison.Ordinal);
    }

    internal static DicomDataset Image(int rows, int columns, int bits, int frames, byte[] bytes)
    {
        var image = TestImages.Ct(0, 1, rows: rows, columns: columns);
        image.Set(DicomTags.BitsAllocated, (double)bits);
        image.Set(DicomTags.BitsStored, (double)bits);
        image.Set(DicomTags.HighBit, bits - 1d);
        image.Set(DicomTags.PixelRepresentation, 0d);
        image.Set(DicomTags.NumberOfFrames, (double)frames);
        image.Set(new DicomElement(DicomTags.PixelData, bits > 8 ? DicomVr.OW : DicomVr.OB, bytes));
        image.Remove(DicomTags.RescaleIntercept);
        image.Remove(DicomTags.RescaleSlope);
        return image;
    }

    internal static void SetColour(DicomDataset image, string photometric)
    {
        image.Set(DicomTags.SamplesPerPixel, 3d);
        image.Set(DicomTags.PhotometricInterpretation, photometric);
        image.Set(DicomTags.PlanarConfiguration, 0d);
    }
}
