using System.Runtime.InteropServices;
using ReaderStudy.Dicom.Nifti;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Tests.Nifti;

public sealed class MaskVoxelsTests
{
    private static readonly NiftiHeader Images = new(
        4,
        3,
        2,
        NiftiType.Signed16,
        NiftiAffine.Of(
            new VolumeGeometry(
                2,
                3,
                4,
                new SlicePlane(new Point3(1, 2, 3), new Point3(0.8, 0.6, 0), new Point3(-0.6, 0.8, 0), 0.7, 0.9),
                2.5
            )
        )
    );

    /// <summary>All 48 ways to count three axes: each voxel of the mask must find the one of the images that lies at the same place.</summary>
    [Fact]
    public void However_the_axes_are_flipped_or_swapped_voxels_keep_their_place()
    {
        int[][] swaps =
        [
            [0, 1, 2],
            [0, 2, 1],
            [1, 0, 2],
            [1, 2, 0],
            [2, 0, 1],
            [2, 1, 0],
        ];
        for (var way = 0; way < 48; way++)
        {
            var (swap, flips) = (swaps[way % 6], way / 6);
            var mask = Turned(swap, flips);

            Assert.Equal("", VoxelOrder.Compare(mask, Images, out var order));

            for (var k = 0; k < mask.Slices; k++)
            {
                for (var j = 0; j < mask.Rows; j++)
                {
                    for (var i = 0; i < mask.Columns; i++)
                    {
                        var at = order!.Start + (i * order.Column) + (j * order.Row) + (k * order.Slice);
                        var place = Images.Affine.PositionOf(at % 4, at / 4 % 3, at / 12);
                        Assert.True((place - mask.Affine.PositionOf(i, j, k)).Length < 1e-9, $"way {way}, voxel {i} {j} {k}");
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(0.05, "")]
    [InlineData(0.2, "it lies 0.18 mm beside the images")]
    public void A_tenth_of_a_voxel_is_rounding_and_more_is_not(double voxels, string difference)
    {
        var affine = Images.Affine;

        Assert.Equal(
            difference,
            VoxelOrder.Compare(Images with { Affine = affine with { Origin = affine.PositionOf(voxels, 0, 0) } }, Images, out var order)
        );
        Assert.Equal(difference.Length == 0, order is not null);
    }

    [Fact]
    public void Sizes_that_fit_only_along_other_axes_are_no_fit() =>
        Assert.Equal(
            "it has 3 x 4 x 2 voxels along the images' axes, not 4 x 3 x 2",
            VoxelOrder.Compare(Images with { Columns = 3, Rows = 4 }, Images, out _)
        );

    [Fact]
    public async Task Whole_numbers_are_labels_from_the_smallest()
    {
        var mask = await ReadAsync([300, 0, 5, 5.0004f, 12, 300]);

        Assert.Equal([5, 12, 300], mask.Labels);
        Assert.Equal([3, 0, 1, 1, 2, 3], mask.Voxels[..6]);
        Assert.False(mask.IsFractional);
    }

    [Fact]
    public async Task Values_between_0_and_1_are_probabilities_though_whole_ones_come_first()
    {
        var mask = await ReadAsync([1, 0, 1, 0.5f, 1.0002f, 0.25f]);

        Assert.True(mask.IsFractional);
        Assert.Equal([1], mask.Labels);
        Assert.Equal([255, 0, 255, 128, 255, 64], mask.Voxels[..6]);
    }

    [Theory]
    [InlineData(2, 0.5f, "voxel (1, 0, 0) holds 0.5")]
    [InlineData(0.5f, 2, "voxel (1, 0, 0) holds 2")]
    [InlineData(-1, 0, "voxel (0, 0, 0) holds -1")]
    [InlineData(0, float.NaN, "voxel (1, 0, 0) holds NaN")]
    [InlineData(1, float.PositiveInfinity, "voxel (1, 0, 0) holds Infinity")]
    public async Task What_is_neither_is_refused_by_its_voxel(float first, float second, string reason)
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync([first, second]));

        Assert.Equal(reason + ": a mask holds whole numbers from 0, or probabilities from 0 to 1", error.Message);
    }

    [Fact]
    public async Task More_labels_than_a_mask_names_are_refused()
    {
        var images = Images with { Columns = 300 };

        var error = await Assert.ThrowsAsync<InvalidDataException>(() =>
            ReadAsync([.. Enumerable.Range(1, 256).Select(i => (float)i)], images)
        );

        Assert.StartsWith("it holds more than 255 different whole numbers", error.Message, StringComparison.Ordinal);
        Assert.Equal(255, (await ReadAsync([.. Enumerable.Range(1, 255).Select(i => (float)i)], images)).Labels.Count);
    }

    private static async Task<MaskVoxels> ReadAsync(float[] values, NiftiHeader? images = null)
    {
        var header = (images ?? Images) with { Type = NiftiType.Real32 };
        Array.Resize(ref values, header.Columns * header.Rows * header.Slices);
        byte[] file = [.. header.ToBytes(), .. MemoryMarshal.AsBytes<float>(values)];
        await using var reader = await NiftiReader.OpenAsync(new MemoryStream(file));
        VoxelOrder.Compare(reader.Header, images ?? Images, out var order);
        return await MaskVoxels.ReadAsync(reader, order!);
    }

    /// <summary>The grid of <see cref="Images"/>, its axis swap[0] first and so on, counted from the other end where flips has a bit.</summary>
    private static NiftiHeader Turned(int[] swap, int flips)
    {
        int[] sizes = [4, 3, 2];
        Point3[] steps = [Images.Affine.Column, Images.Affine.Row, Images.Affine.Slice];
        var origin = Images.Affine.Origin;
        for (var axis = 0; axis < 3; axis++)
        {
            if ((flips >> axis & 1) != 0)
            {
                origin += steps[axis] * (sizes[axis] - 1);
                steps[axis] *= -1;
            }
        }

        return new NiftiHeader(
            sizes[swap[0]],
            sizes[swap[1]],
            sizes[swap[2]],
            NiftiType.Unsigned8,
            new NiftiAffine(steps[swap[0]], steps[swap[1]], steps[swap[2]], origin)
        );
    }
}
