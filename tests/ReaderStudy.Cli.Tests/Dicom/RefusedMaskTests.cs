using System.Buffers.Binary;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Nifti;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Cli.Tests.Dicom;

/// <summary><c>readerstudy dicom export --format seg</c> where the mask cannot be used: the reason is told and nothing is written.</summary>
public sealed class RefusedMaskTests : IDisposable
{
    private readonly TemporaryFiles _files = new();

    private string Out => Path.Combine(_files.Folder, "out");

    private string Images => Path.Combine(_files.Folder, "in");

    private string Mask => Path.Combine(_files.Folder, "mask.nii");

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_mask_beside_the_images_is_told_how_far_it_lies_off()
    {
        var affine = WriteImages();

        var error = await ErrorAsync(affine with { Origin = affine.Origin + new Point3(0.25, 0, 0) });

        Assert.Equal(
            [
                $"{Mask}: lies on no series of the images. Name the images it was drawn on, or put it on their grid first (nearest neighbour):",
                "series 2.25.2, CT of 3 images: it lies 0.25 mm beside the images",
            ],
            error
        );
    }

    [Fact]
    public async Task A_mask_of_other_distances_or_turned_axes_is_told_so()
    {
        var affine = WriteImages();

        Assert.EndsWith(
            "its voxels are 6 mm apart where the images' are 5 mm, or its axes are slightly turned",
            (await ErrorAsync(affine with { Slice = affine.Slice * 1.2 }))[1],
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "its axes are turned against those of the images",
            (await ErrorAsync(affine with { Column = affine.Column + new Point3(0, 0.2, 0) }))[1],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_mask_of_another_size_is_told_both_sizes()
    {
        var affine = WriteImages();

        var error = await ErrorAsync(affine, change: bytes => With(bytes, 42, 5));

        Assert.EndsWith("it has 5 x 4 x 3 voxels, not 6 x 4 x 3", error[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_of_a_huge_size_costs_nothing()
    {
        var affine = WriteImages();
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var error = await ErrorAsync(affine, change: bytes => With(With(With(bytes, 42, 32767), 44, 32767), 46, 32767));

        Assert.EndsWith("it has 32767 x 32767 x 32767 voxels, not 6 x 4 x 3", error[1], StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 64 << 20);
    }

    [Fact]
    public async Task Series_that_lie_alike_are_told_apart_by_series()
    {
        var affine = WriteImages();
        MaskedSeries.Write(Images, "2.25.3");

        var error = await ErrorAsync(affine);
        var run = await CommandRun.Of([.. Arguments, "--series", "2.25.3", "--json"]);

        Assert.Equal(
            [$"{Mask}: lies on 2 series alike. Choose one by --series:", "series 2.25.2, CT of 3 images", "series 2.25.3, CT of 3 images"],
            error
        );
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal("2.25.3", run.Json.GetProperty("segmentations")[0].GetProperty("seriesUid").GetString());
    }

    [Fact]
    public async Task A_series_that_is_not_there_is_named()
    {
        var affine = WriteImages();

        var error = await ErrorAsync(affine, more: ["--series", "2.25.9"]);

        Assert.Equal([$"{Mask}: there are no images of the series 2.25.9 (--series)"], error);
    }

    [Fact]
    public async Task A_file_that_ends_early_is_refused()
    {
        var error = await ErrorAsync(WriteImages(), change: bytes => bytes[..^10]);

        Assert.Equal([$"{Mask}: the file ends early: 72 bytes of voxels are announced, 62 are there"], error);
    }

    [Fact]
    public async Task What_is_no_NIfTI_is_refused()
    {
        var error = await ErrorAsync(WriteImages(), change: bytes => bytes[..100]);

        Assert.Equal([$"{Mask}: not a NIfTI-1 file"], error);
    }

    [Fact]
    public async Task A_mask_that_is_not_there_is_named()
    {
        WriteImages();

        var run = await CommandRun.Of(Arguments);

        Assert.Equal(1, run.Code);
        Assert.Equal([$"{Mask}: there is no such file"], run.ErrorLines);
        Assert.Equal(["in"], Left());
    }

    [Fact]
    public async Task A_name_for_a_number_that_no_voxel_holds_is_refused()
    {
        var error = await ErrorAsync(WriteImages(), more: ["--label", "1=Liver", "--label", "4=Lesion"]);

        Assert.Equal([$"{Mask}: no voxel holds 4, which --label 4=Lesion names; the numbers are 1, 3"], error);
    }

    [Fact]
    public async Task An_empty_mask_is_refused()
    {
        var error = await ErrorAsync(WriteImages(), change: bytes => [.. bytes[..352], .. new byte[72]]);

        Assert.Equal([$"{Mask}: every voxel is 0: there is nothing to write"], error);
    }

    [Fact]
    public async Task A_folder_that_is_there_is_left_as_it_is()
    {
        var affine = WriteImages();
        Directory.CreateDirectory(Out);
        _files.Write("out/mine.txt", "mine");
        await MaskedSeries.WriteMaskAsync(Mask, affine, Voxels());

        var run = await CommandRun.Of(Arguments);

        Assert.Equal(1, run.Code);
        Assert.Contains("nothing is overwritten", run.Error, StringComparison.Ordinal);
        Assert.Equal(["mine.txt"], Directory.EnumerateFileSystemEntries(Out).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("--format seg needs --mask", "--format", "seg")]
    [InlineData("--mask goes with --format seg", "--mask", "m.nii")]
    [InlineData("--seg names a segmentation", "--format", "seg", "--mask", "m.nii", "--seg", "s.dcm")]
    [InlineData("not 'Lesion'", "--format", "seg", "--mask", "m.nii", "--label", "Lesion")]
    [InlineData("not '0=Lesion'", "--format", "seg", "--mask", "m.nii", "--label", "0=Lesion")]
    [InlineData("--label names 1 twice", "--format", "seg", "--mask", "m.nii", "--label", "1=A", "--label", "1=B")]
    [InlineData("--algorithm takes a name", "--format", "seg", "--mask", "m.nii", "--algorithm", "a\\b")]
    public async Task Options_that_do_not_go_together_are_a_wrong_call(string told, params string[] options)
    {
        var run = await CommandRun.Of(["dicom", "export", Images, "--out", Out, .. options]);

        Assert.Equal(2, run.Code);
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
    }

    private string[] Arguments => ["dicom", "export", Images, "--out", Out, "--format", "seg", "--mask", Mask];

    private NiftiAffine WriteImages()
    {
        MaskedSeries.Write(Images);
        return NiftiAffine.Of(SliceStack.Of(Directory.GetFiles(Images).Select(p => DicomFile.Read(File.ReadAllBytes(p)).Dataset)));
    }

    private async Task<IReadOnlyList<string>> ErrorAsync(NiftiAffine affine, Func<byte[], byte[]>? change = null, params string[] more)
    {
        await MaskedSeries.WriteMaskAsync(Mask, affine, Voxels(), change);
        var run = await CommandRun.Of([.. Arguments, .. more]);
        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Equal(["in", "mask.nii"], Left());
        return run.ErrorLines;
    }

    private IEnumerable<string?> Left() =>
        Directory.EnumerateFileSystemEntries(_files.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private static byte[] Voxels()
    {
        var voxels = new byte[72];
        (voxels[3], voxels[40]) = (1, 3);
        return voxels;
    }

    private static byte[] With(byte[] bytes, int at, short value)
    {
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(at), value);
        return bytes;
    }
}
