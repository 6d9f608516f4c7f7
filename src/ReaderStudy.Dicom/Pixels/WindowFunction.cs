namespace ReaderStudy.Dicom.Pixels;

/// <summary>How a window maps values to grey (VOI LUT Function, PS3.3 C.11.2.1.3).</summary>
public enum WindowFunction
{
    /// <summary>A ramp that counts a width of w as w - 1 steps.</summary>
    Linear,

    /// <summary>A ramp from center - width / 2 to center + width / 2.</summary>
    LinearExact,

    /// <summary>An S-shaped curve.</summary>
    Sigmoid,
}
