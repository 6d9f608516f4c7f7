using System.Globalization;
using ReaderStudy.Dicom.Nifti;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Tests;

namespace ReaderStudy.Dicom.Tests.Nifti;

public sealed class NiftiTests
{
    [Fact]
    public async Task Hounsfield_units_come_out_as_they_went_in()
    {
        var back = await WrittenAsync([TestImages.Ct(0, 1, 1024), TestImages.Ct(5, 2, 1124), TestImages.Ct(10, 3, -2000)]);

        Assert.Equal(NiftiType.Signed16, back.Header.Type);
        Assert.Equal((1, -1024), (back.Header.Slope, back.Header.Intercept));
        Assert.Equal([0, 100, -3024], new[] { back[0, 0, 0], back[5, 3, 1], back[2, 2, 2] });
    }

    [Fact]
    public async Task Left_and_back_of_DICOM_become_right_and_front()
    {
        var back = await WrittenAsync([TestImages.Ct(10, 1), TestImages.Ct(0, 2), TestImages.Ct(5, 3)]);

        // By hand: origin (-100, -120, 0) to the left and back is (100, 120, 0); columns 0.5 mm to the left, rows 0.75 mm to the back.
        var affine = back.Header.Affine;
        Assert.Equal(new Point3(100, 120, 0), affine.Origin);
        Assert.Equal((-0.5, -0.75, 5.0), (affine.Column.X, affine.Row.Y, affine.Slice.Z));
        Assert.Equal(new Point3(98.5, 118.5, 10), affine.PositionOf(3, 2, 2));
    }

    [Fact]
    public async Task Slices_with_rescales_of_their_own_become_real_numbers()
    {
        var other = TestImages.Ct(5, 2, 10);
        other.Set(DicomTags.RescaleSlope, 0.25);

        var back = await WrittenAsync([TestImages.Ct(0, 1, 1024), other]);

        Assert.Equal(NiftiType.Real32, back.Header.Type);
        Assert.Equal((0, (0.25 * 10) - 1024), (back[0, 0, 0], back[0, 0, 1]));
    }

    [Fact]
    public void Uneven_stacks_are_refused_with_the_reason()
    {
        var error = Assert.Throws<StackException>(() => NiftiSeries.Of(SliceStack.Of([.. Gap()])));

        Assert.Contains("1 slice(s) are missing between 5.0 mm and 15.0 mm", error.Message, StringComparison.Ordinal);
    }

    [SharedDataFact("data/dicom-zoo/geometry/gantrytilting-001")]
    public async Task A_tilted_gantry_is_refused_with_the_reason()
    {
        var stack = SliceStack.Of(await ImagesAsync("data/dicom-zoo/geometry/gantrytilting-001"));

        var error = Assert.Throws<StackException>(() => NiftiSeries.Of(stack));

        Assert.Contains("tilted gantry", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0, 0, 0, 1, 0)]
    [InlineData(0, 1, 0, 0, 0, -1)]
    [InlineData(1, 0, 0, 0, 0, -1)]
    [InlineData(-1, 0, 0, 0, 1, 0)]
    [InlineData(0.8, 0.6, 0, -0.6, 0.8, 0)]
    [InlineData(-0.6, 0, 0.8, 0, -1, 0)]
    public void The_quaternion_says_the_same_as_the_matrix(double rx, double ry, double rz, double cx, double cy, double cz)
    {
        var plane = new SlicePlane(new Point3(1, 2, 3), new Point3(rx, ry, rz), new Point3(cx, cy, cz), 0.7, 0.9);
        var affine = NiftiAffine.Of(new VolumeGeometry(3, 4, 5, plane, 2.5));

        var (b, c, d, sign) = affine.Quaternion();

        // nifti1.h, method 2: the rotation from (a, b, c, d), columns times pixdim, the third times qfac.
        var a = Math.Sqrt(Math.Max(0, 1 - (b * b) - (c * c) - (d * d)));
        double[,] matrix =
        {
            { (a * a) + (b * b) - (c * c) - (d * d), 2 * ((b * c) - (a * d)), 2 * ((b * d) + (a * c)) },
            { 2 * ((b * c) + (a * d)), (a * a) + (c * c) - (b * b) - (d * d), 2 * ((c * d) - (a * b)) },
            { 2 * ((b * d) - (a * c)), 2 * ((c * d) + (a * b)), (a * a) + (d * d) - (b * b) - (c * c) },
        };
        Point3 Axis(int i, double length) => new(matrix[0, i] * length, matrix[1, i] * length, matrix[2, i] * length);
        Assert.True((Axis(0, 0.9) - affine.Column).Length < 1e-9);
        Assert.True((Axis(1, 0.7) - affine.Row).Length < 1e-9);
        Assert.True((Axis(2, 2.5 * sign) - affine.Slice).Length < 1e-9);
    }

