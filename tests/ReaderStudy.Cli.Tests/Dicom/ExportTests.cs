using ReaderStudy.Dicom;
using ReaderStudy.Dicom.DerivedObjects;
using ReaderStudy.Dicom.Nifti;
using ReaderStudy.Dicom.Segmentations;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Tests;

namespace ReaderStudy.Cli.Tests.Dicom;

/// <summary><c>readerstudy dicom export</c>.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly TemporaryFiles _files = new();

    private string Out => Path.Combine(_files.Folder, "out");

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_series_becomes_a_volume_and_its_segmentation_a_mask()
    {
        var images = Write("in", 0, 5, 10);
        var seg = WriteSegmentation("in/seg.dcm", images);

        var run = await CommandRun.Of("dicom", "export", Path.Combine(_files.Folder, "in"), "--out", Out);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(
            [
                "sub-001_ses-01_phase-unknown_ct.json",
                "sub-001_ses-01_phase-unknown_ct.nii.gz",
                "sub-001_ses-01_phase-unknown_dseg.nii.gz",
                "sub-001_ses-01_phase-unknown_dseg.tsv",
            ],
            Files()
        );
        var volume = await ReadAsync("sub-001_ses-01_phase-unknown_ct.nii.gz");
        var mask = await ReadAsync("sub-001_ses-01_phase-unknown_dseg.nii.gz");
        Assert.Equal((6, 4, 3), (volume.Header.Columns, volume.Header.Rows, volume.Header.Slices));
        Assert.Equal(volume.Header.Affine, mask.Header.Affine);
        Assert.Equal((1, 0, 0), (mask[2, 1, 1], mask[2, 1, 0], mask[3, 1, 1]));
        Assert.True(File.Exists(seg));
    }

    [Fact]
    public async Task Bids_has_its_tables_and_no_identity()
    {
        Write("in", 0, 5, 10);

        var run = await CommandRun.Of("dicom", "export", Path.Combine(_files.Folder, "in"), "-o", Out, "--format", "bids", "--json");

        Assert.Equal(0, run.Code);
        Assert.Equal(
            "sub-001/ses-01/ct/sub-001_ses-01_phase-unknown_ct.nii.gz",
            run.Json.GetProperty("volumes")[0].GetProperty("path").GetString()
        );
        Assert.Contains("participants.tsv", Files());
        foreach (
            var file in Directory
                .EnumerateFiles(Out, "*", SearchOption.AllDirectories)
                .Where(f => !f.EndsWith(".gz", StringComparison.Ordinal))
        )
        {
            Assert.DoesNotContain("HOSP-4711", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_cannot_be_used_is_named_and_the_rest_goes_out()
    {
        Write("in", 0, 5, 10);
        var broken = _files.Write("in/notes.txt", "no image");

        var run = await CommandRun.Of("dicom", "export", Path.Combine(_files.Folder, "in"), "--out", Out);

        Assert.Equal(0, run.Code);
        Assert.StartsWith(broken + ": ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_with_a_gap_is_refused_with_the_reason_and_nothing_is_written()
    {
        Write("in", 0, 5, 15, 20);

        var run = await CommandRun.Of("dicom", "export", Path.Combine(_files.Folder, "in"), "--out", Out);

        Assert.Equal(1, run.Code);
        Assert.Contains("1 slice(s) are missing between 5.0 mm and 15.0 mm", run.Error, StringComparison.Ordinal);
        Assert.Equal(["in"], Directory.EnumerateFileSystemEntries(_files.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task An_image_whose_pixels_end_early_is_named_and_leaves_no_half_volume()
    {
        var images = Write("in", 0, 5, 10);
        images[1].SetPixels(new short[20]);
        var broken = Path.Combine(_files.Folder, "in", "1.dcm");
        await File.WriteAllBytesAsync(broken, new DicomFile(images[1]).ToBytes());

        var run = await CommandRun.Of("dicom", "export", Path.Combine(_files.Folder, "in"), "--out", Out);

        Assert.Equal(1, run.Code);
        Assert.StartsWith(broken + ": truncated", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(["in"], Directory.EnumerateFileSystemEntries(_files.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_folder_that_is_there_is_left_as_it_is()
    {
        Write("in", 0, 5, 10);
        Directory.CreateDirectory(Out);
        _files.Write("out/mine.txt", "mine");

        var run = await CommandRun.Of("dicom", "export", Path.Combine(_files.Folder, "in"), "--out", Out);

        Assert.Equal(1, run.Code);
        Assert.Contains("nothing is overwritten", run.Error, StringComparison.Ordinal);
        Assert.Equal(["mine.txt"], Files());
    }

    [Fact]
    public async Task A_segmentation_asked_for_by_name_must_be_usable()
    {
        Write("in", 0, 5, 10);
        var wrong = Path.Combine(_files.Folder, "in", "0.dcm");

        var run = await CommandRun.Of("dicom", "export", Path.Combine(_files.Folder, "in"), "--out", Out, "--seg", wrong);

        Assert.Equal(1, run.Code);
        Assert.Equal($"{wrong}: not a segmentation: it has no Segmentation Type", Assert.Single(run.ErrorLines));
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_named()
    {
        var run = await CommandRun.Of("dicom", "export", Path.Combine(_files.Folder, "nowhere"), "--out", Out);

        Assert.Equal(1, run.Code);
        Assert.Contains("nowhere: there is no such file or folder", run.Error, StringComparison.Ordinal);
    }

    [SharedDataFact("data/seg/liver-ct-3slice-with-seg")]
    public async Task A_liver_of_another_maker_becomes_a_mask_on_its_images()
    {
        var folder = SharedData.PathOf("data/seg/liver-ct-3slice-with-seg");

        var run = await CommandRun.Of(
            "dicom",
            "export",
            Path.Combine(folder, "ct"),
            "--seg",
            Path.Combine(folder, "liver.dcm"),
            "--out",
            Out,
            "--json"
        );

        // liver_seg.nrrd, counted with numpy: 36233 + 35645 + 35220 voxels of liver.
        var mask = await ReadAsync(run.Json.GetProperty("masks")[0].GetProperty("path").GetString()!);
        Assert.Equal(107098, mask.Data.ToArray().Count(v => v == 1));
        Assert.Equal((512, 512, 3), (mask.Header.Columns, mask.Header.Rows, mask.Header.Slices));
    }

    [Fact]
    public async Task Exams_without_a_patient_number_are_not_taken_for_one_person()
    {
        for (var exam = 1; exam <= 2; exam++)
        {
            foreach (var place in (int[])[0, 5, 10])
            {
                var image = Image(place + (100 * exam));
                image.SetEmpty(DicomTags.PatientId);
                image.Set(DicomTags.StudyInstanceUid, $"2.25.10{exam}");
                image.Set(DicomTags.SeriesInstanceUid, $"2.25.20{exam}");
                await File.WriteAllBytesAsync(Path.Combine(_files.Folder, $"{exam}-{place}.dcm"), new DicomFile(image).ToBytes());
            }
        }

        var run = await CommandRun.Of(["dicom", "export", .. Directory.GetFiles(_files.Folder, "*.dcm"), "--out", Out]);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(
            ["sub-001_ses-01_phase-unknown_ct.nii.gz", "sub-002_ses-01_phase-unknown_ct.nii.gz"],
            Files().Where(f => f.EndsWith(".gz", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_mask_lies_exactly_where_its_volume_lies_though_positions_are_rounded()
    {
        // 0.703 mm apart: the usual distance is 0.70 mm, four of them are 2.81 mm.
        var images = Write("in", 0, 0.7, 1.41, 2.11, 2.81);
        WriteSegmentation("in/seg.dcm", images);

        await CommandRun.Of("dicom", "export", Path.Combine(_files.Folder, "in"), "--out", Out);

        var volume = await ReadAsync("sub-001_ses-01_phase-unknown_ct.nii.gz");
        Assert.Equal(0.7025, volume.Header.Affine.Slice.Z, 1e-6);
        Assert.Equal(volume.Header.Affine, (await ReadAsync("sub-001_ses-01_phase-unknown_dseg.nii.gz")).Header.Affine);
    }

    [Fact]
    public async Task A_segmentation_finds_its_stack_among_several_of_its_series()
    {
        Write("in", 0, 5, 10);
        List<DicomDataset> sagittal = [Image(100), Image(101)];
        for (var i = 0; i < sagittal.Count; i++)
        {
            sagittal[i].Set(DicomTags.ImagePositionPatient, 2 * i, -120, 0);
            sagittal[i].Set(DicomTags.ImageOrientationPatient, 0, 1, 0, 0, 0, -1);
            await File.WriteAllBytesAsync(Path.Combine(_files.Folder, "in", $"s{i}.dcm"), new DicomFile(sagittal[i]).ToBytes());
        }

        WriteSegmentation("in/seg.dcm", sagittal);

        var run = await CommandRun.Of("dicom", "export", Path.Combine(_files.Folder, "in"), "--out", Out);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(
            (await ReadAsync("sub-001_ses-01_phase-unknown_run-2_ct.nii.gz")).Header.Affine,
            (await ReadAsync("sub-001_ses-01_phase-unknown_dseg.nii.gz")).Header.Affine
        );
    }

    [Fact]
    public async Task A_segmentation_among_the_images_that_is_named_too_gives_one_mask()
    {
        var seg = WriteSegmentation("in/seg.dcm", Write("in", 0, 5, 10));
        var sameFile = Path.Combine(_files.Folder, "in", "..", "in", "seg.dcm");

        var run = await CommandRun.Of("dicom", "export", Path.GetDirectoryName(seg)!, "--out", Out, "--seg", sameFile, "--json");

        Assert.Equal(1, run.Json.GetProperty("masks").GetArrayLength());
    }

    [Fact]
    public async Task An_image_whose_place_cannot_be_read_is_named_and_the_others_go_out()
    {
        Write("in", 0, 5, 10);
        var odd = Image(20);
        odd.Set(DicomTags.SeriesInstanceUid, "2.25.3");
        odd.Set(new DicomElement(DicomTags.ImagePositionPatient, DicomVr.DS, "a\\b\\c "u8.ToArray()));
        var broken = Path.Combine(_files.Folder, "in", "odd.dcm");
        await File.WriteAllBytesAsync(broken, new DicomFile(odd).ToBytes());

        var run = await CommandRun.Of("dicom", "export", Path.Combine(_files.Folder, "in"), "--out", Out);

        Assert.Equal(0, run.Code);
        Assert.StartsWith(broken + ": element (0020,0032)", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Contains("sub-001_ses-01_phase-unknown_ct.nii.gz", Files());
    }

    private List<DicomDataset> Write(string folder, params double[] places)
    {
        Directory.CreateDirectory(Path.Combine(_files.Folder, folder));
        var images = places.Select(z => Image(z)).ToList();
        for (var i = 0; i < images.Count; i++)
        {
            File.WriteAllBytes(Path.Combine(_files.Folder, folder, $"{i}.dcm"), new DicomFile(images[i]).ToBytes());
        }

        return images;
    }

    private string WriteSegmentation(string name, List<DicomDataset> images)
    {
        var pixels = new byte[24];
        pixels[6 + 2] = 1;
        Segment[] segments = [new(SegmentDescription.Liver(1, "demo", "1"), new Dictionary<int, ReadOnlyMemory<byte>> { [1] = pixels })];
        var identity = new DerivedIdentity
        {
            SopInstanceUid = "2.25.9",
            SeriesUid = "2.25.10",
            MadeAt = new DateTime(2026, 1, 2),
        };
        var path = Path.Combine(_files.Folder, name);
        File.WriteAllBytes(path, SegmentationWriter.Write(SliceStack.Of(images), segments, identity).ToBytes());
        return path;
    }

    private static DicomDataset Image(double z) => CtSlice.Of(FormattableString.Invariant($"export {z}"), "2.25.2", z, 1, 0, 0, 0, 1, 0);

    private async Task<NiftiImage> ReadAsync(string name)
    {
        await using var file = File.OpenRead(Path.Combine(Out, name));
        return await NiftiImage.ReadAsync(file);
    }

    private List<string> Files() =>
        [
            .. Directory
                .EnumerateFiles(Out, "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(Out, f))
                .Order(StringComparer.Ordinal),
        ];
}
