namespace ReaderStudy.Domain.Seen;

/// <summary>Where the reference standard says that the lesion lies: patient coordinates in mm (PS3.3 C.7.6.2.1.1: left, posterior, head).</summary>
/// <param name="X">To the patient's left.</param>
/// <param name="Y">To the back.</param>
/// <param name="Z">To the head.</param>
public sealed record LesionPlace(double X, double Y, double Z)
{
    /// <summary>Farther from the origin than any scanner's field.</summary>
    public const double Farthest = 5000;

    /// <summary>A single slice has no neighbour that says how thick it is: as far as this, in mm, a centre lies in it.</summary>
    private const double LeastReach = 1;

    /// <summary>
    /// The slices of a stack that pass through the lesion: those no farther from its centre than its radius, and always the nearest one as long
    /// as the centre lies no more than a slice outside of the stack. Empty: the stack does not reach it.
    /// </summary>
    /// <param name="heights">Of the slices along the stack's normal, in mm, in the order of the stack.</param>
    /// <param name="height">Of the lesion's centre along the same normal.</param>
    /// <param name="diameter">Of the lesion, in mm; null: not known.</param>
    public static IReadOnlyList<int> SlicesThrough(IReadOnlyList<double> heights, double height, double? diameter)
    {
        ArgumentNullException.ThrowIfNull(heights);
        if (heights.Count == 0)
        {
            return [];
        }

        var sorted = heights.Order().ToList();
        var step = sorted.Count > 1 ? (sorted[^1] - sorted[0]) / (sorted.Count - 1) : 0;
        var radius = (diameter ?? 0) / 2;
        var reach = Math.Max(LeastReach, Math.Max(step, radius));
        if (height < sorted[0] - reach || height > sorted[^1] + reach)
        {
            return [];
        }

        var nearest = Enumerable.Range(0, heights.Count).MinBy(i => Math.Abs(heights[i] - height));
        return [.. Enumerable.Range(0, heights.Count).Where(i => i == nearest || Math.Abs(heights[i] - height) <= radius)];
    }
}
