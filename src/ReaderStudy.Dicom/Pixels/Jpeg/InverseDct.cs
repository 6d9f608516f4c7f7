namespace ReaderStudy.Dicom.Pixels.Jpeg;

/// <summary>
/// The inverse cosine transform of an 8 x 8 block in whole numbers, by the scheme of Loeffler, Ligtenberg and Moschytz
/// (ICASSP 1989, 988-991) with 13-bit constants, rounded where the Independent JPEG Group's accurate transform rounds: the results
/// are the same to the last bit.
/// </summary>
internal static class InverseDct
{
    private const int Bits = 13;

    /// <summary>Transforms dequantized coefficients in natural order and writes samples of <paramref name="precision"/> bits.</summary>
    public static void Apply(Span<int> block, Span<ushort> target, int stride, int precision)
    {
        // Between the passes one or two bits more are kept, as many as 32 bits allow.
        var kept = precision == 8 ? 2 : 1;
        for (var x = 0; x < 8; x++)
        {
            if ((block[8 + x] | block[16 + x] | block[24 + x] | block[32 + x] | block[40 + x] | block[48 + x] | block[56 + x]) == 0)
            {
                var flat = block[x] << kept;
                for (var y = 0; y < 8; y++)
                {
                    block[(8 * y) + x] = flat;
                }

                continue;
            }

            Line(block[x..], 8, Bits - kept);
        }

        var (center, most) = (1 << (precision - 1), (1 << precision) - 1);
        for (var y = 0; y < 8; y++)
        {
            var row = block.Slice(8 * y, 8);
            Line(row, 1, Bits + kept + 3);
            var line = target.Slice(y * stride, 8);
            for (var x = 0; x < 8; x++)
            {
                line[x] = (ushort)Math.Clamp(row[x] + center, 0, most);
            }
        }
    }

    private static void Line(Span<int> v, int step, int shift)
    {
        int a2 = v[2 * step],
            a6 = v[6 * step];
        var z1 = (a2 + a6) * 4433;
        var even2 = z1 - (a6 * 15137);
        var even3 = z1 + (a2 * 6270);
        var even0 = (v[0] + v[4 * step]) << Bits;
        var even1 = (v[0] - v[4 * step]) << Bits;
        int e0 = even0 + even3,
            e3 = even0 - even3,
            e1 = even1 + even2,
            e2 = even1 - even2;
        int o0 = v[7 * step],
            o1 = v[5 * step],
            o2 = v[3 * step],
            o3 = v[step];
        int s1 = o0 + o3,
            s2 = o1 + o2,
            s3 = o0 + o2,
            s4 = o1 + o3;
        var s5 = (s3 + s4) * 9633;
        s1 *= -7373;
        s2 *= -20995;
        s3 = (s3 * -16069) + s5;
        s4 = (s4 * -3196) + s5;
        o0 = (o0 * 2446) + s1 + s3;
        o1 = (o1 * 16819) + s2 + s4;
        o2 = (o2 * 25172) + s2 + s3;
        o3 = (o3 * 12299) + s1 + s4;
        var half = 1 << (shift - 1);
        v[0] = (e0 + o3 + half) >> shift;
        v[7 * step] = (e0 - o3 + half) >> shift;
        v[step] = (e1 + o2 + half) >> shift;
        v[6 * step] = (e1 - o2 + half) >> shift;
        v[2 * step] = (e2 + o1 + half) >> shift;
        v[5 * step] = (e2 - o1 + half) >> shift;
        v[3 * step] = (e3 + o0 + half) >> shift;
        v[4 * step] = (e3 - o0 + half) >> shift;
    }
}
