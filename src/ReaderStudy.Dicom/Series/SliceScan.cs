namespace ReaderStudy.Dicom.Series;

/// <summary>
/// Looks at one axial slice: the body, the spine, the brightest even spot in front of the spine (the aorta), and the commonest
/// density of even tissue on the patient's right (the liver), and with them the vessels in the liver and the kidneys.
/// </summary>
internal sealed class SliceScan(SlicePixels pixels)
{
    /// <summary>What was measured in this slice, in HU; null where it was not found.</summary>
    public SliceMeasures Measure()
    {
        if (pixels.BodyBox() is not { } box || Spread(box) is not { } limit)
        {
            return new SliceMeasures(null, null, null, null);
        }

        var spine = Spine(box);
        var liver = Liver(box, limit);
        return new SliceMeasures(
            spine is null ? null : Aorta(spine.Value, limit),
            liver,
            spine is null || liver is null ? null : new LiverVessels(pixels, box, limit).Brightest(spine.Value, liver.Value),
            spine is null ? null : new KidneyLayers(pixels).Measure(spine.Value)
        );
    }

    /// <summary>How uneven a spot of 12 mm may be: half as much again as the evenest quarter of soft tissue, so that noise is allowed for.</summary>
    private double? Spread((int Left, int Right, int Top, int Bottom) box)
    {
        var deviations = new List<double>();
        for (var y = box.Top; y <= box.Bottom; y += 2)
        {
            for (var x = box.Left; x <= box.Right; x += 2)
            {
                if (pixels.Mean(x, y, pixels.Pixels(6)) is > 0 and < 300)
                {
                    deviations.Add(pixels.Deviation(x, y, pixels.Pixels(6)));
                }
            }
        }

        deviations.Sort();
        return deviations.Count < 100 ? null : Math.Max(15, 1.5 * deviations[deviations.Count / 4]);
    }

    /// <summary>The median place of bone near the midline in the back half of the body; null if there is too little.</summary>
    private (int X, int Y)? Spine((int Left, int Right, int Top, int Bottom) box)
    {
        var (xs, ys) = (new List<int>(), new List<int>());
        var middle = (box.Left + box.Right) / 2;
        for (var y = (box.Top + box.Bottom) / 2; y <= box.Bottom; y++)
        {
            for (var x = Math.Max(0, middle - pixels.Pixels(50)); x <= Math.Min(pixels.Width - 1, middle + pixels.Pixels(50)); x++)
            {
                if (pixels.Mean(x, y, 1) > 200)
                {
                    xs.Add(x);
                    ys.Add(y);
                }
            }
        }

        if (xs.Count * pixels.Size * pixels.Size < 300)
        {
            return null;
        }

        xs.Sort();
        ys.Sort();
        return (xs[xs.Count / 2], ys[ys.Count / 2]);
    }

    /// <summary>The mean of the even spot that stands out most from what surrounds it, in front of the spine or to its left.</summary>
    private double? Aorta((int X, int Y) spine, double limit)
    {
        double? found = null;
        var best = double.MinValue;
        for (var y = Math.Max(0, spine.Y - pixels.Pixels(65)); y < spine.Y - pixels.Pixels(8); y++)
        {
            for (var x = Math.Max(0, spine.X - pixels.Pixels(18)); x < Math.Min(pixels.Width, spine.X + pixels.Pixels(45)); x++)
            {
                var mean = pixels.Mean(x, y, pixels.Pixels(6));
                if (mean <= 0 || pixels.Deviation(x, y, pixels.Pixels(6)) > limit)
                {
                    continue;
                }

                var (outer, inner) = (pixels.Square(x, y, pixels.Pixels(17)), pixels.Square(x, y, pixels.Pixels(13)));
                var contrast = mean - ((outer.Sum - inner.Sum) / Math.Max(1, outer.Count - inner.Count));
                if (contrast > best && !IsMarrow(x, y, mean))
                {
                    (best, found) = (contrast, mean);
                }
            }
        }

        return found;
    }

    /// <summary>True inside a vertebra: denser bone lies in at least six of eight directions. Of the aorta it lies behind only.</summary>
    private bool IsMarrow(int x, int y, double mean)
    {
        var border = Math.Max(220, mean + 60);
        ReadOnlySpan<(int X, int Y)> directions = [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)];
        var hits = 0;
        foreach (var (dx, dy) in directions)
        {
            var reach = pixels.Pixels(dx * dy == 0 ? 26 : 18);
            for (var i = 1; i <= reach; i++)
            {
                var (column, row) = (x + (i * dx), y + (i * dy));
                if (column < 0 || row < 0 || column >= pixels.Width || row >= pixels.Height)
                {
                    break;
                }

                if (pixels.Values[(row * pixels.Width) + column] > border)
                {
                    hits++;
                    break;
                }
            }
        }

        return hits >= 6;
    }

    /// <summary>The commonest density of even tissue in the right half; null if there is less than 25 square cm of it.</summary>
    private double? Liver((int Left, int Right, int Top, int Bottom) box, double limit)
    {
        var counts = new int[51];
        var middle = (box.Left + box.Right) / 2;
        for (var y = box.Top; y <= box.Bottom; y++)
        {
            for (var x = box.Left; x < middle - pixels.Pixels(20); x++)
            {
                var mean = pixels.Mean(x, y, pixels.Pixels(6));
                if (mean is > 20 and < 220 && pixels.Deviation(x, y, pixels.Pixels(6)) < limit && pixels.IsBody(x, y))
                {
                    counts[(int)((mean - 20) / 4)]++;
                }
            }
        }

        if (counts.Sum() * pixels.Size * pixels.Size < 2500)
        {
            return null;
        }

        var peak = Enumerable.Range(1, counts.Length - 2).MaxBy(i => counts[i - 1] + (2 * counts[i]) + counts[i + 1]);
        return 22 + (4 * peak);
    }
}
