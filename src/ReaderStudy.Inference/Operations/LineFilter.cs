using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ReaderStudy.Inference.Operations;

/// <summary>Weighted sums of lines, several numbers at a time.</summary>
internal static class LineFilter
{
    /// <summary>target[i] = Σ weights[k] · source[offsets[k] + i].</summary>
    public static void Apply(ReadOnlySpan<float> source, ReadOnlySpan<int> offsets, ReadOnlySpan<float> weights, Span<float> target)
    {
        var width = Vector<float>.Count;
        var i = 0;
        ref var start = ref MemoryMarshal.GetReference(source);
        Check(source, offsets, weights, target);
        for (; i <= target.Length - (4 * width); i += 4 * width)
        {
            var (a, b, c, d) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
            for (var k = 0; k < offsets.Length; k++)
            {
                var weight = new Vector<float>(weights[k]);
                ref var line = ref Unsafe.Add(ref start, offsets[k] + i);
                a = Vector.FusedMultiplyAdd(weight, Load(ref line, 0), a);
                b = Vector.FusedMultiplyAdd(weight, Load(ref line, width), b);
                c = Vector.FusedMultiplyAdd(weight, Load(ref line, 2 * width), c);
                d = Vector.FusedMultiplyAdd(weight, Load(ref line, 3 * width), d);
            }

            a.CopyTo(target[i..]);
            b.CopyTo(target[(i + width)..]);
            c.CopyTo(target[(i + (2 * width))..]);
            d.CopyTo(target[(i + (3 * width))..]);
        }

        for (; i < target.Length; i++)
        {
            var sum = 0f;
            for (var k = 0; k < offsets.Length; k++)
            {
                sum = MathF.FusedMultiplyAdd(weights[k], source[offsets[k] + i], sum);
            }

            target[i] = sum;
        }
    }

    private static void Check(ReadOnlySpan<float> source, ReadOnlySpan<int> offsets, ReadOnlySpan<float> weights, Span<float> target)
    {
        if (offsets.Length != weights.Length)
        {
            throw new ArgumentException("Every line has one weight.", nameof(weights));
        }

        foreach (var offset in offsets)
        {
            if (offset < 0 || offset + target.Length > source.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(offsets), offset, "A line lies beyond its source.");
            }
        }
    }

    private static Vector<float> Load(ref float line, int at) =>
        Unsafe.ReadUnaligned<Vector<float>>(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref line, at)));
}
