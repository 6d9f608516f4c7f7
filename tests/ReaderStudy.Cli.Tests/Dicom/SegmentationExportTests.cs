using System.Globalization;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Nifti;
using ReaderStudy.Dicom.Segmentations;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Tests;

namespace ReaderStudy.Cli.Tests.Dicom;

/// <summary><c>readerstudy dicom export --format seg</c>: a mask that a model made of the exported volume becomes a DICOM SEG.</summary>
public sealed class SegmentationExportTests : IDisposable
{
    /// <summary>Grid of the images of these tests: 3 slices of 4 rows and 6 columns.</summary>
    private const int Columns = 6;
    private const int Rows = 4;
    private const int Slices = 3;

    private readonly TemporaryFiles _files = new();

    private string Out => Path.Combine(_files.Folder, "out");

    private string Images => Path.Combine(_files.Folder, "in");

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Every_number_becomes_a_segment_with_its_name_on_its_voxels()
    {
        var stack = WriteImages();
        var labels = Labels();
        var mask = await WriteMaskAsync(stack, labels);

        var run = await RunAsync(mask, "--label", "7=Lesion", "--label", "2=Liver", "--algorithm", "Net 2.1", "--json");

        Assert.Equal((0, ""), (run.Code, run.Error));
        var segments = run.Json.GetProperty("segmentations")[0].GetProperty("segments");
        Assert.Equal((1, 2), (segments[0].GetProperty("number").GetInt32(), segments[0].GetProperty("maskValue").GetInt32()));
        var back = await ReadAsync(stack);
        Assert.Equal(labels.Select(l => (byte)(l == 7 ? 2 : l / 2)), back.ToLabels());
        Assert.False(back.IsFractional);
        Assert.Equal(
            [(1, "Liver", "Net 2.1", "10200004"), (2, "Lesion", "Net 2.1", "52988006")],
            back.Segments.Select(s => (s.Description.Number, s.Description.Label, s.Description.AlgorithmName, s.Description.Type.Value))
        );
    }

    [Fact]
    public async Task It_points_to_the_images_and_keeps_patient_and_exam()
    {
        var stack = WriteImages();

        await RunAsync(await WriteMaskAsync(stack, Labels()));

        var dataset = (await FileAsync()).Dataset;
        Assert.Equal("Doe^Jane", dataset.GetString(DicomTags.PatientName));
        Assert.Equal("2.25.1", dataset.GetString(DicomTags.StudyInstanceUid));
        Assert.NotEqual("2.25.2", dataset.GetString(DicomTags.SeriesInstanceUid));
        var series = Assert.Single(dataset.GetItems(new DicomTag(0x0008, 0x1115)));
        Assert.Equal("2.25.2", series.GetString(DicomTags.SeriesInstanceUid));
        Assert.Equal(
            stack.Slices.Select(s => s.Dataset.GetString(DicomTags.SopInstanceUid)),
            series.GetItems(new DicomTag(0x0008, 0x114A)).Select(i => i.GetString(DicomTags.ReferencedSopInstanceUid))
        );
    }

    [Fact]
    public async Task Without_names_numbers_are_the_names_and_nobody_is_made_the_author()
    {
        var stack = WriteImages();

        var run = await RunAsync(await WriteMaskAsync(stack, Labels()));

        Assert.Equal(
            ["mask.dcm binary, on series 2.25.2", "segment 1: Label 2 (in the mask 2)", "segment 2: Label 7 (in the mask 7)"],
            run.Lines.Take(3)
        );
        Assert.All((await ReadAsync(stack)).Segments, s => Assert.Equal("not stated", s.Description.AlgorithmName));
    }

