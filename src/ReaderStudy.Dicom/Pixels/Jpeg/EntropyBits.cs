namespace ReaderStudy.Dicom.Pixels.Jpeg;

/// <summary>
/// Reads the bits of a scan: stuffed zero bytes are dropped, and a marker ends them (ISO/IEC 10918-1 F.1.2.3). Behind the end come
/// zeros; <see cref="IsExhausted"/> tells that some were used.
/// </summary>
internal ref struct EntropyBits(ReadOnlySpan<byte> stream, int start)
{
    private readonly ReadOnlySpan<byte> _stream = stream;
    private ulong _bits;
    private int _count;
    private int _made;

    /// <summary>Where the next byte is read; on the marker's FF once the scan has ended.</summary>
    public int At { get; private set; } = start;

    /// <summary>True if bits were used that the stream does not have.</summary>
    public readonly bool IsExhausted => _count < _made;

    /// <summary>The next 16 bits, without using them up.</summary>
    public int Peek16()
    {
        if (_count < 16)
        {
            Fill();
        }

        return (int)(_bits >> 48);
    }

    public void Skip(int count)
    {
        _bits <<= count;
        _count -= count;
    }

    /// <summary>The next bits, 0 to 16, as a number.</summary>
    public int Take(int count)
    {
        if (count == 0)
        {
            return 0;
        }

        var value = Peek16() >> (16 - count);
        Skip(count);
        return value;
    }

    /// <summary>The next bits, 0 to 16, as a number with sign: EXTEND of F.2.2.1.</summary>
    public int TakeSigned(int count)
    {
        if (count == 0)
        {
            return 0;
        }

        var value = Take(count);
        return value < 1 << (count - 1) ? value - (1 << count) + 1 : value;
    }

    /// <summary>Goes on behind the next restart marker; false if there is none.</summary>
    public bool Restart()
    {
        (_bits, _count, _made) = (0, 0, 0);
        FindMarker();
        if (At + 1 >= _stream.Length || _stream[At + 1] is < 0xD0 or > 0xD7)
        {
            return false;
        }

        At += 2;
        return true;
    }

    /// <summary>Moves to the marker that ends the scan.</summary>
    public void FindMarker()
    {
        while (At + 1 < _stream.Length && !(_stream[At] == 0xFF && _stream[At + 1] is not (0 or 0xFF)))
        {
            At++;
        }
    }

    private void Fill()
    {
        while (_count <= 56)
        {
            ulong next = 0;
            if (At < _stream.Length && (_stream[At] != 0xFF || (At + 1 < _stream.Length && _stream[At + 1] == 0)))
            {
                next = _stream[At];
                At += next == 0xFF ? 2 : 1;
            }
            else if (At + 1 < _stream.Length && _stream[At + 1] == 0xFF)
            {
                // Fill bytes before a marker.
                At++;
                continue;
            }
            else
            {
                _made += 8;
            }

            _bits |= next << (56 - _count);
            _count += 8;
        }
    }
}
