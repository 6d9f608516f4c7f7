using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Inference.Operations;

namespace ReaderStudy.Inference.Tests.Operations;

public class ConnectedComponentsTests
{
    [Theory]
    [InlineData(Neighbourhood.Faces)]
    [InlineData(Neighbourhood.Edges)]
    [InlineData(Neighbourhood.Corners)]
    public void Labels_volumes_and_diameters_are_those_of_scipy(Neighbourhood neighbourhood)
    {
        var reference = ReferenceFile.Cases("components");
        var (shape, spacing) = (reference.Integers("shape"), reference.Numbers("spacing"));
        var geometry = new VolumeGeometry(
            shape[0],
            shape[1],
            shape[2],
            new SlicePlane(new Point3(5, 6, 7), new Point3(1, 0, 0), new Point3(0, 1, 0), spacing[1], spacing[2]),
            spacing[0]
        );
        var one = reference.Each("splits").Single(split => split.Text("neighbourhood") == neighbourhood.ToString());

        var split = ConnectedComponents.Of(reference.Mask("mask"), geometry, neighbourhood);

        Assert.Equal(one.Integers("labels"), split.Labels);
        ReferenceFile.AssertClose(
            one.Numbers("parts"),
            split.Components.SelectMany(part => new[] { part.Voxels, part.Millilitres, part.LargestDiameter, part.LargestAxialDiameter }),
            1e-9
        );
        Assert.All(split.Components, part => Assert.Equal(part.Voxels, part.Slices.Sum(slice => slice.Area)));
    }

    [Fact]
    public void A_box_of_voxels_has_its_volume_its_diagonal_and_its_slices()
    {
        // By hand: 3 x 4 x 5 voxels of 2 x 1 x 1 mm: 120 mm³; diagonals of 4 x 3 x 4 mm and 3 x 4 mm.
        var geometry = VolumeGeometry.Axial(6, 8, 9, default, 2, 1);
        var mask = new bool[6 * 8 * 9];
        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] = i / 72 is >= 1 and <= 3 && i / 9 % 8 is >= 2 and <= 5 && i % 9 is >= 3 and <= 7;
        }

        var part = Assert.Single(ConnectedComponents.Of(mask, geometry, Neighbourhood.Faces).Components);

        Assert.Equal((60, 0.12), (part.Voxels, part.Millilitres));
        Assert.Equal(Math.Sqrt(16 + 9 + 16), part.LargestDiameter, 1e-12);
        Assert.Equal(5, part.LargestAxialDiameter, 1e-12);
        Assert.Equal(Enumerable.Range(1, 3).Select(slice => new SliceExtent(slice, new PixelBox(2, 3, 4, 5), 20)), part.Slices);
    }

    [Fact]
    public void An_empty_mask_has_no_component() =>
        Assert.Empty(ConnectedComponents.Of(new bool[8], VolumeGeometry.Axial(2, 2, 2, default, 1, 1), Neighbourhood.Corners).Components);
}
