using ReaderStudy.Inference.Operations;

namespace ReaderStudy.Inference.Tests.Operations;

public class SlidingWindowTests
{
    [Fact]
    public void Blending_is_that_of_MONAIs_rule()
    {
        foreach (var one in ReferenceFile.Cases("sliding").EnumerateArray())
        {
            var window = new SlidingWindow
            {
                Patch = SizeOf(one.Integers("patch")),
                Overlap = one.Number("overlap"),
                Blending = Enum.Parse<PatchBlending>(one.Text("blending")),
                Padding = -2,
            };

            var blended = window.Run(one.Floats("volume"), SizeOf(one.Integers("shape")), 2, Ramp(window.Patch));

            ReferenceFile.AssertClose(one.Numbers("blended"), blended, 2e-5); // values up to 30, sums in 24 bits
        }
    }

    [Theory]
    [InlineData(PatchBlending.Uniform)]
    [InlineData(PatchBlending.Gaussian)]
    public void A_network_that_answers_one_number_gives_that_number_everywhere(PatchBlending blending)
    {
        var window = new SlidingWindow { Patch = new GridSize(4, 6, 5), Blending = blending };

        var blended = window.Run(new float[9 * 7 * 13], new GridSize(9, 7, 13), 1, (_, output) => output.Fill(0.7f));

        Assert.All(blended, value => Assert.Equal(0.7f, value, 1e-6f));
    }

    [Theory]
    [InlineData(PatchBlending.Uniform, 9, 7, 13)]
    [InlineData(PatchBlending.Gaussian, 9, 7, 13)]
    [InlineData(PatchBlending.Gaussian, 1, 1, 1)]
    [InlineData(PatchBlending.Gaussian, 4, 6, 5)]
    [InlineData(PatchBlending.Uniform, 3, 20, 4)]
    public void A_network_that_answers_its_input_gives_the_volume(PatchBlending blending, int slices, int rows, int columns)
    {
        var volume = Enumerable.Range(0, slices * rows * columns).Select(i => (float)(i * 37 % 101)).ToArray();
        var window = new SlidingWindow
        {
            Patch = new GridSize(4, 6, 5),
            Blending = blending,
            Overlap = 0.5,
        };

        var blended = window.Run(volume, new GridSize(slices, rows, columns), 1, (patch, output) => patch.CopyTo(output));

        ReferenceFile.AssertClose(volume.Select(value => (double)value), blended, 1e-4);
    }

    [Fact]
    public void Slices_come_in_order_as_soon_as_no_patch_reaches_them()
    {
        var (order, patches, patchesBefore) = (new List<int>(), 0, new List<int>());
        var window = new SlidingWindow { Patch = new GridSize(4, 8, 8), Overlap = 0.5 };

        window.RunSlices(
            new float[10 * 8 * 8],
            new GridSize(10, 8, 8),
            1,
            (_, output) =>
            {
                patches++;
                output.Fill(1);
            },
            (slice, _) =>
            {
                order.Add(slice);
                patchesBefore.Add(patches);
            }
        );

        Assert.Equal(Enumerable.Range(0, 10), order);
        Assert.Equal([1, 1, 2, 2, 3, 3, 4, 4, 4, 4], patchesBefore); // patches at 0, 2, 4 and 6
    }

    [Fact]
    public void It_stops_when_told()
    {
        using var source = new CancellationTokenSource();
        var window = new SlidingWindow { Patch = new GridSize(1, 2, 2) };

        Assert.Throws<OperationCanceledException>(() =>
            window.Run(new float[64], new GridSize(1, 8, 8), 1, (_, _) => source.Cancel(), source.Token)
        );
    }

    private static GridSize SizeOf(int[] shape) => new(shape[0], shape[1], shape[2]);

    /// <summary>Two channels: the patch times a ramp, and the square of that.</summary>
    private static PatchNetwork Ramp(GridSize size) =>
        (patch, output) =>
        {
            for (var i = 0; i < patch.Length; i++)
            {
                var (z, y, x) = (i / size.Plane, i / size.Columns % size.Rows, i % size.Columns);
                output[i] = (float)(patch[i] * (1 + (0.1 * z) + (0.05 * y) - (0.02 * x)));
                output[patch.Length + i] = output[i] * output[i];
            }
        };
}
