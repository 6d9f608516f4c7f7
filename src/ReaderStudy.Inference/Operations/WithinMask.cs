namespace ReaderStudy.Inference.Operations;

/// <summary>Keeps the boxes that lie in an organ.</summary>
public static class WithinMask
{
    /// <summary>
    /// The share of a box's area that the mask's pixels cover, 0 to 1, exact to fractions of a pixel; what of the box lies beyond the image
    /// counts as uncovered. 0 for an empty box.
    /// </summary>
    /// <param name="box">In pixels of the image; pixel i reaches from i to i + 1.</param>
    /// <param name="mask">The image's pixels, row by row.</param>
    /// <param name="columns">Pixels of a row.</param>
    public static double Share(DetectedBox box, ReadOnlySpan<bool> mask, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        var rows = mask.Length / columns;
        new GridSize(1, rows, columns).Require(mask.Length, nameof(mask));
        if (!(box.Area > 0))
        {
            return 0;
        }

        var covered = 0.0;
        var (left, right) = (Math.Max(0, (int)Math.Floor(box.Left)), Math.Min(columns, (int)Math.Ceiling(box.Right)));
        for (var row = Math.Max(0, (int)Math.Floor(box.Top)); row < Math.Min(rows, (int)Math.Ceiling(box.Bottom)); row++)
        {
            var height = Math.Min(row + 1, box.Bottom) - Math.Max(row, box.Top);
            for (var column = left; column < right; column++)
            {
                if (mask[(row * columns) + column])
                {
                    covered += height * (Math.Min(column + 1, box.Right) - Math.Max(column, box.Left));
                }
            }
        }

        return covered / box.Area;
    }

    /// <summary>The boxes of which at least a share lies in the mask, in their order.</summary>
    public static IReadOnlyList<DetectedBox> Keep(IEnumerable<DetectedBox> boxes, ReadOnlySpan<bool> mask, int columns, double leastShare)
    {
        var kept = new List<DetectedBox>();
        foreach (var box in boxes)
        {
            if (Share(box, mask, columns) >= leastShare)
            {
                kept.Add(box);
            }
        }

        return kept;
    }
}
