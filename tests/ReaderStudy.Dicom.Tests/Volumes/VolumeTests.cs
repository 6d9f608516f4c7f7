using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Tests;

namespace ReaderStudy.Dicom.Tests.Volumes;

public sealed class VolumeTests
{
    [Fact]
    public void Slices_are_sorted_by_position_whatever_their_order_and_instance_number()
    {
        DicomDataset[] images = [TestImages.Ct(10, 1, 30), TestImages.Ct(0, 3, 10), TestImages.Ct(5, 2, 20)];

        var volume = Volume.FromInstances(images);

        Assert.Equal([10 - 1024, 20 - 1024, 30 - 1024], new[] { (int)volume[0, 0, 0], volume[1, 3, 5], volume[2, 1, 1] });
        Assert.Equal(5, volume.Geometry.SliceSpacing);
        Assert.Equal(0.75, volume.Geometry.First.RowSpacing);
        Assert.Equal(0.5, volume.Geometry.First.ColumnSpacing);
        Assert.Equal(new Point3(-99, -118.5, 10), volume.Geometry.PositionOf(2, 2, 2));
        Assert.Empty(volume.Problems);
    }

    [Fact]
    public void A_missing_slice_is_named_by_the_place_where_it_is_missing()
    {
        var volume = Volume.FromInstances([TestImages.Ct(0, 1), TestImages.Ct(5, 2), TestImages.Ct(10, 3), TestImages.Ct(20, 5)]);

        var problem = Assert.Single(volume.Problems);

        Assert.Equal(StackProblemKind.MissingSlices, problem.Kind);
        Assert.Equal("1 slice(s) are missing between 10.0 mm and 20.0 mm (spacing 5.0 mm)", problem.Message);
    }

    [Fact]
    public void Of_two_slices_at_one_place_the_first_by_instance_number_is_used()
    {
        var volume = Volume.FromInstances([TestImages.Ct(0, 1), TestImages.Ct(5, 9, 77), TestImages.Ct(5, 2, 1024)]);

        Assert.Equal(2, volume.Geometry.Slices);
        Assert.Equal(0, volume[1, 0, 0]);
        Assert.Equal(StackProblemKind.DuplicatePosition, Assert.Single(volume.Problems).Kind);
    }

    [Fact]
    public void Mixed_orientations_are_no_volume_but_can_be_split()
    {
        var coronal = TestImages.Ct(3, 4);
        coronal.Set(DicomTags.ImageOrientationPatient, 1, 0, 0, 0, 0, -1);
        DicomDataset[] images = [TestImages.Ct(0, 1), coronal, TestImages.Ct(5, 2)];

        var error = Assert.Throws<StackException>(() => Volume.FromInstances(images));
        var stacks = SliceStack.Split(images);

        Assert.Equal(StackProblemKind.MixedOrientations, Assert.Single(error.Problems).Kind);
        Assert.Equal([2, 1], stacks.Select(s => s.Slices.Count));
        Assert.All(stacks, s => Assert.True(s.IsUsable));
    }

    [Fact]
    public void Mixed_sizes_are_no_volume()
    {
        var error = Assert.Throws<StackException>(() => Volume.FromInstances([TestImages.Ct(0, 1), TestImages.Ct(5, 2, rows: 8)]));

        Assert.Equal("the images have different sizes: 6 x 4, 6 x 8", error.Message);
    }

    [Fact]
    public void Images_without_a_position_are_no_volume()
    {
        var image = TestImages.Ct(0, 1);
        image.Remove(DicomTags.ImagePositionPatient);

        var error = Assert.Throws<StackException>(() => Volume.FromInstances([image, TestImages.Ct(5, 2)]));

        Assert.Equal("1 of 2 images do not say where they lie in the patient", error.Message);
    }

    [Fact]
    public void Unsigned_12_bit_values_and_a_slope_give_HU()
    {
        var image = TestImages.Ct(0, 1, unchecked((short)0xF800));
        image.Set(DicomTags.BitsStored, 12d);
        image.Set(DicomTags.HighBit, 11d);
        image.Set(DicomTags.PixelRepresentation, 0d);
        image.Set(DicomTags.RescaleSlope, 0.5);

        // By hand: the upper four bits do not count, 0x800 = 2048; 0.5 x 2048 - 1024 = 0.
        Assert.Equal(0, Volume.FromInstances([image])[0, 0, 0]);
    }

    [Theory]
    [InlineData(10, 9, false, -1024)]
    [InlineData(12, 11, true, -1024)]
    [InlineData(12, 13, false, 0)]
    [InlineData(16, 15, true, -30000)]
    [InlineData(16, 15, false, 1000)]
    public void A_whole_number_is_added_to_every_stored_value_and_cut_to_16_bits(int stored, int highBit, bool isSigned, int intercept)
    {
        var image = TestImages.Ct(0, 1, rows: 7, columns: 43);
        image.Set(DicomTags.BitsStored, (double)stored);
        image.Set(DicomTags.HighBit, (double)highBit);
        image.Set(DicomTags.PixelRepresentation, isSigned ? 1d : 0d);
        image.Set(DicomTags.RescaleIntercept, (double)intercept);
        image.SetPixels([.. Enumerable.Range(0, 7 * 43).Select(i => unchecked((short)((uint)i * 2654435761 >> 9)))]);

        var voxels = Volume.FromInstances([image]).Voxels;

        var expected = NativePixels.Of(image).StoredValues(0).Select(v => (short)Math.Clamp(v + intercept, -32768, 32767));
        Assert.Equal(expected, voxels);
    }

    [SharedDataFact("data/ct-liver/non-contrast-lidc-0314")]
    public async Task File_names_out_of_slice_order_do_not_matter()
    {
        var volume = Volume.FromInstances(await Load("non-contrast-lidc-0314"));

        // pydicom: 28 positions from -679.800049 to -598.800049.
        Assert.Empty(volume.Problems);
        Assert.Equal((28, 3.0), (volume.Geometry.Slices, volume.Geometry.SliceSpacing));
        Assert.Equal(-679.800049, volume.Geometry.First.Origin.Z, 6);
    }

    [SharedDataFact("data/dicom-zoo/geometry")]
    public async Task A_tilted_gantry_is_noticed()
    {
        var stack = SliceStack.Of(await Load("../dicom-zoo/geometry/gantrytilting-001"));

        Assert.Equal(StackProblemKind.Tilted, Assert.Single(stack.Problems).Kind);
    }

    private static async Task<List<DicomDataset>> Load(string folder)
    {
        var images = new List<DicomDataset>();
        foreach (var path in Directory.EnumerateFiles(SharedData.PathOf("data/ct-liver/" + folder)))
        {
            images.Add((await DicomFile.ReadAsync(path)).Dataset);
        }

        return images;
    }
}
