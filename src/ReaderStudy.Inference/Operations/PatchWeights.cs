namespace ReaderStudy.Inference.Operations;

/// <summary>How much the places of a patch count where patches overlap.</summary>
public enum PatchBlending
{
    /// <summary>All the same.</summary>
    Uniform,

    /// <summary>The middle of a patch most.</summary>
    Gaussian,
}

/// <summary>Importance of each place of a patch.</summary>
/// <remarks>
/// The importance maps of MONAI's <c>sliding_window_inference</c>: 1 everywhere, or the product of Gaussians along the axes, centred in the
/// patch, σ a share of its side, cut from below at the larger of 0.001 and the smallest value, so that no place has no weight.
/// </remarks>
internal static class PatchWeights
{
    private const float Least = 1e-3f;

    public static float[] Of(GridSize patch, PatchBlending blending, double sigmaShare)
    {
        var weights = new float[patch.Voxels];
        if (blending == PatchBlending.Uniform)
        {
            Array.Fill(weights, 1);
            return weights;
        }

        var (through, down, across) = (Along(patch.Slices, sigmaShare), Along(patch.Rows, sigmaShare), Along(patch.Columns, sigmaShare));
        var index = 0;
        foreach (var slice in through)
        {
            foreach (var row in down)
            {
                foreach (var column in across)
                {
                    weights[index++] = Math.Max(Least, (float)(slice * row * column));
                }
            }
        }

        return weights;
    }

    private static double[] Along(int side, double share)
    {
        var sigma = side * share;
        return [.. Enumerable.Range(0, side).Select(i => i - ((side - 1) / 2.0)).Select(x => Math.Exp(-x * x / (2 * sigma * sigma)))];
    }
}
