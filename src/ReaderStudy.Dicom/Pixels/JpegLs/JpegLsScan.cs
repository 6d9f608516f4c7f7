using ReaderStudy.Dicom.Pixels.Jpeg;

namespace ReaderStudy.Dicom.Pixels.JpegLs;

/// <summary>Decodes the samples of one scan (ISO/IEC 14495-1 annex A): each from its neighbours' context, or as a run.</summary>
internal ref struct JpegLsScan
{
    private const int Run = 365;

    private static readonly byte[] RunBits =
    [
        .. (byte[])[0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3],
        .. (byte[])[4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    ];

    private readonly JpegLsParameters _p;
    private readonly int _step;
    private readonly int[] _a = new int[Run + 2];
    private readonly int[] _b = new int[Run + 2];
    private readonly int[] _c = new int[Run + 2];
    private readonly int[] _n = new int[Run + 2];
    private JpegLsBits _bits;
    private int _runIndex;

    public JpegLsScan(JpegLsParameters parameters, ReadOnlySpan<byte> stream, int start)
    {
        _p = parameters;
        _step = (2 * parameters.Near) + 1;
        _bits = new JpegLsBits(stream, start);
        Array.Fill(_a, Math.Max(2, (parameters.Range + 32) / 64));
        Array.Fill(_n, 1);
    }

    public readonly int At => _bits.At;

    public readonly bool IsExhausted => _bits.IsExhausted;

    /// <summary>The state of runs, which every colour has for itself where lines are interleaved.</summary>
    public int RunIndex
    {
        readonly get => _runIndex;
        set => _runIndex = value;
    }

    /// <summary>
    /// Decodes one line of <paramref name="colours"/> colours, whose samples lie side by side. Both lines have one pixel more at
    /// either end, which the caller keeps.
    /// </summary>
    public void Line(ReadOnlySpan<ushort> above, Span<ushort> line, int colours)
    {
        var at = colours;
        var end = line.Length - colours;
        while (at < end)
        {
            if (IsFlat(above, line, at, colours))
            {
                at = RunFrom(above, line, at, end, colours);
                continue;
            }

            for (var c = 0; c < colours; c++, at++)
            {
                line[at] = Regular(line[at - colours], above[at], above[at - colours], above[at + colours]);
            }
        }
    }

    private readonly bool IsFlat(ReadOnlySpan<ushort> above, ReadOnlySpan<ushort> line, int at, int colours)
    {
        for (var i = at; i < at + colours; i++)
        {
            int left = line[i - colours],
                top = above[i],
                corner = above[i - colours],
                right = above[i + colours];
            if (Math.Abs(right - top) > _p.Near || Math.Abs(top - corner) > _p.Near || Math.Abs(corner - left) > _p.Near)
            {
                return false;
            }
        }

        return true;
    }

    private ushort Regular(int left, int top, int corner, int right)
    {
        var context = (((Quantized(right - top) * 9) + Quantized(top - corner)) * 9) + Quantized(corner - left);
        var sign = context < 0 ? -1 : 1;
        context *= sign;
        var predicted =
            corner >= Math.Max(left, top) ? Math.Min(left, top)
            : corner <= Math.Min(left, top) ? Math.Max(left, top)
            : left + top - corner;
        predicted = Math.Clamp(predicted + (sign * _c[context]), 0, _p.Most);
        ref var a = ref _a[context];
        ref var b = ref _b[context];
        ref var n = ref _n[context];
        var k = Golomb(n, a);
        var code = Code(k, _p.Limit);
        int error;
        if (_p.Near == 0 && k == 0 && 2 * b <= -n)
        {
            error = (code & 1) == 1 ? code >> 1 : -(code >> 1) - 1;
        }
        else
        {
            error = (code & 1) == 0 ? code >> 1 : -((code + 1) >> 1);
        }

        b += error * _step;
        a += Math.Abs(error);
        if (n == _p.Reset)
        {
            a >>= 1;
            b = b >= 0 ? b >> 1 : -((1 - b) >> 1);
            n >>= 1;
        }

        n++;
        ref var c = ref _c[context];
        if (b <= -n)
        {
            b = Math.Max(b + n, 1 - n);
            c = Math.Max(-128, c - 1);
        }
        else if (b > 0)
        {
            b = Math.Min(b - n, 0);
            c = Math.Min(127, c + 1);
        }

        return Reconstructed(predicted, sign * error);
    }

    private int RunFrom(ReadOnlySpan<ushort> above, Span<ushort> line, int at, int end, int colours)
    {
        var pixel = line.Slice(at - colours, colours);
        var left = (end - at) / colours;
        var count = 0;
        while (count < left && _bits.Take(1) == 1)
        {
            var whole = 1 << RunBits[_runIndex];
            if (whole <= left - count)
            {
                count += whole;
                _runIndex = Math.Min(31, _runIndex + 1);
            }
            else
            {
                // The line ends within the run.
                count = left;
            }
        }

        if (count < left)
        {
            count += _bits.Take(RunBits[_runIndex]);
            if (count > left)
            {
                throw JpegErrors.Malformed("a run goes beyond its line");
            }
        }

        for (var i = 0; i < count; i++, at += colours)
        {
            pixel.CopyTo(line[at..]);
        }

        if (at >= end)
        {
            return at;
        }

        for (var c = 0; c < colours; c++, at++)
        {
            line[at] = Interruption(line[at - colours], above[at], colours > 1);
        }

        _runIndex = Math.Max(0, _runIndex - 1);
        return at;
    }

    private ushort Interruption(int left, int top, bool isVector)
    {
        var type = !isVector && Math.Abs(left - top) <= _p.Near ? 1 : 0;
        ref var a = ref _a[Run + type];
        ref var n = ref _n[Run + type];
        // B counts the negative errors here.
        ref var negative = ref _b[Run + type];
        var k = Golomb(n, type == 0 ? a : a + (n >> 1));
        var code = Code(k, _p.Limit - RunBits[_runIndex] - 1);
        var odd = (code + type) & 1;
        var size = (code + type + odd) >> 1;
        var error = (k != 0 || 2 * negative >= n) == (odd == 1) ? -size : size;
        negative += error < 0 ? 1 : 0;
        a += (code + 1 - type) >> 1;
        if (n == _p.Reset)
        {
            a >>= 1;
            n >>= 1;
            negative >>= 1;
        }

        n++;
        return type == 1 ? Reconstructed(left, error) : Reconstructed(top, left > top ? -error : error);
    }

    private static int Golomb(int n, int a)
    {
        var k = 0;
        while (n << k < a && k < 24)
        {
            k++;
        }

        return k;
    }

    private int Code(int k, int limit)
    {
        var most = limit - _p.ErrorBits - 1;
        var zeros = _bits.Zeros(most);
        return zeros < most ? (zeros << k) | _bits.Take(k) : _bits.Take(_p.ErrorBits) + 1;
    }

    private readonly int Quantized(int gradient) =>
        gradient <= -_p.T3 ? -4
        : gradient <= -_p.T2 ? -3
        : gradient <= -_p.T1 ? -2
        : gradient < -_p.Near ? -1
        : gradient <= _p.Near ? 0
        : gradient < _p.T1 ? 1
        : gradient < _p.T2 ? 2
        : gradient < _p.T3 ? 3
        : 4;

    private readonly ushort Reconstructed(int predicted, int error)
    {
        var value = predicted + (error * _step);
        if (value < -_p.Near)
        {
            value += _p.Range * _step;
        }
        else if (value > _p.Most + _p.Near)
        {
            value -= _p.Range * _step;
        }

        return (ushort)Math.Clamp(value, 0, _p.Most);
    }
}
