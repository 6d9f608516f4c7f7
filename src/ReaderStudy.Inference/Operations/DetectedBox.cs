namespace ReaderStudy.Inference.Operations;

/// <summary>
/// A box that a detector found in an image, with its score. Coordinates are in pixels of the image, continuous: pixel i reaches from i to
/// i + 1.
/// </summary>
/// <param name="Left">Where it begins along a row.</param>
/// <param name="Top">Where it begins along a column.</param>
/// <param name="Right">Where it ends along a row.</param>
/// <param name="Bottom">Where it ends along a column.</param>
/// <param name="Score">Higher is surer.</param>
/// <param name="Class">Index of the class, from 0.</param>
public readonly record struct DetectedBox(double Left, double Top, double Right, double Bottom, double Score, int Class = 0)
{
    /// <summary>In square pixels; 0 for a box turned inside out.</summary>
    public double Area => Math.Max(0, Right - Left) * Math.Max(0, Bottom - Top);

    /// <summary>Intersection over union, 0 to 1; 0 when both are empty.</summary>
    public double IntersectionOverUnion(DetectedBox other)
    {
        var across = Math.Min(Right, other.Right) - Math.Max(Left, other.Left);
        var down = Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top);
        if (across <= 0 || down <= 0)
        {
            return 0;
        }

        var shared = across * down;
        return shared / (Area + other.Area - shared);
    }
}