    /// <summary>
    /// What programs do to a mask on its way: other types, other orders of axes, other forms of the affine. nibabel 5 writes each from the
    /// exported volume, with 2 at the voxels (x, y, z) of <see cref="Labels"/> whose label is 2, and so on.
    /// </summary>
    [PythonTheory]
    [InlineData("n = m")]
    [InlineData("n = nibabel.as_closest_canonical(m)")]
    [InlineData("n = m.as_reoriented([[2, -1], [0, 1], [1, -1]])")]
    [InlineData("n = m.as_reoriented([[1, 1], [0, -1], [2, -1]])")]
    [InlineData("n = nibabel.Nifti1Image(a.astype('float64'), m.affine)")]
    [InlineData("n = nibabel.Nifti1Image(((a.astype('int16') + 8) * 4).astype('int16'), m.affine); n.header.set_slope_inter(0.25, -8)")]
    [InlineData("n = nibabel.Nifti1Image(a.astype('int8'), m.affine, dtype='int8')")]
    [InlineData("n = nibabel.Nifti1Image(a.astype('uint32'), m.affine)")]
    [InlineData("n = nibabel.Nifti1Image(a.astype('int64'), m.affine, dtype='int64')")]
    [InlineData("n = m; n.set_qform(m.affine, 1); n.set_sform(None, 0)")]
    [InlineData("n = m; n.set_sform(m.affine, 1); n.set_qform(numpy.diag([9, 9, 9, 1]), 1)")]
    [InlineData("n = nibabel.Nifti1Image(a.astype('>i2'), m.affine, nibabel.Nifti1Header(endianness='>')); n.header.set_data_dtype('>i2')")]
    [InlineData("n = nibabel.Nifti1Image(a[..., None].astype('uint16'), m.affine)")]
    [InlineData("n = m; n.header.extensions.append(nibabel.nifti1.Nifti1Extension('comment', b'x' * 1000))")]
    public async Task A_mask_is_put_onto_the_right_voxels_however_it_was_saved(string saving)
    {
        var stack = WriteImages(oblique: true);
        await CommandRun.Of("dicom", "export", Images, "--out", Path.Combine(_files.Folder, "volumes"));
        var volume = Directory.GetFiles(Path.Combine(_files.Folder, "volumes"), "*.nii.gz").Single();
        var labels = Labels();
        var voxels = string.Join(',', labels.Select(l => l.ToString(CultureInfo.InvariantCulture)));
        var script = $"""
            import nibabel, numpy, sys
            v = nibabel.load(sys.argv[1])
            a = numpy.array([{voxels}], 'uint8').reshape({Slices}, {Rows}, {Columns}).transpose()
            m = nibabel.Nifti1Image(a, v.affine)
            {saving}
            nibabel.save(n, sys.argv[2])
            """;
        var mask = Path.Combine(_files.Folder, "mask.nii.gz");
        Assert.Equal((0, ""), await ProgramAsync("/usr/bin/python3", "-c", script, volume, mask));

        var run = await RunAsync(mask);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(labels.Select(l => (byte)(l == 7 ? 2 : l / 2)), (await ReadAsync(stack)).ToLabels());
    }

    [PythonFact]
    public async Task Pydicom_finds_each_voxel_at_its_place_in_the_patient()
    {
        WriteImages(oblique: true);
        var mask = await WriteMaskAsync(SliceStack.Of(Read()), Labels());
        await RunAsync(mask);

        const string script = """
            import nibabel, numpy, pydicom, sys
            d, n = pydicom.dcmread(sys.argv[1]), nibabel.load(sys.argv[2])
            a, inverse, found = numpy.asarray(n.dataobj), numpy.linalg.inv(n.affine), 0
            shared = d.SharedFunctionalGroupsSequence[0]
            across = numpy.array(shared.PlaneOrientationSequence[0].ImageOrientationPatient, float).reshape(2, 3)
            spacing = [float(s) for s in shared.PixelMeasuresSequence[0].PixelSpacing]
            for f, frame in enumerate(d.PerFrameFunctionalGroupsSequence):
                place = numpy.array(frame.PlanePositionSequence[0].ImagePositionPatient, float)
                label = [2, 7][frame.SegmentIdentificationSequence[0].ReferencedSegmentNumber - 1]
                for row, column in zip(*d.pixel_array[f].nonzero()):
                    at = place + across[0] * spacing[1] * column + across[1] * spacing[0] * row
                    voxel = tuple(numpy.rint(inverse @ [-at[0], -at[1], at[2], 1]).astype(int)[:3])
                    assert a[voxel] == label, (f, row, column, voxel)
                    found += 1
            print(found, int((a > 0).sum()))
            """;
        var (code, output) = await ProgramAsync("/usr/bin/python3", "-c", script, Path.Combine(Out, "mask.dcm"), mask);

        Assert.Equal((0, "5 5"), (code, output));
    }

    [Fact]
    public async Task Values_between_0_and_1_become_probabilities()
    {
        var stack = WriteImages();
        var values = new float[Columns * Rows * Slices];
        (values[5], values[30], values[71]) = (0.5f, 1, 0.25f);

        var run = await RunAsync(await WriteMaskAsync(stack, values), "--label", "1=Lesion");

        Assert.Equal((0, ""), (run.Code, run.Error));
        var back = await ReadAsync(stack);
        var segment = Assert.Single(back.Segments);
        var expected = new byte[values.Length];
        (expected[5], expected[30], expected[71]) = (128, 255, 64);
        Assert.True(back.IsFractional);
        Assert.Equal("Lesion", segment.Description.Label);
        Assert.Equal(expected, back.MaskOf(segment));
    }

