namespace ReaderStudy.Inference.Operations;

/// <summary>
/// Sampled Gaussian and its first and second derivative, each as weights of neighbours at −radius … radius. Times are σ and σ²: the
/// derivatives are normalised for their scale. What is lost by sampling and cutting at 5 σ is put right: the Gaussian sums to 1, the first
/// derivative gives σ for a slope of 1 a pixel, the second 0 for a constant and 2 σ² for x².
/// </summary>
/// <remarks>Lindeberg T (1998). Feature detection with automatic scale selection. International Journal of Computer Vision 30:79–116.</remarks>
internal sealed record GaussianKernel(float[] Smooth, float[] First, float[] Second)
{
    private const double Reach = 5;

    public int Radius => Smooth.Length / 2;

    /// <param name="sigma">In pixels of the axis.</param>
    public static GaussianKernel Of(double sigma)
    {
        var radius = Math.Max(1, (int)((Reach * sigma) + 0.5));
        var places = Enumerable.Range(-radius, (2 * radius) + 1).Select(i => (double)i).ToArray();
        var smooth = places.Select(x => Math.Exp(-x * x / (2 * sigma * sigma))).ToArray();
        var sum = smooth.Sum();
        smooth = Array.ConvertAll(smooth, weight => weight / sum);
        var square = places.Zip(smooth, (x, weight) => x * x * weight).Sum();
        var second = places.Zip(smooth, (x, weight) => ((x * x) - square) * weight).ToArray();
        var curvature = places.Zip(second, (x, weight) => x * x * weight).Sum();
        return new GaussianKernel(
            Array.ConvertAll(smooth, weight => (float)weight),
            [.. places.Zip(smooth, (x, weight) => (float)(sigma * x * weight / square))],
            Array.ConvertAll(second, weight => (float)(2 * sigma * sigma * weight / curvature))
        );
    }
}
