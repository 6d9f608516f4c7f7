namespace ReaderStudy.Inference.Operations;

/// <summary>How a share of a window becomes one of 256 grey values.</summary>
public enum ByteRounding
{
    /// <summary>255 times the share, cut to the whole number below: NumPy's <c>(share * 255).astype(uint8)</c>.</summary>
    Down,

    /// <summary>255 times the share, rounded to the nearest whole number, halves to the even one: NumPy's <c>rint</c>.</summary>
    HalfToEven,
}

/// <summary>
/// Maps HU to shares from 0 (<see cref="Low"/> and below) to 1 (<see cref="High"/> and above), linear between. Training code writes windows
/// so; it is not DICOM's own function of window centre and width, whose ends lie half a step further inside (PS3.3 C.11.2.1.2.1).
/// </summary>
public sealed record HounsfieldWindow
{
    /// <exception cref="ArgumentOutOfRangeException">The limits are not finite, or the upper does not lie above the lower.</exception>
    public HounsfieldWindow(double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || high <= low)
        {
            throw new ArgumentOutOfRangeException(nameof(high), high, $"A window from {low} HU must end above it.");
        }

        (Low, High) = (low, high);
    }

    /// <summary>HU that becomes 0.</summary>
    public double Low { get; }

    /// <summary>HU that becomes 1.</summary>
    public double High { get; }

    /// <summary>The window from half the width below the level to half the width above it.</summary>
    public static HounsfieldWindow OfWidthAndLevel(double width, double level) => new(level - (width / 2), level + (width / 2));

    /// <summary>The share of one value, 0 to 1.</summary>
    public double Share(double hounsfield) => (Math.Clamp(hounsfield, Low, High) - Low) / (High - Low);

    /// <summary>Shares of many values.</summary>
    public void Shares(ReadOnlySpan<short> hounsfield, Span<float> shares)
    {
        for (var i = 0; i < hounsfield.Length; i++)
        {
            shares[i] = (float)Share(hounsfield[i]);
        }
    }

    /// <summary>Grey values of 8 bits.</summary>
    public void Bytes(ReadOnlySpan<short> hounsfield, Span<byte> bytes, ByteRounding rounding)
    {
        for (var i = 0; i < hounsfield.Length; i++)
        {
            var grey = Share(hounsfield[i]) * 255;
            bytes[i] = (byte)(
                rounding switch
                {
                    ByteRounding.Down => Math.Floor(grey),
                    ByteRounding.HalfToEven => Math.Round(grey, MidpointRounding.ToEven),
                }
            );
        }
    }
}
