using System.Text.Json;
using ReaderStudy.Dicom;
using ReaderStudy.Radiomics;

namespace ReaderStudy.Cli.Tests.Radiomics;

/// <summary><c>readerstudy radiomics</c> on a phantom written as DICOM, with its lesion as a segmentation.</summary>
public sealed class RadiomicsTests : IDisposable
{
    private readonly TemporaryFiles _files = new();
    private readonly string _mask;

    public RadiomicsTests()
    {
        _mask = SegmentedPhantom.Write(_files.Folder);
    }

    private string Exam => Path.Combine(_files.Folder, "exam");

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task All_features_of_the_lesion_are_those_of_its_voxels_in_the_series_it_was_drawn_on()
    {
        var run = await CommandRun.Of("radiomics", Exam, "--mask", _mask, "--segment", "1", "--bins", "16", "--textures", "all", "--json");

        Assert.Equal((0, ""), (run.Code, run.Error));
        var segment = Assert.Single(run.Json.GetProperty("segments").EnumerateArray());
        Assert.Equal("Lesion 1", segment.GetProperty("label").GetString());
        // The library on the whole image, which the command cuts to the lesion and what is around it.
        var expected = RadiomicFeatures.Of(WholeImage(), Discretisation.FixedBinNumber(16));
        var features = segment.GetProperty("features").EnumerateArray().ToList();
        Assert.Equal(expected.Select(f => f.Code), features.Select(f => f.GetProperty("code").GetString()));
        Assert.All(
            expected.Zip(features),
            pair =>
            {
                Assert.Equal(pair.First.Aggregation.Code, pair.Second.GetProperty("aggregation").GetProperty("code").GetString());
                Assert.Equal(
                    pair.First.Value!.Value,
                    pair.Second.GetProperty("value").GetDouble(),
                    1e-6 * Math.Max(1, Math.Abs(pair.First.Value.Value))
                );
            }
        );
        // From the phantom itself: its volume and its mean.
        var inside = Inside();
        Assert.Equal(inside.Length * SegmentedPhantom.Volume.Geometry.VoxelVolume, ValueOf(features, "YEKZ"), 1e-6);
        Assert.Equal(inside.Average(v => v), ValueOf(features, "Q4LE"), 1e-9);
    }

