namespace ReaderStudy.Domain.Studies;

/// <summary>With what a reader measures.</summary>
public enum MeasureTool
{
    /// <summary>The distance of two points.</summary>
    Length,

    /// <summary>The longest diameter, and the longest one across it. The first is the measured value.</summary>
    Bidirectional,

    /// <summary>The area of an ellipse.</summary>
    Ellipse,

    /// <summary>The area within a line that is drawn.</summary>
    Polygon,
}
