using System.Buffers.Binary;
using ReaderStudy.Dicom;
using ReaderStudy.Tests;

namespace ReaderStudy.Cli.Tests.Dicom;

/// <summary><c>readerstudy dicom export</c> of enhanced, multi-frame files.</summary>
public sealed class EnhancedExportTests : IDisposable
{
    /// <summary>
    /// Goes through the frames of an enhanced file with pydicom, and looks up each pixel of four rows of each frame, by its place in the
    /// patient, in the volume as nibabel reads it. Prints the number of frames.
    /// </summary>
    private const string Compare = """
        import nibabel, numpy, pydicom, sys
        d, n = pydicom.dcmread(sys.argv[1]), nibabel.load(sys.argv[2])
        values, inverse = n.get_fdata(), numpy.linalg.inv(n.affine)
        assert numpy.allclose(n.get_sform(), n.get_qform(), atol=1e-4)
        shared = d.SharedFunctionalGroupsSequence[0]
        def macro(frame, name):
            own = d.PerFrameFunctionalGroupsSequence[frame]
            return (own if name in own else shared)[name].value[0]
        for f in range(d.NumberOfFrames):
            place = numpy.array(macro(f, 'PlanePositionSequence').ImagePositionPatient, float)
            across = numpy.array(macro(f, 'PlaneOrientationSequence').ImageOrientationPatient, float).reshape(2, 3)
            spacing = [float(s) for s in macro(f, 'PixelMeasuresSequence').PixelSpacing]
            unit = macro(f, 'PixelValueTransformationSequence')
            real = d.pixel_array[f] * float(unit.RescaleSlope) + float(unit.RescaleIntercept)
            for row in sorted({0, 1, d.Rows // 2, d.Rows - 1}):
                for column in range(d.Columns):
                    at = place + across[0] * spacing[1] * column + across[1] * spacing[0] * row
                    voxel = inverse @ [-at[0], -at[1], at[2], 1]
                    near = numpy.rint(voxel[:3]).astype(int)
                    assert numpy.abs(voxel[:3] - near).max() < 0.01, (f, row, column, voxel)
                    assert abs(values[tuple(near)] - real[row, column]) < 1e-3, (f, row, column, values[tuple(near)], real[row, column])
        print(d.NumberOfFrames, values.shape)
        """;

    private readonly TemporaryFiles _files = new();

    private string Out => Path.Combine(_files.Folder, "out");

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Frames_become_the_slices_of_one_volume_in_the_order_of_their_places()
    {
        var path = WriteEnhanced(10, 0, 5);

        var run = await CommandRun.Of("dicom", "export", path, "--out", Out, "--json");

        Assert.Equal(0, run.Code);
        var volume = run.Json.GetProperty("volumes")[0];
        Assert.Equal((6, 4, 3), (Number(volume, "columns"), Number(volume, "rows"), Number(volume, "slices")));
        Assert.Equal(0, run.Json.GetProperty("refused").GetArrayLength());
    }

    [PythonFact]
    public async Task Every_pixel_of_a_frame_is_found_at_its_place_by_pydicom_and_nibabel()
    {
        var path = WriteEnhanced(10, 0, 5);

        await CommandRun.Of("dicom", "export", path, "--out", Out);

        Assert.Equal("3 (6, 4, 3)", await CompareAsync(path));
    }

    [PythonFact("data/dicom-zoo/enhanced-multiframe/eCT_Supplemental.dcm")]
    public async Task So_it_is_for_an_enhanced_CT_of_another_maker()
    {
        var path = SharedData.PathOf("data/dicom-zoo/enhanced-multiframe/eCT_Supplemental.dcm");

        await CommandRun.Of("dicom", "export", path, "--out", Out);

        Assert.Equal("2 (512, 512, 2)", await CompareAsync(path));
    }

