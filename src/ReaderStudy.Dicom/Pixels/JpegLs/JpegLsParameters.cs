using System.Numerics;
using ReaderStudy.Dicom.Pixels.Jpeg;

namespace ReaderStudy.Dicom.Pixels.JpegLs;

/// <summary>The numbers that govern a scan (ISO/IEC 14495-1 A.2, C.2.4.1.1).</summary>
/// <param name="Most">The largest sample, MAXVAL.</param>
/// <param name="Near">How far a decoded sample may be from the original one; 0 for lossless.</param>
/// <param name="T1">First threshold of the gradients.</param>
/// <param name="T2">Second threshold.</param>
/// <param name="T3">Third threshold.</param>
/// <param name="Reset">After how many samples a context is halved.</param>
internal sealed record JpegLsParameters(int Most, int Near, int T1, int T2, int T3, int Reset)
{
    /// <summary>Prediction errors that can be told apart, RANGE.</summary>
    public int Range { get; } = ((Most + (2 * Near)) / ((2 * Near) + 1)) + 1;

    /// <summary>Bits of a prediction error, qbpp.</summary>
    public int ErrorBits { get; } = BitOperations.Log2((uint)(((Most + (2 * Near)) / ((2 * Near) + 1)) + 1 - 1)) + 1;

    /// <summary>The longest code, LIMIT.</summary>
    public int Limit
    {
        get
        {
            var bits = Math.Max(2, BitOperations.Log2((uint)Most) + 1);
            return 2 * (bits + Math.Max(8, bits));
        }
    }

    /// <summary>The parameters of a scan; those that a stream leaves at 0 have their defaults.</summary>
    public static JpegLsParameters Of(int precision, int near, int most, int t1, int t2, int t3, int reset)
    {
        most = most == 0 ? (1 << precision) - 1 : most;
        if (most >= 1 << precision || near > Math.Min(255, most / 2))
        {
            throw JpegErrors.Malformed("its coding parameters are impossible");
        }

        int first,
            second,
            third;
        if (most >= 128)
        {
            var factor = (Math.Min(most, 4095) + 128) / 256;
            (first, second, third) = (factor + 2 + (3 * near), (factor * 4) + 3 + (5 * near), (factor * 17) + 4 + (7 * near));
        }
        else
        {
            var factor = 256 / (most + 1);
            (first, second, third) = (
                Math.Max(2, (3 / factor) + (3 * near)),
                Math.Max(3, (7 / factor) + (5 * near)),
                Math.Max(4, (21 / factor) + (7 * near))
            );
        }

        t1 = t1 == 0 ? Clamp(first, near + 1, most) : t1;
        t2 = t2 == 0 ? Clamp(second, t1, most) : t2;
        t3 = t3 == 0 ? Clamp(third, t2, most) : t3;
        return new JpegLsParameters(most, near, t1, t2, t3, reset == 0 ? 64 : reset);
    }

    private static int Clamp(int value, int least, int most) => value > most || value < least ? least : value;
}
