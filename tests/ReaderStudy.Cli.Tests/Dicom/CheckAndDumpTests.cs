using System.Security.Cryptography;
using System.Text.Json;
using ReaderStudy.Dicom;
using ReaderStudy.Tests;

namespace ReaderStudy.Cli.Tests.Dicom;

public sealed class CheckAndDumpTests : IDisposable
{
    private readonly TemporaryFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Check_describes_each_file_and_hashes_each_frame()
    {
        var pixels = new byte[] { 1, 0, 2, 0, 3, 0, 4, 0 };
        var path = Write("a.dcm", Image(frames: 2, pixels));

        var run = await CommandRun.Of("dicom", "check", path, "--json");

        Assert.Equal(0, run.Code);
        var file = Assert.Single(run.Json.EnumerateArray());
        Assert.Equal(
            ["path", "ok", "error", "sopClassUid", "transferSyntaxUid", "rows", "columns", "frames", "bitsStored", "photometric", "sha256"],
            file.EnumerateObject().Select(p => p.Name)
        );
        Assert.True(file.GetProperty("ok").GetBoolean());
        Assert.Equal(JsonValueKind.Null, file.GetProperty("error").ValueKind);
        Assert.Equal("1.2.840.10008.1.2.1", file.GetProperty("transferSyntaxUid").GetString());
        Assert.Equal(
            (1, 2, 2, 12),
            (
                file.GetProperty("rows").GetInt32(),
                file.GetProperty("columns").GetInt32(),
                file.GetProperty("frames").GetInt32(),
                file.GetProperty("bitsStored").GetInt32()
            )
        );
        Assert.Equal([Hash(pixels[..4]), Hash(pixels[4..])], file.GetProperty("sha256").EnumerateArray().Select(h => h.GetString()!));
    }

