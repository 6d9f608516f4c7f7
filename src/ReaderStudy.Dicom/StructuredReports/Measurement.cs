using ReaderStudy.Dicom.Coding;

namespace ReaderStudy.Dicom.StructuredReports;

/// <summary>A number with a unit (PS3.16 TID 300, 1419, 1420).</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">In UCUM.</param>
public sealed record Measurement(CodedConcept Name, double Value, CodedConcept Unit)
{
    /// <summary>Longest diameter in mm.</summary>
    public static Measurement LongAxis(double millimetres) => new(Concepts.LongAxis, millimetres, Units.Millimetre);

    /// <summary>Longest diameter across the long axis, in mm.</summary>
    public static Measurement ShortAxis(double millimetres) => new(Concepts.ShortAxis, millimetres, Units.Millimetre);

    /// <summary>In square mm.</summary>
    public static Measurement Area(double squareMillimetres) => new(Concepts.Area, squareMillimetres, Units.SquareMillimetre);

    /// <summary>In cubic mm.</summary>
    public static Measurement Volume(double cubicMillimetres) => new(Concepts.Volume, cubicMillimetres, Units.CubicMillimetre);

    /// <summary>How sure the observer is, in percent.</summary>
    public static Measurement Confidence(double percent) => new(Concepts.CertaintyOfFinding, percent, Units.Percent);
}
