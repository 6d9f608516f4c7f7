namespace ReaderStudy.Dicom.Pixels;

/// <summary>A grey-scale window in the modality's unit (HU for CT): what is shown from black to white (PS3.3 C.11.2.1.2).</summary>
public readonly record struct Window(double Center, double Width)
{
    /// <summary>The usual soft-tissue window of the abdomen.</summary>
    public static readonly Window Abdomen = new(40, 400);

    /// <summary>The first window that an image's header proposes; null if there is none.</summary>
    public static Window? Of(DicomDataset dataset)
    {
        var center = dataset.GetDouble(DicomTags.WindowCenter);
        var width = dataset.GetDouble(DicomTags.WindowWidth);
        return center is not null && width is >= 1 ? new Window(center.Value, width.Value) : null;
    }

    /// <summary>Grey from 0 to 255 by the standard's linear function, which counts a width of w as w - 1 steps.</summary>
    public byte Grey(double value)
    {
        if (Width <= 1)
        {
            return value <= Center - 0.5 ? (byte)0 : (byte)255;
        }

        var grey = (((value - (Center - 0.5)) / (Width - 1)) + 0.5) * 255;
        return (byte)Math.Clamp(Math.Round(grey), 0, 255);
    }
}
