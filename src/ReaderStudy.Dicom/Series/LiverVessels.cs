namespace ReaderStudy.Dicom.Series;

/// <summary>
/// Looks for the portal vein and its branches in one slice: the brightest small spot that liver surrounds. Where they are no brighter than
/// the liver, the spot has the liver's density. Not looked at: the neighbourhood of the spine, where the caval vein carries the kidneys'
/// contrast long before the portal vein has any, and what lies at the edge of the liver (ribs, kidney, gut).
/// </summary>
internal sealed class LiverVessels(SlicePixels pixels, (int Left, int Right, int Top, int Bottom) box, double limit)
{
    private static readonly (int X, int Y)[] Directions = [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)];

    /// <summary>The mean HU of the spot; null if there is less than 20 square cm of liver.</summary>
    public double? Brightest((int X, int Y) spine, double liver)
    {
        var tissue = LiverTissue(liver);
        if (tissue.Count(t => t) * pixels.Size * pixels.Size < 2000)
        {
            return null;
        }

        var (near, radius) = (pixels.Pixels(52), pixels.Pixels(2.3));
        var middle = (box.Left + box.Right) / 2;
        var best = liver;
        for (var y = box.Top; y <= box.Bottom; y++)
        {
            for (var x = box.Left; x < middle + pixels.Pixels(10); x++)
            {
                var mean = pixels.Mean(x, y, radius);
                var (dx, dy) = (x - spine.X, y - spine.Y);
                if (
                    mean > best
                    && mean < 350
                    && (dx * dx) + (dy * dy) >= near * near
                    && pixels.Deviation(x, y, radius) < 1.5 * limit
                    && IsSurrounded(tissue, x, y)
                )
                {
                    best = mean;
                }
            }
        }

        return best;
    }

    private bool[] LiverTissue(double liver)
    {
        var tissue = new bool[pixels.Width * pixels.Height];
        var radius = pixels.Pixels(3);
        for (var y = box.Top; y <= box.Bottom; y++)
        {
            for (var x = box.Left; x <= box.Right; x++)
            {
                tissue[(y * pixels.Width) + x] = Math.Abs(pixels.Mean(x, y, radius) - liver) < 14 && pixels.Deviation(x, y, radius) < limit;
            }
        }

        return tissue;
    }

    /// <summary>Liver lies within 20 mm in at least seven of eight directions.</summary>
    private bool IsSurrounded(bool[] tissue, int x, int y)
    {
        var hits = 0;
        for (var d = 0; d < Directions.Length && hits + Directions.Length - d >= 7; d++)
        {
            var (dx, dy) = Directions[d];
            var reach = pixels.Pixels(dx * dy == 0 ? 20 : 14);
            for (var i = 1; i <= reach; i++)
            {
                var (column, row) = (x + (i * dx), y + (i * dy));
                if (column < 0 || row < 0 || column >= pixels.Width || row >= pixels.Height)
                {
                    break;
                }

                if (tissue[(row * pixels.Width) + column])
                {
                    hits++;
                    break;
                }
            }
        }

        return hits >= 7;
    }
}
