using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Tests;

namespace ReaderStudy.Dicom.Tests.Pixels;

public sealed class PixelDecoderTests
{
    private const string JpegLossless = "data/dicom-zoo/transfer-syntax/JPEG-LL.dcm";

    [Fact]
    public async Task RLE_of_16_bits_is_decoded_byte_plane_by_byte_plane()
    {
        var image = TestImages.Ct(0, 1, rows: 2, columns: 3);
        // By hand, PS3.5 G.3: high bytes 01 01 01 01 01 FF as a run of five and a literal; low bytes 10 20 30 40 50 60 literally.
        byte[] frame = [.. Header(2, 64, 68), 0xFC, 0x01, 0x00, 0xFF, 0x05, 0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x00];
        image.Set(DicomElement.Encapsulated(DicomTags.PixelData, DicomVr.OB, [ReadOnlyMemory<byte>.Empty, frame]));
        var file = new DicomFile(new DicomDataset(), image, TransferSyntax.Rle);

        var pixels = await PixelDecoder.DecodeAsync(DicomFile.Read(file.ToBytes()));

        Assert.Equal([0x0110, 0x0120, 0x0130, 0x0140, 0x0150, unchecked((short)0xFF60)], pixels.StoredValues(0));
    }

    [Fact]
    public async Task An_RLE_segment_that_ends_early_is_called_truncated()
    {
        var image = TestImages.Ct(0, 1, rows: 2, columns: 3);
        byte[] frame = [.. Header(2, 64, 66), 0xFB, 0x01, 0x05, 0x10];
        image.Set(DicomElement.Encapsulated(DicomTags.PixelData, DicomVr.OB, [ReadOnlyMemory<byte>.Empty, frame]));

        var error = await Assert.ThrowsAsync<DicomException>(() =>
            PixelDecoder.DecodeAsync(new DicomFile(new DicomDataset(), image, TransferSyntax.Rle))
        );

        Assert.Equal(DicomErrorKind.Truncated, error.Kind);
    }

    [Fact]
    public void Fewer_pixels_than_the_header_announces_are_called_truncated()
    {
        var image = TestImages.Ct(0, 1);
        image.Set(DicomTags.Rows, 5d);

        var error = Assert.Throws<DicomException>(() => NativePixels.Of(image));

        Assert.Equal("truncated: pixel data hold 48 bytes, 60 are needed for 1 frame(s) of 5 x 6", error.Message);
    }

    [SharedDataFact(JpegLossless)]
    public async Task A_compressed_file_becomes_a_native_one_with_the_same_pixels()
    {
        var file = await DicomFile.ReadAsync(SharedData.PathOf(JpegLossless));

        var native = DicomFile.Read(new DicomFile(await PixelDecoder.ToNativeAsync(file)).ToBytes());

        Assert.Equal(TransferSyntax.ExplicitLittleEndian, native.Syntax);
        Assert.Equal((await PixelDecoder.DecodeAsync(file)).StoredValues(0), (await PixelDecoder.DecodeAsync(native)).StoredValues(0));
    }

    private static byte[] Header(params int[] values)
    {
        var header = new byte[64];
        Buffer.BlockCopy(values, 0, header, 0, 4 * values.Length);
        return header;
    }
}
