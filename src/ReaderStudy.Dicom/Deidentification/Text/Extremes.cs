using System.Numerics;

namespace ReaderStudy.Dicom.Deidentification.Text;

/// <summary>The smallest or the largest of values.</summary>
internal interface IExtreme
{
    static abstract Vector<ushort> Of(Vector<ushort> a, Vector<ushort> b);
}

internal readonly struct Smallest : IExtreme
{
    public static Vector<ushort> Of(Vector<ushort> a, Vector<ushort> b) => Vector.Min(a, b);
}

internal readonly struct Largest : IExtreme
{
    public static Vector<ushort> Of(Vector<ushort> a, Vector<ushort> b) => Vector.Max(a, b);
}