    [Fact]
    public async Task A_header_value_that_cannot_be_read_does_not_stop_the_check()
    {
        var image = Image(1, new byte[4]);
        image.Set(new DicomElement(DicomTags.PhotometricInterpretation, DicomVr.UL, new byte[2]));
        var broken = Write("1.dcm", image);
        var good = Write("2.dcm", Image(1, new byte[4]));

        var run = await CommandRun.Of("dicom", "check", broken, good, "--json");

        Assert.Equal(1, run.Code);
        Assert.Equal([false, true], run.Json.EnumerateArray().Select(f => f.GetProperty("ok").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, run.Json[0].GetProperty("photometric").ValueKind);
    }

    [Fact]
    public async Task Check_goes_through_folders_and_past_broken_files_in_the_order_of_their_names()
    {
        Directory.CreateDirectory(Path.Combine(_files.Folder, "sub"));
        var whole = new DicomFile(Image(1, new byte[4])).ToBytes();
        await File.WriteAllBytesAsync(Path.Combine(_files.Folder, "1.dcm"), whole);
        await File.WriteAllBytesAsync(Path.Combine(_files.Folder, "2.dcm"), whole[..^2]);
        await File.WriteAllTextAsync(Path.Combine(_files.Folder, "3.txt"), "a text beside the images");
        await File.WriteAllBytesAsync(Path.Combine(_files.Folder, "sub", "4.dcm"), whole);

        var run = await CommandRun.Of("dicom", "check", _files.Folder, Path.Combine(_files.Folder, "missing"), "--json");

        Assert.Equal(1, run.Code);
        var found = run.Json.EnumerateArray().ToList();
        Assert.Equal(
            ["1.dcm", "2.dcm", "3.txt", "4.dcm", "missing"],
            found.Select(f => Path.GetFileName(f.GetProperty("path").GetString())!)
        );
        Assert.Equal([true, false, false, true, false], found.Select(f => f.GetProperty("ok").GetBoolean()));
        Assert.Equal("truncated: element (7FE0,0010) PixelData declares 4 bytes, 2 are left", found[1].GetProperty("error").GetString());
        Assert.Equal(1, found[1].GetProperty("rows").GetInt32());
        Assert.Equal("there is no such file or folder", found[4].GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_file_without_pixels_is_good()
    {
        var report = new DicomDataset();
        report.Set(DicomTags.SopClassUid, "1.2.840.10008.5.1.4.1.1.88.11");
        report.Set(DicomTags.SopInstanceUid, "1.2.3");

        var run = await CommandRun.Of("dicom", "check", Write("sr.dcm", report), "--json");

        var file = run.Json[0];
        Assert.Equal(0, run.Code);
        Assert.True(file.GetProperty("ok").GetBoolean());
        Assert.Equal(JsonValueKind.Null, file.GetProperty("rows").ValueKind);
        Assert.Equal(JsonValueKind.Null, file.GetProperty("frames").ValueKind);
        Assert.Empty(file.GetProperty("sha256").EnumerateArray());
    }

    [Fact]
    public async Task Check_prints_a_line_a_file_and_a_sentence()
    {
        var good = Write("a.dcm", Image(1, new byte[4]));
        var bad = _files.Write("b.txt", "hello, this is no image");

        var run = await CommandRun.Of("dicom", "check", good, bad);

        Assert.Equal(1, run.Code);
        Assert.Equal("ok 2 x 1 1 12 MONOCHROME2 Explicit VR Little Endian " + good, run.Lines[1]);
        Assert.StartsWith($"not ok - - - - - {bad}: not a DICOM file", run.Lines[2], StringComparison.Ordinal);
        Assert.Equal("1 of 2 files are good, 1 cannot be used.", run.Lines[4]);
    }

    [Fact]
    public async Task Dump_shows_nested_elements_with_their_names()
    {
        var image = Image(1, new byte[4]);
        var item = new DicomDataset();
        item.Set(DicomTags.ReferencedSopInstanceUid, "2.25.77");
        image.SetItems(DicomTags.ReferencedImageSequence, item);
        image.Set(new DicomElement(new(0x0019, 0x0010), DicomVr.LO, "GEMS_ACQU_01"u8.ToArray()));
        image.Set(new DicomElement(new(0x0019, 0x1002), DicomVr.SL, new byte[] { 0x90, 3, 0, 0 }));
        image.Set(new DicomElement(DicomTags.ImageComments, DicomVr.LT, "two\r\nlines\u0007"u8.ToArray()));

        var run = await CommandRun.Of("dicom", "dump", Write("a.dcm", image));

        Assert.Equal(0, run.Code);
        Assert.Contains("(0008,1140) SQ ReferencedImageSequence 1 item", run.Lines);
        Assert.Contains("(0008,1155) UI ReferencedSOPInstanceUID 2.25.77", run.Lines.Select(l => l.Trim()));
        Assert.Contains("(0019,1002) SL [Detector Channel] 912", run.Lines);
        Assert.Contains("(0020,4000) LT ImageComments two\\r\\nlines\\x07", run.Lines);
        Assert.Contains("(7FE0,0010) OW PixelData 00 00 00 00", run.Lines);
    }

    [Fact]
    public async Task Dump_of_a_damaged_file_shows_what_is_left_and_says_what_is_missing()
    {
        var path = Path.Combine(_files.Folder, "cut.dcm");
        await File.WriteAllBytesAsync(path, new DicomFile(Image(1, new byte[4])).ToBytes()[..^2]);

        var run = await CommandRun.Of("dicom", "dump", path);

        Assert.Equal(1, run.Code);
        Assert.Contains("(0028,0010) US Rows 1", run.Lines);
        Assert.EndsWith("2 are left; what came before is kept", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dump_as_JSON_is_the_model_of_the_standard_with_sizes_of_long_values()
    {
        var run = await CommandRun.Of("dicom", "dump", Write("a.dcm", Image(600, new byte[2400])), "--json");

        Assert.Equal(1, run.Json.GetProperty("00280010").GetProperty("Value")[0].GetInt32());
        Assert.Equal("bytes:2400", run.Json.GetProperty("7FE00010").GetProperty("BulkDataURI").GetString());
    }

    [SharedDataFact("data/dicom-zoo/non-image")]
    public async Task Reports_plans_and_directories_are_good_files()
    {
        string[] names = ["dicomdir/DICOMDIR", "non-image/rtplan.dcm", "non-image/rtstruct.dcm", "non-image/test-SR.dcm"];

        var run = await CommandRun.Of(["dicom", "check", "--json", .. names.Select(n => SharedData.PathOf("data/dicom-zoo/" + n))]);

        Assert.Equal(0, run.Code);
        Assert.All(run.Json.EnumerateArray(), f => Assert.Equal(JsonValueKind.Null, f.GetProperty("rows").ValueKind));
    }

    private string Write(string name, DicomDataset dataset)
    {
        var path = Path.Combine(_files.Folder, name);
        File.WriteAllBytes(path, new DicomFile(dataset).ToBytes());
        return path;
    }

    /// <summary>Frames of one row and two pixels.</summary>
    private static DicomDataset Image(int frames, byte[] pixels)
    {
        var image = new DicomDataset();
        image.Set(DicomTags.SopClassUid, DicomUid.CtImageStorage);
        image.Set(DicomTags.SopInstanceUid, "1.2.3");
        image.Set(DicomTags.SamplesPerPixel, 1d);
        image.Set(DicomTags.PhotometricInterpretation, "MONOCHROME2");
        image.Set(DicomTags.NumberOfFrames, (double)frames);
        image.Set(DicomTags.Rows, 1d);
        image.Set(DicomTags.Columns, 2d);
        image.Set(DicomTags.BitsAllocated, 16d);
        image.Set(DicomTags.BitsStored, 12d);
        image.Set(DicomTags.HighBit, 11d);
        image.Set(DicomTags.PixelRepresentation, 0d);
        image.Set(new DicomElement(DicomTags.PixelData, DicomVr.OW, pixels));
        return image;
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
