using ReaderStudy.Tests;

namespace ReaderStudy.Cli.Tests.Dicom;

public sealed class DecodeTests : IDisposable
{
    private const string Slice = "data/dicom-zoo/transfer-syntax/JPEG-LL.dcm";
    private const string Frames = "data/seg/highdicom/seg_image_ct_binary.dcm";

    private readonly TemporaryFiles _files = new();

    public void Dispose() => _files.Dispose();

    [SharedDataFact(Slice)]
    public async Task A_compressed_image_becomes_its_stored_samples()
    {
        var run = await CommandRun.Of("dicom", "decode", SharedData.PathOf(Slice), "--out", _files.Folder);

        Assert.Equal((0, string.Empty), (run.Code, run.Error));
        var path = Path.Combine(_files.Folder, "JPEG-LL.dcm.1.raw");
        Assert.Equal(1024 * 256 * 2, new FileInfo(path).Length);
        Assert.Contains("1024 x 256, 1 sample(s) of 16 bits, signed, MONOCHROME2", run.Output, StringComparison.Ordinal);
        Assert.Contains($"frame 1: {path} (524288 bytes)", run.Output, StringComparison.Ordinal);
    }

    [SharedDataFact(Frames)]
    public async Task One_frame_is_written_as_a_picture_and_told_as_JSON()
    {
        var folder = Path.Combine(_files.Folder, "new");

        var run = await CommandRun.Of([
            "dicom",
            "decode",
            SharedData.PathOf(Frames),
            "--out",
            folder,
            "--frame",
            "2",
            "--format",
            "png",
            "--window",
            "0.5/1",
            "--json",
        ]);

        Assert.Equal(0, run.Code);
        var written = Assert.Single(run.Json.GetProperty("written").EnumerateArray());
        Assert.Equal(2, written.GetProperty("frame").GetInt32());
        var png = await File.ReadAllBytesAsync(written.GetProperty("path").GetString()!);
        Assert.Equal("89504E470D0A1A0A", Convert.ToHexString(png.AsSpan(0, 8)));
        Assert.Equal("seg_image_ct_binary.dcm.2.png", Path.GetFileName(Assert.Single(Directory.GetFiles(folder))));
    }

    [SharedDataFact(Frames)]
    public async Task A_frame_that_is_not_there_is_an_error_and_nothing_is_written()
    {
        var run = await CommandRun.Of("dicom", "decode", SharedData.PathOf(Frames), "--out", _files.Folder, "--frame", "4");

        Assert.Equal(1, run.Code);
        Assert.EndsWith("seg_image_ct_binary.dcm: there is no frame 4: the image has 3", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_files.Folder));
    }

    [Fact]
    public async Task What_is_no_DICOM_is_named_with_the_reason()
    {
        var path = _files.Write("notes.txt", "no image");

        var run = await CommandRun.Of("dicom", "decode", path);

        Assert.Equal(1, run.Code);
        Assert.StartsWith($"{path}: not a DICOM file", run.ErrorLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_window_must_be_two_numbers()
    {
        var run = await CommandRun.Of("dicom", "decode", "x.dcm", "--window", "40");

        Assert.Equal(2, run.Code);
        Assert.Contains("--window should be two numbers", run.Error, StringComparison.Ordinal);
    }
}
