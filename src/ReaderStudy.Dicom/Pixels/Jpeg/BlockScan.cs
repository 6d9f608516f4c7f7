namespace ReaderStudy.Dicom.Pixels.Jpeg;

/// <summary>Goes through the 8 x 8 blocks of a scan in their order, minding restart markers (ISO/IEC 10918-1 A.2, F.2, G.2).</summary>
internal ref struct BlockScan(JpegHeader header, JpegScan scan, ReadOnlySpan<byte> stream, int start)
{
    private static readonly byte[] Natural =
    [
        .. (byte[])[0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28],
        .. (byte[])[35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55],
        .. (byte[])[62, 63],
    ];

    private readonly JpegHeader _header = header;
    private readonly JpegScan _scan = scan;
    private EntropyBits _bits = new(stream, start);
    private int _bandsToSkip;

    /// <summary>The place in natural order of each coefficient of the zigzag order.</summary>
    public static ReadOnlySpan<byte> NaturalOrder => Natural;

    /// <summary>Decodes the scan; returns where the marker behind it lies.</summary>
    public int Decode()
    {
        var first = _scan.Components[0];
        var (across, down) = _scan.IsInterleaved
            ? (first.Stride / first.Horizontal, first.Lines / first.Vertical)
            : (first.BlocksAcross, first.BlocksDown);
        var untilRestart = _scan.RestartInterval;
        Span<int> block = stackalloc int[64];
        Reset();
        for (var y = 0; y < down; y++)
        {
            for (var x = 0; x < across; x++)
            {
                if (_scan.RestartInterval > 0 && untilRestart-- == 0)
                {
                    Require();
                    if (!_bits.Restart())
                    {
                        throw JpegErrors.Truncated();
                    }

                    Reset();
                    untilRestart = _scan.RestartInterval - 1;
                }

                if (_scan.IsInterleaved)
                {
                    Unit(x, y, block);
                }
                else
                {
                    Block(first, x, y, block);
                }
            }

            Require();
        }

        _bits.FindMarker();
        return _bits.At;
    }

    private void Unit(int x, int y, scoped Span<int> block)
    {
        foreach (var component in _scan.Components)
        {
            for (var v = 0; v < component.Vertical; v++)
            {
                for (var h = 0; h < component.Horizontal; h++)
                {
                    Block(component, (x * component.Horizontal) + h, (y * component.Vertical) + v, block);
                }
            }
        }
    }

    private void Reset()
    {
        _bandsToSkip = 0;
        foreach (var component in _scan.Components)
        {
            component.Dc = 0;
        }
    }

    private readonly void Require()
    {
        if (_bits.IsExhausted)
        {
            throw JpegErrors.Truncated();
        }
    }

    private void Block(JpegComponent component, int x, int y, scoped Span<int> block)
    {
        if (_header.Process == JpegProcess.Progressive)
        {
            var coefficients = component.Coefficients.AsSpan(64 * ((y * component.Stride) + x), 64);
            if (_scan.Start == 0)
            {
                ProgressiveDc(component, coefficients);
            }
            else if (_scan.High == 0)
            {
                FirstBand(Table(component.AcTable), coefficients);
            }
            else
            {
                RefineBand(Table(component.AcTable), coefficients);
            }

            return;
        }

        block.Clear();
        Sequential(component, block);
        InverseDct.Apply(block, component.Plane.AsSpan(8 * ((y * component.Stride * 8) + x)), 8 * component.Stride, _header.Precision);
    }

    private void Sequential(JpegComponent component, scoped Span<int> block)
    {
        var ac = Table(component.AcTable);
        var steps = component.Steps!;
        component.Dc += _bits.TakeSigned(Table(component.DcTable).Next(ref _bits) & 15);
        block[0] = component.Dc * steps[0];
        for (var k = 1; k < 64; k++)
        {
            var symbol = ac.Next(ref _bits);
            var size = symbol & 15;
            if (size == 0)
            {
                if (symbol != 0xF0)
                {
                    return;
                }

                k += 15;
                continue;
            }

            k += symbol >> 4;
            if (k > 63)
            {
                throw JpegErrors.Malformed("a block has more than 64 coefficients");
            }

            var at = Natural[k];
            block[at] = _bits.TakeSigned(size) * steps[at];
        }
    }

    private void ProgressiveDc(JpegComponent component, scoped Span<short> block)
    {
        if (_scan.High == 0)
        {
            component.Dc += _bits.TakeSigned(Table(component.DcTable).Next(ref _bits) & 15);
            block[0] = (short)(component.Dc << _scan.Low);
        }
        else
        {
            block[0] |= (short)(_bits.Take(1) << _scan.Low);
        }
    }

    private void FirstBand(HuffmanTable ac, scoped Span<short> block)
    {
        if (_bandsToSkip > 0)
        {
            _bandsToSkip--;
            return;
        }

        for (var k = _scan.Start; k <= _scan.End; k++)
        {
            var symbol = ac.Next(ref _bits);
            var (run, size) = (symbol >> 4, symbol & 15);
            if (size == 0 && run < 15)
            {
                _bandsToSkip = (1 << run) - 1 + _bits.Take(run);
                return;
            }

            k += run;
            if (k > 63)
            {
                throw JpegErrors.Malformed("a block has more than 64 coefficients");
            }

            if (size != 0)
            {
                block[Natural[k]] = (short)(_bits.TakeSigned(size) << _scan.Low);
            }
        }
    }

    /// <summary>One more bit for the coefficients of a band that are not zero, and those that become so now (G.1.2.3).</summary>
    private void RefineBand(HuffmanTable ac, scoped Span<short> block)
    {
        var bit = (short)(1 << _scan.Low);
        var k = _scan.Start;
        if (_bandsToSkip == 0)
        {
            for (; k <= _scan.End; k++)
            {
                var symbol = ac.Next(ref _bits);
                var (run, size) = (symbol >> 4, symbol & 15);
                short fresh = 0;
                if (size != 0)
                {
                    fresh = _bits.Take(1) == 1 ? bit : (short)-bit;
                }
                else if (run < 15)
                {
                    _bandsToSkip = (1 << run) + _bits.Take(run);
                    break;
                }

                for (; k <= _scan.End; k++)
                {
                    ref var value = ref block[Natural[k]];
                    if (value != 0)
                    {
                        Refine(ref value, bit);
                    }
                    else if (run-- == 0)
                    {
                        value = fresh;
                        break;
                    }
                }
            }
        }

        if (_bandsToSkip > 0)
        {
            for (; k <= _scan.End; k++)
            {
                ref var value = ref block[Natural[k]];
                if (value != 0)
                {
                    Refine(ref value, bit);
                }
            }

            _bandsToSkip--;
        }
    }

    private void Refine(ref short value, short bit)
    {
        if (_bits.Take(1) == 1 && (value & bit) == 0)
        {
            value += value > 0 ? bit : (short)-bit;
        }
    }

    private static HuffmanTable Table(HuffmanTable? table) => table ?? throw JpegErrors.Malformed("a Huffman table is missing");
}
