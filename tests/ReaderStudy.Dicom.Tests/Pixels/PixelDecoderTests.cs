using System.Diagnostics;
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

    [SharedDataFact(JpegLossless)]
    public async Task A_missing_decoder_says_what_to_install()
    {
        var file = await DicomFile.ReadAsync(SharedData.PathOf(JpegLossless));

        var error = await Assert.ThrowsAsync<DicomException>(() =>
            PixelDecoder.DecodeAsync(file, new DecoderOptions { Program = "no-such-decoder" })
        );

        Assert.Equal(DicomErrorKind.Decoder, error.Kind);
        Assert.Equal(
            "JPEG Lossless SV1 images need the program no-such-decoder, which is not installed: install libgdcm-tools",
            error.Message
        );
    }

    [SharedDataFact(JpegLossless)]
    public async Task A_decoder_that_hangs_is_stopped_and_leaves_no_files()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var file = await DicomFile.ReadAsync(SharedData.PathOf(JpegLossless));
        var script = Path.GetTempFileName();
        var seen = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, $"#!/bin/sh\necho \"$2\" > {seen}\nexec sleep 60\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var clock = Stopwatch.StartNew();

        var error = await Assert.ThrowsAsync<DicomException>(() =>
            PixelDecoder.DecodeAsync(file, new DecoderOptions { Program = script, TimeLimit = TimeSpan.FromSeconds(0.5) })
        );

        var input = (await File.ReadAllTextAsync(seen)).Trim();
        File.Delete(script);
        File.Delete(seen);
        Assert.Contains("took longer than 0.5 seconds", error.Message, StringComparison.Ordinal);
        Assert.True(clock.Elapsed.TotalSeconds < 10);
        Assert.EndsWith("in.dcm", input, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.GetDirectoryName(input)));
    }

    [SharedDataFact(JpegLossless)]
    public async Task A_decoder_that_needs_too_much_memory_is_stopped()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var file = await DicomFile.ReadAsync(SharedData.PathOf(JpegLossless));

        var error = await Assert.ThrowsAsync<DicomException>(() =>
            PixelDecoder.DecodeAsync(file, new DecoderOptions { MemoryLimitKib = 2000 })
        );

        Assert.Equal(DicomErrorKind.Decoder, error.Kind);
    }

    private static byte[] Header(params int[] values)
    {
        var header = new byte[64];
        Buffer.BlockCopy(values, 0, header, 0, 4 * values.Length);
        return header;
    }
}