    [Fact]
    public async Task A_table_gives_each_feature_its_code_and_says_what_grey_levels_are()
    {
        var run = await CommandRun.Of("radiomics", Exam, "--mask", _mask, "--segment", "1", "--range", "-50:400");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains(run.Lines, l => l.StartsWith("MORPH RNU0 Volume (mesh) 3D ", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("GLCM NI2N Correlation 3D:mrg ", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Lines, l => l.Contains(" 2.5D", StringComparison.Ordinal));
        Assert.Contains("Grey levels: fixed bin size, width 25, from -50.", run.Lines);
        Assert.Contains(
            run.Lines,
            l => l.EndsWith("no cubes: textures in 3D mix neighbours of different distances.", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_has_no_value_has_its_reason_below_the_table()
    {
        var run = await CommandRun.Of("radiomics", Exam, "--mask", _mask, "--segment", "1", "--bins", "1");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("GLCM NI2N Correlation 3D:mrg none", run.Lines);
        Assert.Contains("No value for NI2N, R8DG: no two neighbours lie in the region, or all that do have one grey level.", run.Lines);
        Assert.Contains("No value for 12CE, 8E6O, VQB3, RHQZ: a histogram of one grey level has no gradient.", run.Lines);
    }

    [Fact]
    public async Task Textures_slice_by_slice_need_no_cubes()
    {
        var run = await CommandRun.Of("radiomics", Exam, "--mask", _mask, "--textures", "2.5d", "--bin-width", "10", "--json");

        Assert.Empty(run.Json.GetProperty("notes").EnumerateArray());
        Assert.Equal("fixed bin size, width 10, from the lowest intensity", run.Json.GetProperty("discretisation").GetString());
        var names = run
            .Json.GetProperty("segments")[0]
            .GetProperty("features")
            .EnumerateArray()
            .Select(f => f.GetProperty("aggregation").GetProperty("name").GetString())
            .ToHashSet();
        Assert.Equal(["2.5D", "2.5D:avg", "2.5D:mrg", "3D"], names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_used_is_named_with_what_to_do()
    {
        await AssertRefused("nowhere: there is no such folder. Name the folder", Path.Combine(_files.Folder, "nowhere"), _mask);
        await AssertRefused("none.dcm: there is no such file. Name a DICOM segmentation", Exam, Path.Combine(_files.Folder, "none.dcm"));
        await AssertRefused("text.dcm: ", Exam, _files.Write("text.dcm", "no image"));
        await AssertRefused("S003: there is no DICOM image in it", Empty("S003"), _mask);
        await AssertRefused("which is not in", FolderOf("Arterial"), _mask);
        await AssertRefused("it has no segment 9. Its segments are 1 (Lesion 1)", Exam, _mask, "--segment", "9");
        await AssertRefused("No voxel of the region has an intensity from 5000 to 6000", Exam, _mask, "--range", "5000:6000");
        await AssertRefused("Widen the bins", Exam, _mask, "--bin-width", "0.01");
        await AssertRefused("it is no segmentation", Exam, Directory.GetFiles(FolderOf("Portal"))[0]);
    }

    [Fact]
    public async Task A_missing_slice_makes_no_even_grid()
    {
        var slices = Directory.GetFiles(FolderOf("Portal")).Order(StringComparer.Ordinal).ToList();
        File.Delete(slices[slices.Count / 2]);

        await AssertRefused("the slices are no even grid", Exam, _mask);
    }

    [Theory]
    [InlineData("--bins", "0")]
    [InlineData("--bins", "many")]
    [InlineData("--bin-width", "-1")]
    [InlineData("--range", "400:-100")]
    [InlineData("--textures", "4d")]
    public async Task Options_that_mean_nothing_are_refused_before_anything_is_read(string option, string value)
    {
        Assert.Equal(2, (await CommandRun.Of("radiomics", Exam, "--mask", _mask, option, value)).Code);
    }

    [Fact]
    public async Task Bins_have_a_number_or_a_width()
    {
        var run = await CommandRun.Of("radiomics", Exam, "--mask", _mask, "--bins", "8", "--bin-width", "25");

        Assert.Equal(2, run.Code);
        Assert.Contains("Bins have either a number (--bins) or a width (--bin-width).", run.Error, StringComparison.Ordinal);
    }

    private static async Task AssertRefused(string reason, string folder, string mask, params string[] more)
    {
        var run = await CommandRun.Of(["radiomics", folder, "--mask", mask, .. more]);

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains(reason, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    private string Empty(string name) => Directory.CreateDirectory(Path.Combine(_files.Folder, name)).FullName;

    /// <summary>The folder of the series whose description begins so.</summary>
    private string FolderOf(string phase) =>
        Directory
            .GetDirectories(Exam)
            .Single(f =>
                DicomFile
                    .Read(File.ReadAllBytes(Directory.GetFiles(f)[0]))
                    .Dataset.GetString(DicomTags.SeriesDescription)!
                    .StartsWith(phase, StringComparison.Ordinal)
            );

    private static short[] Inside() => [.. SegmentedPhantom.Volume.Voxels.Where((_, i) => SegmentedPhantom.Case.LesionLabels[i] == 1)];

    private static Region WholeImage()
    {
        var (volume, plane) = (SegmentedPhantom.Volume, SegmentedPhantom.Volume.Geometry.First);
        var grid = new VoxelGrid(
            volume.Geometry.Columns,
            volume.Geometry.Rows,
            volume.Geometry.Slices,
            plane.ColumnSpacing,
            plane.RowSpacing,
            volume.Geometry.SliceSpacing
        );
        return new Region(grid, [.. volume.Voxels.Select(v => (double)v)], [.. SegmentedPhantom.Case.LesionLabels.Select(l => l == 1)]);
    }

    private static double ValueOf(List<JsonElement> features, string code) =>
        features.Single(f => f.GetProperty("code").GetString() == code).GetProperty("value").GetDouble();
}
