using System.Text.Json;
using ReaderStudy.Dicom.Bids;
using ReaderStudy.Dicom.Nifti;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Tests.Bids;

public sealed class BidsFolderTests
{
    [Fact]
    public async Task A_data_set_has_the_parts_that_BIDS_asks_for()
    {
        using var folder = new TemporaryFolder();
        var root = Path.Combine(folder.Root, "set");

        await WriteAsync(root, tellsReference: false);

        Assert.Equal(
            [
                ".bidsignore",
                "README",
                "dataset_description.json",
                "derivatives/segmentations/dataset_description.json",
                "derivatives/segmentations/sub-C001/ses-01/ct/sub-C001_ses-01_phase-arterial_dseg.nii.gz",
                "derivatives/segmentations/sub-C001/ses-01/ct/sub-C001_ses-01_phase-arterial_dseg.tsv",
                "participants.json",
                "participants.tsv",
                "sub-C001/ses-01/ct/sub-C001_ses-01_phase-arterial_ct.json",
                "sub-C001/ses-01/ct/sub-C001_ses-01_phase-arterial_ct.nii.gz",
                "sub-C001/ses-01/ct/sub-C001_ses-01_phase-arterial_run-2_ct.json",
                "sub-C001/ses-01/ct/sub-C001_ses-01_phase-arterial_run-2_ct.nii.gz",
            ],
            FilesOf(root)
        );
        Assert.Equal(
            "participant_id\tage_band\tsex\nsub-C001\t60-69\tF\n",
            await File.ReadAllTextAsync(Path.Combine(root, "participants.tsv"))
        );
        Assert.Equal("index\tname\n1\tLiver\n", await File.ReadAllTextAsync(Path.Combine(root, FilesOf(root)[5])));
    }

    [Fact]
    public async Task The_sidecar_tells_how_it_was_acquired_and_nothing_of_place_maker_or_time()
    {
        using var folder = new TemporaryFolder();
        var root = Path.Combine(folder.Root, "set");
        await WriteAsync(root, tellsReference: false);

        var text = await File.ReadAllTextAsync(Path.Combine(root, "sub-C001/ses-01/ct/sub-C001_ses-01_phase-arterial_ct.json"));
        var sidecar = JsonDocument.Parse(text).RootElement;

        Assert.Equal(35, sidecar.GetProperty("SecondsAfterInjection").GetDouble());
        Assert.Equal(120, sidecar.GetProperty("KVP").GetDouble());
        Assert.Equal(5, sidecar.GetProperty("SpacingBetweenSlices").GetDouble());
        foreach (var secret in new[] { "Müller", "HOSP", "ACME", "101500", "2020" })
        {
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_reference_standard_is_told_only_where_it_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        var root = Path.Combine(folder.Root, "set");

        await WriteAsync(root, tellsReference: true);

        Assert.Equal(
            "participant_id\tage_band\tsex\treference_class\nsub-C001\t60-69\tF\tHCC\n",
            await File.ReadAllTextAsync(Path.Combine(root, "participants.tsv"))
        );
    }

    [Fact]
    public async Task A_folder_with_something_in_it_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Root, "mine.txt"), "mine");

        var error = Assert.Throws<IOException>(() => new FolderTarget(folder.Root));

        Assert.Contains("nothing is overwritten", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_that_ends_early_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        var root = Path.Combine(folder.Root, "set");

        using (var target = new FolderTarget(root))
        {
            await (await target.CreateAsync("a/b.txt", default)).DisposeAsync();
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Root));
    }

    [Fact]
    public async Task A_folder_may_be_named_with_a_slash_at_its_end()
    {
        using var folder = new TemporaryFolder();
        var root = Path.Combine(folder.Root, "set");

        using (var target = new FolderTarget(root + Path.DirectorySeparatorChar))
        {
            await (await target.CreateAsync("a/b.txt", default)).DisposeAsync();
            target.Complete();
        }

        Assert.Equal(["set"], Directory.EnumerateFileSystemEntries(folder.Root).Select(Path.GetFileName));
        Assert.True(File.Exists(Path.Combine(root, "a", "b.txt")));
    }

    [Theory]
    [InlineData(null, "n/a")]
    [InlineData(0, "0-9")]
    [InlineData(89, "80-89")]
    [InlineData(90, "90+")]
    [InlineData(103, "90+")]
    public void Ages_are_told_in_bands(int? age, string band) => Assert.Equal(band, new BidsParticipant("1", null, age).AgeBand);

    private static async Task WriteAsync(string root, bool tellsReference)
    {
        using var target = new FolderTarget(root);
        var bids = new BidsFolder(target, "Liver") { TellsReference = tellsReference };
        bids.Add(new BidsParticipant("C001", "F", 67) { ReferenceClass = "HCC" });
        DicomDataset[] images = [TestImages.Ct(0, 1), TestImages.Ct(5, 2)];
        foreach (var image in images)
        {
            image.Set(DicomTags.Kvp, 120d);
            image.Set(DicomTags.Manufacturer, "ACME");
            image.Set(DicomTags.ContrastBolusStartTime, new TimeOnly(10, 14, 25));
            image.Set(DicomTags.AcquisitionTime, new TimeOnly(10, 15, 0));
        }

        var stack = SliceStack.Of(images);
        var place = new BidsImage("C001", "01", "arterial", stack.Slices[0].Dataset);
        await bids.AddImagesAsync(place, NiftiSeries.Of(stack), (d, _) => Task.FromResult(d), default);
        await bids.AddImagesAsync(place, NiftiSeries.Of(stack), (d, _) => Task.FromResult(d), default);
        var geometry = new VolumeGeometry(2, 4, 6, stack.Slices[0].Plane, 5);
        await bids.AddMaskAsync(place, geometry, NiftiAffine.Of(geometry), new byte[48], [(1, "Liver")], default);
        await bids.FinishAsync(default);
        target.Complete();
    }

    private static List<string> FilesOf(string root) =>
        [
            .. Directory
                .EnumerateFiles(root, "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];
}
