namespace ReaderStudy.Dicom.Deidentification.Text;

/// <summary>
/// What stands out from its surroundings and is thinner than nine pixels: the image less its morphological opening by a square of nine
/// (bright strokes), and its closing less the image (dark ones). The arrays are rented: dispose of it.
/// </summary>
internal sealed class TopHat : IDisposable
{
    /// <summary>How far a square reaches to each side of its middle.</summary>
    internal const int Reach = 4;

    private TopHat(GreyPlane plane)
    {
        (Bright, Dark) = (StandOut.Rent(plane), StandOut.Rent(plane));
        Fill<Smallest, Largest>(plane, Bright);
        Fill<Largest, Smallest>(plane, Dark);
    }

    /// <summary>How far bright strokes stand out.</summary>
    public StandOut Bright { get; }

    /// <summary>How far dark strokes stand out.</summary>
    public StandOut Dark { get; }

    /// <summary>Looks at a plane; the image's edge is repeated outwards.</summary>
    public static TopHat Of(GreyPlane plane) => new(plane);

    public void Dispose()
    {
        Bright.Return();
        Dark.Return();
    }

    /// <summary>Row by row: each row is done with as soon as the four below it are known, so that little more than the image is touched.</summary>
    private static void Fill<TFirst, TSecond>(GreyPlane plane, StandOut target)
        where TFirst : IExtreme
        where TSecond : IExtreme
    {
        var (width, height) = (plane.Width, plane.Height);
        var first = new Squares<TFirst>(width, height);
        var second = new Squares<TSecond>(width, height);
        Span<ushort> row = new ushort[width];
        for (var y = 0; y < height + (2 * Reach); y++)
        {
            if (y < height)
            {
                first.Add(y, plane.Values.AsSpan(y * width, width));
            }

            var between = y - Reach;
            if (between >= 0 && between < height)
            {
                first.Take(between, row);
                second.Add(between, row);
            }

            var last = between - Reach;
            if (last >= 0)
            {
                second.Take(last, row);
                target.Set(last, plane.Values.AsSpan(last * width, width), row);
            }
        }
    }
}
