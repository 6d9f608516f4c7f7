using System.Numerics;
using ReaderStudy.Dicom.Pixels.Jpeg;

namespace ReaderStudy.Dicom.Pixels.JpegLs;

/// <summary>
/// Reads the bits of a scan: behind a byte FF comes one of seven bits, and a marker ends them (ISO/IEC 14495-1 A.1). Behind the end
/// come zeros; <see cref="IsExhausted"/> tells that some were used.
/// </summary>
internal ref struct JpegLsBits(ReadOnlySpan<byte> stream, int start)
{
    private readonly ReadOnlySpan<byte> _stream = stream;
    private ulong _bits;
    private int _count;
    private int _made;
    private bool _afterFull;

    public int At { get; private set; } = start;

    /// <summary>True if bits were used that the stream does not have.</summary>
    public readonly bool IsExhausted => _count < _made;

    public int Take(int count)
    {
        if (count == 0)
        {
            return 0;
        }

        if (_count < count)
        {
            Fill();
        }

        var value = (int)(_bits >> (64 - count));
        _bits <<= count;
        _count -= count;
        return value;
    }

    /// <summary>Counts zeros up to the next one, and takes them all.</summary>
    public int Zeros(int most)
    {
        var zeros = 0;
        while (true)
        {
            if (_count < 32)
            {
                Fill();
            }

            var run = BitOperations.LeadingZeroCount(_bits);
            if (run < _count)
            {
                _bits <<= run + 1;
                _count -= run + 1;
                return zeros + run <= most ? zeros + run : throw JpegErrors.Malformed("it holds a code that is too long");
            }

            zeros += _count;
            (_bits, _count) = (0, 0);
            if (zeros > most || _made > 64)
            {
                throw JpegErrors.Truncated();
            }
        }
    }

    private void Fill()
    {
        while (_count <= 56)
        {
            var isEnd = At >= _stream.Length || (_stream[At] == 0xFF && (At + 1 >= _stream.Length || _stream[At + 1] >= 0x80));
            if (isEnd)
            {
                _made += 8;
                _count += 8;
                continue;
            }

            var size = _afterFull ? 7 : 8;
            _bits |= (ulong)_stream[At] << (64 - size - _count);
            _count += size;
            _afterFull = _stream[At] == 0xFF;
            At++;
        }
    }
}