    // dcm2niix v1.0.20220720 of Debian 12 turns the rows round, so that its second axis goes to the front; otherwise the two must agree.
    [ToolFact("dcm2niix", "data/ct-liver")]
    public async Task Dcm2niix_puts_every_voxel_in_the_same_place()
    {
        foreach (
            var series in new[]
            {
                "arterial-kits-00072",
                "non-contrast-lidc-0314",
                "portal-venous-cptac-pda-C3L-00189",
                "venous-stageii-crc-005",
            }
        )
        {
            var ours = await WrittenAsync(await ImagesAsync("data/ct-liver/" + series));
            var theirs = await ByDcm2niixAsync("data/ct-liver/" + series);

            var last = ours.Header.Rows - 1;
            var (a, b) = (ours.Header.Affine, theirs.Header.Affine);
            Assert.Equal(
                (ours.Header.Columns, ours.Header.Rows, ours.Header.Slices),
                (theirs.Header.Columns, theirs.Header.Rows, theirs.Header.Slices)
            );
            AssertNear(a.Column, b.Column);
            AssertNear(a.Row * -1, b.Row);
            AssertNear(a.Slice, b.Slice);
            AssertNear(a.PositionOf(0, last, 0), b.Origin);
            for (var k = 0; k < ours.Header.Slices; k++)
            {
                for (var j = 0; j <= last; j += 7)
                {
                    for (var i = 0; i < ours.Header.Columns; i += 5)
                    {
                        Assert.Equal(theirs[i, last - j, k], ours[i, j, k]);
                    }
                }
            }
        }
    }

    [NibabelFact("data/ct-liver/arterial-kits-00072")]
    public async Task Nibabel_reads_the_same_affine_from_both_forms_and_the_same_HU()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Root, "ct.nii.gz");
        var stack = SliceStack.Of(await ImagesAsync("data/ct-liver/arterial-kits-00072"));
        await using (var file = File.Create(path))
        {
            await NiftiSeries.Of(stack).WriteAsync(file, (d, _) => Task.FromResult(d));
        }

        const string script = """
            import nibabel, numpy, sys
            n = nibabel.load(sys.argv[1])
            assert numpy.allclose(n.get_sform(), n.get_qform(), atol=1e-4), (n.get_sform(), n.get_qform())
            print(n.header.get_xyzt_units()[0], nibabel.aff2axcodes(n.affine), float(n.get_fdata().sum()))
            """;
        var (exitCode, output) = await ExternalTool.RunAsync("/usr/bin/python3", "-c", script, path);

        var sum = Volume.FromStack(stack).Voxels.Sum(v => (double)v).ToString("0.0", CultureInfo.InvariantCulture);
        Assert.Equal((0, $"mm ('L', 'P', 'S') {sum}"), (exitCode, output.Trim()));
    }

    [Fact]
    public async Task A_mask_is_one_byte_a_voxel_on_the_grid_of_its_volume()
    {
        var volume = TestImages.Volume(2, 3, 4, 1.5, (s, r, c) => (short)(s + r + c));
        using var memory = new MemoryStream();

        await NiftiMask.WriteAsync(
            memory,
            volume.Geometry,
            NiftiAffine.Of(volume.Geometry),
            Enumerable.Range(0, 24).Select(i => (byte)i).ToArray()
        );
        memory.Position = 0;
        var back = await NiftiImage.ReadAsync(memory);

        Assert.Equal(NiftiType.Unsigned8, back.Header.Type);
        Assert.Equal((5, 23), (back[1, 1, 0], back[3, 2, 1]));
        Assert.Equal(NiftiAffine.Of(volume.Geometry), back.Header.Affine);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[0])]
    public async Task What_is_no_NIfTI_is_refused(byte[] bytes) =>
        await Assert.ThrowsAsync<InvalidDataException>(() => NiftiImage.ReadAsync(new MemoryStream(bytes)));

    private static IEnumerable<DicomDataset> Gap() => new[] { 0, 5, 15, 20 }.Select((z, i) => TestImages.Ct(z, i + 1));

    private static async Task<NiftiImage> WrittenAsync(IEnumerable<DicomDataset> images)
    {
        using var memory = new MemoryStream();
        await NiftiSeries.Of(SliceStack.Of(images)).WriteAsync(memory, (d, _) => Task.FromResult(d));
        memory.Position = 0;
        return await NiftiImage.ReadAsync(memory);
    }

    private static async Task<NiftiImage> ByDcm2niixAsync(string folder)
    {
        using var target = new TemporaryFolder();
        var (exitCode, output) = await ExternalTool.RunAsync(
            "dcm2niix",
            "-z",
            "n",
            "-b",
            "n",
            "-f",
            "image",
            "-o",
            target.Root,
            SharedData.PathOf(folder)
        );
        Assert.True(exitCode == 0, output);
        await using var file = File.OpenRead(Path.Combine(target.Root, "image.nii"));
        return await NiftiImage.ReadAsync(file);
    }

    private static async Task<List<DicomDataset>> ImagesAsync(string folder)
    {
        var images = new List<DicomDataset>();
        foreach (var path in Directory.EnumerateFiles(SharedData.PathOf(folder)))
        {
            images.Add((await DicomFile.ReadAsync(path)).Dataset);
        }

        return images;
    }

    private static void AssertNear(Point3 expected, Point3 found) =>
        Assert.True((expected - found).Length < 1e-4, $"{expected} and {found} differ by {(expected - found).Length} mm");
}