    [Fact]
    public async Task Frames_whose_groups_are_missing_are_refused_by_the_name_of_the_file()
    {
        var path = WriteEnhanced([10, 0, 5], described: 2);

        var run = await CommandRun.Of("dicom", "export", path, "--out", Out);

        Assert.Equal(1, run.Code);
        Assert.StartsWith(
            path + ": the header announces 3 frames, its functional groups describe 2",
            run.ErrorLines[0],
            StringComparison.Ordinal
        );
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public async Task A_mask_of_enhanced_images_is_refused_for_a_segmentation_would_point_to_images_that_nobody_has()
    {
        var path = WriteEnhanced(10, 0, 5);
        await CommandRun.Of("dicom", "export", path, "--out", Out);
        var volume = Assert.Single(Directory.EnumerateFiles(Out, "*.nii.gz"));
        var seg = Path.Combine(_files.Folder, "seg");

        var run = await CommandRun.Of("dicom", "export", path, "--out", seg, "--format", "seg", "--mask", volume);

        Assert.Equal(1, run.Code);
        Assert.StartsWith($"{path}: no segmentation of enhanced (multi-frame) images is written", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(seg));
    }

    private async Task<string> CompareAsync(string path)
    {
        var volume = Assert.Single(Directory.EnumerateFiles(Out, "*.nii.gz"));
        var (code, output, error) = await OutsideProgram.RunAsync("/usr/bin/python3", "-c", Compare, path, volume);
        return code == 0 ? output : error;
    }

    private string WriteEnhanced(params double[] places) => WriteEnhanced(places, places.Length);

    /// <summary>An oblique enhanced MR of 4 x 6 pixels a frame, frames out of order, each with a rescale of its own.</summary>
    private string WriteEnhanced(double[] places, int described)
    {
        var image = new DicomDataset();
        image.Set(DicomTags.SopClassUid, "1.2.840.10008.5.1.4.1.1.4.1");
        image.Set(DicomTags.SopInstanceUid, "2.25.7");
        image.Set(DicomTags.Modality, "MR");
        image.Set(DicomTags.PatientId, "HOSP-4711");
        image.Set(DicomTags.StudyInstanceUid, "2.25.1");
        image.Set(DicomTags.SeriesInstanceUid, "2.25.2");
        image.Set(DicomTags.SamplesPerPixel, 1d);
        image.Set(DicomTags.PhotometricInterpretation, "MONOCHROME2");
        image.Set(DicomTags.NumberOfFrames, (double)places.Length);
        image.Set(DicomTags.Rows, 4d);
        image.Set(DicomTags.Columns, 6d);
        image.Set(DicomTags.BitsAllocated, 16d);
        image.Set(DicomTags.BitsStored, 12d);
        image.Set(DicomTags.HighBit, 11d);
        image.Set(DicomTags.PixelRepresentation, 0d);
        image.SetItems(
            DicomTags.SharedFunctionalGroupsSequence,
            With(shared =>
            {
                shared.SetItems(new(0x0020, 0x9116), With(i => i.Set(DicomTags.ImageOrientationPatient, 0.8, 0.6, 0, -0.6, 0.8, 0)));
                shared.SetItems(
                    new(0x0028, 0x9110),
                    With(i =>
                    {
                        i.Set(DicomTags.PixelSpacing, 0.75, 0.5);
                        i.Set(DicomTags.SliceThickness, 5d);
                    })
                );
            })
        );
        image.SetItems(
            DicomTags.PerFrameFunctionalGroupsSequence,
            [
                .. places
                    .Take(described)
                    .Select(
                        (z, f) =>
                            With(frame =>
                            {
                                frame.SetItems(new(0x0020, 0x9113), With(i => i.Set(DicomTags.ImagePositionPatient, -100, -120, z)));
                                frame.SetItems(
                                    new(0x0028, 0x9145),
                                    With(i =>
                                    {
                                        i.Set(DicomTags.RescaleSlope, 1 + (0.5 * f));
                                        i.Set(DicomTags.RescaleIntercept, -10d * f);
                                        i.Set(DicomTags.RescaleType, "US");
                                    })
                                );
                            })
                    ),
            ]
        );
        var pixels = new byte[places.Length * 48];
        for (var i = 0; i < pixels.Length; i += 2)
        {
            BinaryPrimitives.WriteInt16LittleEndian(pixels.AsSpan(i), (short)(i * 13 % 4096));
        }

        image.Set(new DicomElement(DicomTags.PixelData, DicomVr.OW, pixels));
        var path = Path.Combine(_files.Folder, "enhanced.dcm");
        File.WriteAllBytes(path, new DicomFile(image).ToBytes());
        return path;
    }

    private static DicomDataset With(Action<DicomDataset> fill)
    {
        var item = new DicomDataset();
        fill(item);
        return item;
    }

    private static int Number(System.Text.Json.JsonElement volume, string name) => volume.GetProperty(name).GetInt32();
}

/// <summary>A fact that needs pydicom and nibabel in the system's Python and is skipped, visibly, where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute(string? sharedData = null)
    {
        string[] modules = ["pydicom", "nibabel"];
        if (Array.Find(modules, m => !Directory.Exists("/usr/lib/python3/dist-packages/" + m)) is { } missing)
        {
            Skip = "needs python3-" + missing;
        }
        else if (sharedData is not null && !SharedData.Has(sharedData))
        {
            Skip = $"needs ../shared/{sharedData}";
        }
    }
}
