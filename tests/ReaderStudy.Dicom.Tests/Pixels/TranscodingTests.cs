using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Dicom.Tests.Pixels;

/// <summary>
/// Images made here, compressed by GDCM and DCMTK when the test runs, decoded here and by two references. Everything without loss
/// must come back as it was; with loss it must be what the reference decodes, to the last bit.
/// </summary>
public sealed class TranscodingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("readerstudy-transcoding-");

    public void Dispose() => _folder.Delete(recursive: true);

    [ProgramTheory("dcmcjpeg", "gdcmconv")]
    [InlineData("grey16", "+e1")]
    [InlineData("grey16s", "+e1")]
    [InlineData("grey12", "+e1")]
    [InlineData("grey8", "+e1")]
    [InlineData("rgb", "+e1")]
    [InlineData("frames", "+e1")]
    [InlineData("grey16", "+el", "+sv", "1")]
    [InlineData("grey16s", "+el", "+sv", "2")]
    [InlineData("grey16", "+el", "+sv", "3")]
    [InlineData("grey16", "+el", "+sv", "4")]
    [InlineData("grey16s", "+el", "+sv", "5")]
    [InlineData("grey16", "+el", "+sv", "6")]
    [InlineData("rgb", "+el", "+sv", "7")]
    public async Task JPEG_lossless_comes_back_as_it_was(string image, params string[] options) =>
        await ComesBack(image, "dcmcjpeg", options);

    [ProgramTheory("dcmcrle")]
    [InlineData("grey16")]
    [InlineData("grey16s")]
    [InlineData("rgb")]
    [InlineData("frames")]
    public async Task RLE_comes_back_as_it_was(string image) => await ComesBack(image, "dcmcrle");

    [ProgramTheory("dcmcjpls", "gdcmconv")]
    [InlineData("grey16")]
    [InlineData("grey12")]
    [InlineData("rgb")]
    [InlineData("rgb", "+is")]
    [InlineData("rgb", "+il")]
    [InlineData("frames")]
    public async Task JPEG_LS_comes_back_as_it_was(string image, params string[] options) => await ComesBack(image, "dcmcjpls", options);

    [ProgramTheory("gdcmconv")]
    [InlineData("grey16", "--j2k")]
    [InlineData("grey16s", "--j2k")]
    [InlineData("rgb", "--j2k")]
    [InlineData("frames", "--j2k")]
    [InlineData("grey16", "--jpeg")]
    [InlineData("rgb", "--jpeg")]
    public async Task What_GDCM_compresses_comes_back_as_it_was(string image, string option) => await ComesBack(image, "gdcmconv", option);

    [ProgramFact("gdcmconv", "opj_decompress")]
    public async Task All_frames_of_JPEG_2000_are_decoded_by_one_process()
    {
        var (native, path) = (Make("frames"), Path.Combine(_folder.FullName, "compressed.dcm"));
        await ReferencePrograms.RunAsync("gdcmconv", "--j2k", native, path);
        var (counted, starts) = (Path.Combine(_folder.FullName, "counted"), Path.Combine(_folder.FullName, "starts"));
        await File.WriteAllTextAsync(
            counted,
            $"#!/bin/sh\necho \"$1\" >> {starts}\nexec {ReferencePrograms.Find("opj_decompress")} \"$@\"\n"
        );
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(counted, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var pixels = await PixelDecoder.DecodeAsync(
            await DicomFile.ReadAsync(path),
            new DecoderOptions { Program = string.Empty, Jpeg2000Program = counted }
        );

        Assert.Equal(
            ReferencePrograms.Bytes(NativePixels.Of((await DicomFile.ReadAsync(native)).Dataset)),
            ReferencePrograms.Bytes(pixels)
        );
        Assert.Equal("-ImgDir", Assert.Single(await File.ReadAllLinesAsync(starts)));
    }

    [ProgramFact("gdcmconv", "opj_decompress")]
    public async Task A_broken_frame_of_JPEG_2000_is_an_error_that_says_what_the_program_says()
    {
        var path = Path.Combine(_folder.FullName, "compressed.dcm");
        await ReferencePrograms.RunAsync("gdcmconv", "--j2k", Make("frames"), path);
        var file = await DicomFile.ReadAsync(path);
        var fragments = file.Dataset.Find(DicomTags.PixelData)!.Fragments!.ToList();
        fragments[2] = fragments[2][..120];
        file.Dataset.Set(DicomElement.Encapsulated(DicomTags.PixelData, DicomVr.OB, fragments));

        var error = await Assert.ThrowsAsync<DicomException>(() =>
            PixelDecoder.DecodeAsync(file, new DecoderOptions { Program = string.Empty })
        );

        Assert.Equal(DicomErrorKind.Decoder, error.Kind);
        Assert.Contains("exit code 1: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("File Number", error.Message, StringComparison.Ordinal);
    }

    [ProgramTheory("dcmcjpeg", "dcmdjpeg", "gdcmconv")]
    [InlineData("grey8", "+eb")]
    [InlineData("grey8", "+ep")]
    [InlineData("grey12", "+ee")]
    [InlineData("grey12", "+ep")]
    [InlineData("rgb", "+eb", "+cr")]
    [InlineData("rgb", "+eb", "+cy", "+s4")]
    [InlineData("rgb", "+eb", "+cy", "+s2")]
    [InlineData("rgb", "+ep", "+cy", "+s4")]
    public async Task Lossy_JPEG_is_what_GDCM_and_DCMTK_decode(string image, params string[] options)
    {
        var path = Path.Combine(_folder.FullName, "lossy.dcm");
        await ReferencePrograms.RunAsync("dcmcjpeg", [.. options, "+q", "80", Make(image), path]);

        var pixels = await PixelDecoder.DecodeAsync(await DicomFile.ReadAsync(path));

        var found = ReferencePrograms.Bytes(pixels);
        Assert.Equal(await ReferencePrograms.DecodeAsync(path, "dcmdjpeg", "--conv-never"), found);
        if (options[0] != "+ep" && options[0] != "+ee")
        {
            Assert.Equal(await ReferencePrograms.DecodeAsync(path, "gdcmconv", "--raw"), found);
        }
    }

    [ProgramFact("dcmcjpeg")]
    public async Task A_native_copy_keeps_the_loss_on_record()
    {
        var path = Path.Combine(_folder.FullName, "lossy.dcm");
        await ReferencePrograms.RunAsync("dcmcjpeg", "+eb", "+cy", Make("rgb"), path);
        var file = await DicomFile.ReadAsync(path);
        file.Dataset.Remove(DicomTags.LossyImageCompressionMethod);

        var native = await PixelDecoder.ToNativeAsync(file);

        Assert.Equal("01", native.GetString(DicomTags.LossyImageCompression));
        Assert.Equal("ISO_10918_1", native.GetString(DicomTags.LossyImageCompressionMethod));
        Assert.Equal("YBR_FULL", native.GetString(DicomTags.PhotometricInterpretation));
        Assert.Equal(ReferencePrograms.Bytes(await PixelDecoder.DecodeAsync(file)), ReferencePrograms.Bytes(NativePixels.Of(native)));
    }

    private async Task ComesBack(string image, string program, params string[] options)
    {
        var (native, path) = (Make(image), Path.Combine(_folder.FullName, "compressed.dcm"));
        await ReferencePrograms.RunAsync(program, [.. options, native, path]);

        var pixels = await PixelDecoder.DecodeAsync(await DicomFile.ReadAsync(path));

        Assert.Empty(pixels.Problems);
        Assert.Equal(
            ReferencePrograms.Bytes(NativePixels.Of((await DicomFile.ReadAsync(native)).Dataset)),
            ReferencePrograms.Bytes(pixels)
        );
    }

    /// <summary>A drawing with edges, ramps and grain, of odd size.</summary>
    private string Make(string kind)
    {
        var (bits, isSigned, samples, frames) = kind switch
        {
            "grey8" => (8, false, 1, 1),
            "grey12" => (12, false, 1, 1),
            "grey16" => (16, false, 1, 1),
            "grey16s" => (16, true, 1, 1),
            "rgb" => (8, false, 3, 1),
            _ => (16, false, 1, 3),
        };
        const int Rows = 37;
        const int Columns = 53;
        var image = TestImages.Ct(0, 1, rows: Rows, columns: Columns);
        image.Set(DicomTags.SopClassUid, "1.2.840.10008.5.1.4.1.1.7");
        image.Set(DicomTags.BitsAllocated, bits > 8 ? 16d : 8d);
        image.Set(DicomTags.BitsStored, (double)bits);
        image.Set(DicomTags.HighBit, bits - 1d);
        image.Set(DicomTags.PixelRepresentation, isSigned ? 1d : 0d);
        image.Set(DicomTags.SamplesPerPixel, (double)samples);
        if (samples == 3)
        {
            image.Set(DicomTags.PhotometricInterpretation, "RGB");
            image.Set(DicomTags.PlanarConfiguration, 0d);
        }

        if (frames > 1)
        {
            image.Set(DicomTags.NumberOfFrames, (double)frames);
        }

        var size = bits > 8 ? 2 : 1;
        var count = Rows * Columns * samples * frames;
        var bytes = new byte[((count * size) + 1) / 2 * 2];
        for (var i = 0; i < count; i++)
        {
            var (x, y) = (i / samples % Columns, i / samples / Columns);
            var disc = ((x - 20) * (x - 20)) + ((y % Rows - 15) * (y % Rows - 15)) < 120 ? 90 : 0;
            var grain = (int)((uint)(i * 2654435761L) >> 29);
            var value = ((x * 2) + y + disc + grain + (i % samples * 40)) << (bits - 8);
            bytes[i * size] = (byte)value;
            if (size == 2)
            {
                bytes[(i * size) + 1] = (byte)((value & ((1 << bits) - 1)) >> 8);
            }
        }

        image.Set(new DicomElement(DicomTags.PixelData, bits > 8 ? DicomVr.OW : DicomVr.OB, bytes));
        var path = Path.Combine(_folder.FullName, kind + ".dcm");
        File.WriteAllBytes(path, new DicomFile(image).ToBytes());
        return path;
    }
}
