using ReaderStudy.Dicom.Pixels.Display;

namespace ReaderStudy.Dicom.Pixels;

/// <summary>A grey-scale window in the modality's unit (HU for CT): what is shown from black to white (PS3.3 C.11.2.1.2).</summary>
public readonly record struct Window(double Center, double Width)
{
    /// <summary>The usual soft-tissue window of the abdomen.</summary>
    public static readonly Window Abdomen = new(40, 400);

    public WindowFunction Function { get; init; }

    /// <summary>The first window that an image's header proposes for a frame, counted from 0; null if there is none.</summary>
    public static Window? Of(DicomDataset dataset, int frame = 0)
    {
        var source = FrameAttributes.Of(dataset, frame, DisplayTags.FrameVoiLutSequence);
        var (center, width) = (source.GetDouble(DicomTags.WindowCenter), source.GetDouble(DicomTags.WindowWidth));
        var function = source.GetString(DisplayTags.VoiLutFunction) switch
        {
            "SIGMOID" => WindowFunction.Sigmoid,
            "LINEAR_EXACT" => WindowFunction.LinearExact,
            _ => WindowFunction.Linear,
        };
        var possible = function == WindowFunction.Linear ? width is >= 1 : width is > 0;
        return center is not null && possible ? new Window(center.Value, width!.Value) { Function = function } : null;
    }

    /// <summary>Grey from 0 to 255.</summary>
    public byte Grey(double value)
    {
        var grey = Function switch
        {
            WindowFunction.Linear => Width <= 1
                ? (value <= Center - 0.5 ? 0 : 255)
                : (((value - (Center - 0.5)) / (Width - 1)) + 0.5) * 255,
            WindowFunction.LinearExact => (((value - Center) / Width) + 0.5) * 255,
            WindowFunction.Sigmoid => 255 / (1 + Math.Exp(-4 * (value - Center) / Width)),
        };
        return double.IsNaN(grey) ? (byte)0 : (byte)Math.Clamp(Math.Round(grey), 0, 255);
    }
}
