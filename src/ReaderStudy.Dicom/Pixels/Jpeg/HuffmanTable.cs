namespace ReaderStudy.Dicom.Pixels.Jpeg;

/// <summary>A Huffman table (ISO/IEC 10918-1 C and F.2.2.3); codes of up to nine bits are found by one look.</summary>
internal sealed class HuffmanTable
{
    private const int Quick = 9;

    private readonly byte[] _values;
    private readonly ushort[] _quick = new ushort[1 << Quick];
    private readonly int[] _end = new int[18];
    private readonly int[] _offset = new int[17];

    /// <summary>Reads a table.</summary>
    /// <param name="counts">How many codes there are of 1 to 16 bits.</param>
    /// <param name="values">What they stand for, in their order.</param>
    public HuffmanTable(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        _values = values.ToArray();
        var (code, index) = (0, 0);
        for (var length = 1; length <= 16; length++)
        {
            _offset[length] = index - code;
            for (var i = 0; i < counts[length - 1]; i++, code++, index++)
            {
                if (code >= 1 << length)
                {
                    throw JpegErrors.Malformed("a Huffman table has more codes than fit");
                }

                if (length <= Quick)
                {
                    _quick.AsSpan(code << (Quick - length), 1 << (Quick - length)).Fill((ushort)((length << 8) | values[index]));
                }
            }

            // Codes of this length, filled up to 16 bits, lie below this value.
            _end[length] = code << (16 - length);
            code <<= 1;
        }

        _end[17] = int.MaxValue;
    }

    /// <summary>The next symbol.</summary>
    public int Next(ref EntropyBits bits)
    {
        var ahead = bits.Peek16();
        var quick = _quick[ahead >> (16 - Quick)];
        if (quick != 0)
        {
            bits.Skip(quick >> 8);
            return quick & 0xFF;
        }

        for (var length = Quick + 1; length <= 16; length++)
        {
            if (ahead < _end[length])
            {
                bits.Skip(length);
                var index = (ahead >> (16 - length)) + _offset[length];
                return (uint)index < (uint)_values.Length
                    ? _values[index]
                    : throw JpegErrors.Malformed("it holds a code that stands for nothing");
            }
        }

        throw JpegErrors.Malformed("it holds a code that stands for nothing");
    }
}
