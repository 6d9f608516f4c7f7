namespace ReaderStudy.Inference.Operations;

/// <summary>Runs a network on one patch.</summary>
/// <param name="patch">[slice, row, column] of the patch.</param>
/// <param name="output">To be filled: [channel, slice, row, column].</param>
public delegate void PatchNetwork(ReadOnlySpan<float> patch, Span<float> output);

/// <summary>Receives a finished slice.</summary>
/// <param name="slice">Index of the slice; slices come in order.</param>
/// <param name="values">[channel, row, column]; only valid during the call.</param>
public delegate void FinishedSlice(int slice, ReadOnlySpan<float> values);

/// <summary>
/// Runs a network of a fixed input size over a volume of any size: patches that overlap, their answers blended as a weighted mean. A patch
/// of one slice makes it two-dimensional.
/// </summary>
/// <remarks>
/// Places and weights are those of MONAI's <c>sliding_window_inference</c>: steps of the patch's side times (1 − overlap), rounded down, at
/// least 1; the last patch of a row is moved back to end with the volume; a volume smaller than the patch is padded on both sides, an odd
/// place at the end. No more is held than one patch with its answer and the blended slices that are not finished: as many as a patch has.
/// </remarks>
public sealed record SlidingWindow
{
    /// <summary>Size of the network's input.</summary>
    public required GridSize Patch { get; init; }

    /// <summary>Share of a patch that the next one repeats, from 0 to less than 1.</summary>
    public double Overlap { get; init; } = 0.25;

    public PatchBlending Blending { get; init; } = PatchBlending.Uniform;

    /// <summary>σ of the Gaussian along each axis, as a share of the patch's side.</summary>
    public double SigmaShare { get; init; } = 0.125;

    /// <summary>What lies beyond a volume that is smaller than the patch.</summary>
    public float Padding { get; init; }

    /// <summary>The blended answer for the whole volume, [channel, slice, row, column].</summary>
    public float[] Run(
        ReadOnlySpan<float> volume,
        GridSize size,
        int channels,
        PatchNetwork network,
        CancellationToken cancellationToken = default
    )
    {
        var all = new float[checked(channels * size.Voxels)];
        RunSlices(
            volume,
            size,
            channels,
            network,
            (slice, values) =>
            {
                for (var channel = 0; channel < channels; channel++)
                {
                    values
                        .Slice(channel * size.Plane, size.Plane)
                        .CopyTo(all.AsSpan((channel * size.Voxels) + (slice * size.Plane), size.Plane));
                }
            },
            cancellationToken
        );
        return all;
    }

    /// <summary>The same, slice by slice as they are finished.</summary>
    public void RunSlices(
        ReadOnlySpan<float> volume,
        GridSize size,
        int channels,
        PatchNetwork network,
        FinishedSlice finished,
        CancellationToken cancellationToken = default
    )
    {
        size.Require(volume.Length, nameof(volume));
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        if (!(Overlap is >= 0 and < 1) || !(SigmaShare > 0))
        {
            throw new InvalidOperationException("Patches overlap by a share from 0 to less than 1, and σ is positive.");
        }

        var blended = new BlendedSlices(size, Patch, channels, PatchWeights.Of(Patch, Blending, SigmaShare), finished);
        var (patch, output) = (new float[Patch.Voxels], new float[checked(channels * Patch.Voxels)]);
        var (rows, columns) = (Places(size.Rows, Patch.Rows), Places(size.Columns, Patch.Columns));
        foreach (var slice in Places(size.Slices, Patch.Slices))
        {
            blended.FinishBefore(slice);
            foreach (var row in rows)
            {
                foreach (var column in columns)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Load(volume, size, patch, slice, row, column);
                    network(patch, output);
                    blended.Add(output, slice, row, column);
                }
            }
        }

        blended.FinishBefore(size.Slices);
    }

    /// <summary>Where patches begin along an axis; before 0 where the volume is smaller than the patch.</summary>
    private int[] Places(int side, int patch)
    {
        if (side <= patch)
        {
            return [-((patch - side) / 2)];
        }

        var step = Math.Max(1, (int)(patch * (1 - Overlap)));
        var count = ((side - patch + step - 1) / step) + 1;
        return [.. Enumerable.Range(0, count).Select(i => Math.Min(i * step, side - patch))];
    }

    private void Load(ReadOnlySpan<float> volume, GridSize size, float[] patch, int firstSlice, int firstRow, int firstColumn)
    {
        var (left, right) = (Math.Max(0, firstColumn), Math.Min(size.Columns, firstColumn + Patch.Columns));
        for (var slice = 0; slice < Patch.Slices; slice++)
        {
            for (var row = 0; row < Patch.Rows; row++)
            {
                var target = patch.AsSpan(Patch.IndexOf(slice, row, 0), Patch.Columns);
                var (z, y) = (firstSlice + slice, firstRow + row);
                if (left > firstColumn || right < firstColumn + Patch.Columns || (uint)z >= (uint)size.Slices || (uint)y >= (uint)size.Rows)
                {
                    target.Fill(Padding);
                }

                if ((uint)z < (uint)size.Slices && (uint)y < (uint)size.Rows)
                {
                    volume.Slice(size.IndexOf(z, y, left), right - left).CopyTo(target[(left - firstColumn)..]);
                }
            }
        }
    }
}
