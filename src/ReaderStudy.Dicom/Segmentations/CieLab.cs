namespace ReaderStudy.Dicom.Segmentations;

/// <summary>A colour as DICOM stores it: CIELab under D50, each part scaled to 16 bits (PS3.3 C.10.7.1.1).</summary>
/// <param name="L">Lightness 0 to 100 as 0 to 65535.</param>
/// <param name="A">a* of -128 to 127 as 0 to 65535.</param>
/// <param name="B">b* of -128 to 127 as 0 to 65535.</param>
public readonly record struct CieLab(ushort L, ushort A, ushort B)
{
    /// <summary>The colour of a screen, by sRGB (IEC 61966-2-1) and the Bradford adaptation from D65 to D50.</summary>
    public static CieLab OfSrgb(byte red, byte green, byte blue)
    {
        var (r, g, b) = (Linear(red), Linear(green), Linear(blue));

        // sRGB to XYZ under D50 (Lindbloom, "RGB/XYZ Matrices", sRGB adapted by Bradford); white is 0.96422, 1, 0.82521.
        var x = ((0.4360747 * r) + (0.3850649 * g) + (0.1430804 * b)) / 0.96422;
        var y = (0.2225045 * r) + (0.7168786 * g) + (0.0606169 * b);
        var z = ((0.0139322 * r) + (0.0971045 * g) + (0.7141733 * b)) / 0.82521;
        var (fx, fy, fz) = (Root(x), Root(y), Root(z));
        return new CieLab(
            Scaled(((116 * fy) - 16) / 100),
            Scaled(((500 * (fx - fy)) + 128) / 255),
            Scaled(((200 * (fy - fz)) + 128) / 255)
        );
    }

    private static double Linear(byte value)
    {
        var v = value / 255d;
        return v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
    }

    private static double Root(double t) => t > 216d / 24389 ? Math.Cbrt(t) : ((24389d / 27 * t) + 16) / 116;

    private static ushort Scaled(double share) => (ushort)Math.Round(Math.Clamp(share, 0, 1) * ushort.MaxValue);
}
