using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReaderStudy.Dicom.Deidentification.Text;

/// <summary>How far each pixel stands out, row by row, and the most of each row.</summary>
internal sealed class StandOut
{
    private readonly int _width;

    private StandOut(int width, ushort[] values, ushort[] most) => (_width, Values, MostOfRow) = (width, values, most);

    /// <summary>Rented: may be longer than the plane.</summary>
    public ushort[] Values { get; }

    /// <summary>The largest value of each row.</summary>
    public ushort[] MostOfRow { get; }

    public static StandOut Rent(GreyPlane plane) =>
        new(plane.Width, ArrayPool<ushort>.Shared.Rent(plane.Width * plane.Height), new ushort[plane.Height]);

    public void Return() => ArrayPool<ushort>.Shared.Return(Values);

    /// <summary>Sets a row to the difference of two, whichever is larger: an opening lies nowhere above its image, a closing nowhere below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Set(int y, ReadOnlySpan<ushort> image, ReadOnlySpan<ushort> smoothed)
    {
        var target = Values.AsSpan(y * _width, _width);
        var (most, i) = (Vector<ushort>.Zero, 0);
        for (; i <= target.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            var (a, b) = (new Vector<ushort>(image[i..]), new Vector<ushort>(smoothed[i..]));
            var difference = Vector.Max(a, b) - Vector.Min(a, b);
            difference.CopyTo(target[i..]);
            most = Vector.Max(most, difference);
        }

        ushort largest = 0;
        for (var lane = 0; lane < Vector<ushort>.Count; lane++)
        {
            largest = Math.Max(largest, most[lane]);
        }

        for (; i < target.Length; i++)
        {
            target[i] = (ushort)Math.Abs(image[i] - smoothed[i]);
            largest = Math.Max(largest, target[i]);
        }

        MostOfRow[y] = largest;
    }
}