    [SharedDataFact("data/seg/liver-ct-3slice-with-seg")]
    public async Task A_segmentation_of_another_maker_comes_back_from_its_mask()
    {
        var folder = SharedData.PathOf("data/seg/liver-ct-3slice-with-seg");
        var (images, liver) = (Path.Combine(folder, "ct"), Path.Combine(folder, "liver.dcm"));
        var masks = Path.Combine(_files.Folder, "masks");
        await CommandRun.Of("dicom", "export", images, "--seg", liver, "--out", masks);
        var mask = Directory.GetFiles(masks, "*_dseg.nii.gz").Single();

        var run = await CommandRun.Of("dicom", "export", images, "--out", Out, "--format", "seg", "--mask", mask);

        Assert.Equal((0, ""), (run.Code, run.Error));
        var stack = SliceStack.Of(Directory.GetFiles(images).Select(p => DicomFile.Read(File.ReadAllBytes(p)).Dataset));
        var theirs = await SegmentationReader.ReadAsync(await DicomFile.ReadAsync(liver), stack);
        var ours = await SegmentationReader.ReadAsync(await DicomFile.ReadAsync(Directory.GetFiles(Out).Single()), stack);
        Assert.Equal(theirs.ToLabels(), ours.ToLabels());
    }

    // dicom3tools 1.00 of Debian 12.
    [ProgramTheory("dciodvfy")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dciodvfy_finds_no_error(bool isFractional)
    {
        var stack = WriteImages();
        var values = Labels().Select(l => isFractional ? l / 10f : l).ToArray();
        var run = await RunAsync(await WriteMaskAsync(stack, values), "--label", isFractional ? "1=Lesion" : "2=Left kidney");
        Assert.Equal((0, ""), (run.Code, run.Error));

        var (_, said) = await ProgramAsync("dciodvfy", Path.Combine(Out, "mask.dcm"));

        Assert.Contains("Segmentation", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Error", said, StringComparison.Ordinal);
    }

    private async Task<CommandRun> RunAsync(string mask, params string[] more) =>
        await CommandRun.Of(["dicom", "export", Images, "--out", Out, "--format", "seg", "--mask", mask, .. more]);

    private SliceStack WriteImages(bool oblique = false)
    {
        MaskedSeries.Write(Images, oblique: oblique);
        return SliceStack.Of(Read());
    }

    private List<DicomDataset> Read() => [.. Directory.GetFiles(Images).Select(p => DicomFile.Read(File.ReadAllBytes(p)).Dataset)];

    private Task<string> WriteMaskAsync<T>(SliceStack stack, T[] values)
        where T : struct => MaskedSeries.WriteMaskAsync(Path.Combine(_files.Folder, "mask.nii.gz"), NiftiAffine.Of(stack), values);

    /// <summary>A liver of 2 and a lesion of 7, in no mirror image of themselves.</summary>
    private static byte[] Labels()
    {
        var labels = new byte[Columns * Rows * Slices];
        (labels[1], labels[8], labels[24 + 9], labels[48 + 0]) = (2, 2, 2, 2);
        labels[24 + 17] = 7;
        return labels;
    }

    private async Task<DicomFile> FileAsync() => await DicomFile.ReadAsync(Path.Combine(Out, "mask.dcm"));

    private async Task<SegmentedVolume> ReadAsync(SliceStack stack) => await SegmentationReader.ReadAsync(await FileAsync(), stack);

    private static async Task<(int Code, string Output)> ProgramAsync(string program, params string[] arguments)
    {
        var (code, told, error) = await OutsideProgram.RunAsync(program, arguments);
        return (code, (told + error).Trim());
    }
}

/// <summary>A theory that needs pydicom and nibabel in the system's Python and is skipped, visibly, where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonTheoryAttribute : TheoryAttribute
{
    public PythonTheoryAttribute() => Skip = new PythonFactAttribute().Skip;
}

/// <summary>A theory that needs a program on the PATH and is skipped, visibly, where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProgramTheoryAttribute : TheoryAttribute
{
    public ProgramTheoryAttribute(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!Array.Exists(folders, f => File.Exists(Path.Combine(f, program))))
        {
            Skip = "needs the program " + program;
        }
    }
}
