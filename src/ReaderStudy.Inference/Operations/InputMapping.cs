namespace ReaderStudy.Inference.Operations;

/// <summary>Where the pixels of an image lie in a network's input: x' = x · scale + offset, in continuous pixels.</summary>
public sealed record InputMapping
{
    private InputMapping(int rows, int columns, double scaleX, double scaleY, double offsetX, double offsetY)
    {
        (Rows, Columns) = (rows, columns);
        (ScaleX, ScaleY, OffsetX, OffsetY) = (scaleX, scaleY, offsetX, offsetY);
    }

    /// <summary>Of the image.</summary>
    public int Rows { get; }

    /// <summary>Of the image.</summary>
    public int Columns { get; }

    public double ScaleX { get; }

    public double ScaleY { get; }

    /// <summary>Pixels of the input left of the image.</summary>
    public double OffsetX { get; }

    /// <summary>Pixels of the input above the image.</summary>
    public double OffsetY { get; }

    /// <summary>The image fills the input, whatever its proportions.</summary>
    public static InputMapping Resize(int rows, int columns, int inputRows, int inputColumns) =>
        new(rows, columns, (double)inputColumns / columns, (double)inputRows / rows, 0, 0);

    /// <summary>
    /// The image keeps its proportions and lies in the middle of the input; an odd pixel of border goes to the bottom or right. Rounding is
    /// that of Ultralytics' <c>LetterBox</c>, whose halves go to the even number.
    /// </summary>
    public static InputMapping Letterbox(int rows, int columns, int inputRows, int inputColumns)
    {
        var scale = Math.Min((double)inputRows / rows, (double)inputColumns / columns);
        return new InputMapping(rows, columns, scale, scale, Border(inputColumns, columns * scale), Border(inputRows, rows * scale));
    }

    /// <summary>A box of the input in pixels of the image, cut at the image's edges.</summary>
    public DetectedBox ToImage(DetectedBox box) =>
        box with
        {
            Left = Math.Clamp((box.Left - OffsetX) / ScaleX, 0, Columns),
            Right = Math.Clamp((box.Right - OffsetX) / ScaleX, 0, Columns),
            Top = Math.Clamp((box.Top - OffsetY) / ScaleY, 0, Rows),
            Bottom = Math.Clamp((box.Bottom - OffsetY) / ScaleY, 0, Rows),
        };

    private static double Border(int input, double image) =>
        Math.Round(((input - Math.Round(image, MidpointRounding.ToEven)) / 2) - 0.1, MidpointRounding.ToEven);
}
