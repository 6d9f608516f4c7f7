namespace ReaderStudy.Inference.Operations;

/// <summary>The corners of the convex hull of pixels.</summary>
/// <remarks>Andrew AM (1979). Another efficient algorithm for convex hulls in two dimensions. Information Processing Letters 9:216–219.</remarks>
internal static class ConvexOutline
{
    public static List<(int Row, int Column)> Of(IEnumerable<(int Row, int Column)> pixels)
    {
        var sorted = pixels.Distinct().Order().ToList();
        if (sorted.Count < 3)
        {
            return sorted;
        }

        var (one, other) = (Half(sorted), Half(Enumerable.Reverse(sorted)));
        return [.. one[..^1], .. other[..^1]];
    }

    private static List<(int Row, int Column)> Half(IEnumerable<(int Row, int Column)> points)
    {
        var half = new List<(int Row, int Column)>();
        foreach (var point in points)
        {
            while (half.Count > 1 && Turn(half[^2], half[^1], point) <= 0)
            {
                half.RemoveAt(half.Count - 1);
            }

            half.Add(point);
        }

        return half;
    }

    private static long Turn((int Row, int Column) a, (int Row, int Column) b, (int Row, int Column) c) =>
        ((long)(b.Row - a.Row) * (c.Column - a.Column)) - ((long)(b.Column - a.Column) * (c.Row - a.Row));
}
