using System.Text.Json;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Inference.Operations;

namespace ReaderStudy.Inference.Tests.Operations;

public class LesionCropTests
{
    private static readonly JsonElement Reference = ReferenceFile.Cases("crop");
    private static readonly GridSize Size = new(5, 9, 11);
    private static readonly IReadOnlyList<SliceExtent> Lesion = LesionExtent.OfMask(Reference.Mask("mask"), Size);

    // Rows 1 mm apart, columns 0.5 mm, slices 3 mm.
    private static readonly Volume Volume = new(
        new VolumeGeometry(5, 9, 11, new SlicePlane(new Point3(-10, 20, 30), new Point3(1, 0, 0), new Point3(0, 1, 0), 1, 0.5), 3),
        Array.ConvertAll(Reference.Integers("volume"), value => (short)value)
    );

    [Fact]
    public void Crops_of_a_mask_are_those_of_numpy_with_the_border_filled()
    {
        var crops = Reference.Each("crops").ToList();
        Assert.Equal(12, crops.Count);
        foreach (var one in crops)
        {
            var rule = new CropRule
            {
                MarginMillimetres = one.Number("millimetres"),
                MarginShare = one.Number("share"),
                Square = one.GetProperty("square").GetBoolean(),
            };

            var ours = LesionCrop.Of(Volume, Lesion, rule).Single(crop => crop.Slice == one.Integer("slice"));

            int[] box = [ours.Box.Top, ours.Box.Left, ours.Box.Rows, ours.Box.Columns];
            Assert.Equal(one.Integers("box"), box);
            Assert.Equal(one.Integers("values"), Array.ConvertAll(ours.Hounsfield, value => (int)value));
        }
    }

    [Fact]
    public void Slices_are_all_the_largest_or_every_nth()
    {
        int[] Slices(CropRule rule) => [.. LesionCrop.Of(Volume, Lesion, rule).Select(crop => crop.Slice)];

        Assert.Equal([1, 2, 3], Slices(new CropRule()));
        Assert.Equal([2], Slices(new CropRule { Slices = CropSlices.Largest }));
        Assert.Equal([1, 3], Slices(new CropRule { Slices = CropSlices.EveryNth, Every = 2 }));
    }

    [Fact]
    public void Of_slices_as_large_as_each_other_the_middle_one_is_the_largest()
    {
        var box = LesionExtent.OfBox(0, 4, new PixelBox(2, 3, 2, 2));

        var crop = LesionCrop.Of(Volume, box, new CropRule { Slices = CropSlices.Largest }).Single();

        Assert.Equal(2, crop.Slice);
        Assert.Equal([Volume[2, 2, 3], Volume[2, 2, 4], Volume[2, 3, 3], Volume[2, 3, 4]], crop.Hounsfield);
    }

    [Fact]
    public void Each_slice_can_be_cropped_around_what_lies_in_it()
    {
        var crops = LesionCrop.Of(Volume, Lesion, new CropRule { Outline = CropOutline.Slice });

        // By hand: the mask's rows and columns in slices 1, 2 and 3.
        Assert.Equal([new PixelBox(2, 1, 2, 2), new PixelBox(2, 1, 4, 4), new PixelBox(4, 3, 2, 2)], crops.Select(crop => crop.Box));
    }

    [Fact]
    public void A_box_in_the_patient_takes_the_voxels_it_touches()
    {
        // By hand: columns (-8.6 + 10) / 0.5 = 2.8 to (-7.3 + 10) / 0.5 = 5.4; rows 1.2 to 3.6; slices (35 - 30) / 3 = 1.67 to 4.
        var extents = LesionExtent.OfPatientBox(new Point3(-7.3, 21.2, 42), new Point3(-8.6, 23.6, 35), Volume.Geometry);

        Assert.Equal([2, 3, 4], extents.Select(extent => extent.Slice));
        Assert.All(extents, extent => Assert.Equal(new PixelBox(1, 3, 4, 3), extent.Box));
    }

    [Fact]
    public void A_box_that_reaches_beyond_the_volume_keeps_the_slices_there_are()
    {
        var extents = LesionExtent.OfPatientBox(new Point3(-9, 21, 0), new Point3(-8, 22, 34), Volume.Geometry);

        Assert.Equal([0, 1], extents.Select(extent => extent.Slice));
        Assert.Empty(LesionExtent.OfPatientBox(new Point3(-9, 21, 100), new Point3(-8, 22, 120), Volume.Geometry));
    }

    [Fact]
    public void A_lesion_in_no_slice_is_refused() => Assert.Throws<ArgumentException>(() => LesionCrop.Of(Volume, [], new CropRule()));
}
