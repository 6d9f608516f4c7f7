using System.Buffers.Binary;

namespace ReaderStudy.Dicom.Pixels.Jpeg;

/// <summary>
/// Decodes JPEG streams (ISO/IEC 10918-1): baseline, extended and progressive of 8 and 12 bits, lossless of 2 to 16 bits. Colours
/// come out as they were coded, YCbCr or RGB. Nothing is allocated before the stream is long enough to fill it.
/// </summary>
internal sealed class JpegDecoder
{
    /// <summary>More scans than any encoder makes: the standard's own example of a fine progression has ten.</summary>
    private const int MostScans = 200;

    private readonly ushort[]?[] _steps = new ushort[4][];
    private readonly HuffmanTable?[] _dc = new HuffmanTable[4];
    private readonly HuffmanTable?[] _ac = new HuffmanTable[4];
    private readonly int _rows;
    private readonly int _columns;
    private JpegHeader? _header;
    private ushort[] _samples = [];
    private int _restartInterval;
    private int? _adobe;
    private bool _jfif;
    private int _pointTransform;
    private int _scans;

    private JpegDecoder(int rows, int columns)
    {
        _rows = rows;
        _columns = columns;
    }

    /// <summary>Decodes one image that must be as large as the DICOM header says.</summary>
    /// <exception cref="DicomException">The stream is not JPEG, has another size, ends early, or is of a kind that is not read.</exception>
    public static JpegImage Decode(ReadOnlySpan<byte> stream, int rows, int columns) => new JpegDecoder(rows, columns).Run(stream);

    private JpegImage Run(ReadOnlySpan<byte> stream)
    {
        if (stream.Length < 4 || stream[0] != 0xFF || stream[1] != 0xD8)
        {
            throw JpegErrors.Malformed("it does not begin with FFD8");
        }

        var (at, scanned) = (2, new HashSet<JpegComponent>());
        while (NextMarker(stream, ref at) is var marker and not 0xD9)
        {
            if (marker is 0 && _header is not null && scanned.Count == _header.Components.Length)
            {
                // The end marker is missing; all colours are there.
                break;
            }

            var segment = Segment(stream, ref at);
            if (marker == 0xDA)
            {
                var header = _header ?? throw JpegErrors.Malformed("a scan comes before the frame header");
                var scan = JpegScan.Read(segment, header, _dc, _ac, _restartInterval);
                Prepare(scan, stream.Length - at);
                scanned.UnionWith(scan.Components);
                at =
                    header.Process == JpegProcess.Lossless
                        ? LosslessScan.Decode(header, scan, stream, at, _samples)
                        : new BlockScan(header, scan, stream, at).Decode();
            }
            else
            {
                Read(marker, segment);
            }
        }

        return Finish(scanned.Count);
    }

    private JpegImage Finish(int scanned)
    {
        if (_header is not { } header || scanned < header.Components.Length)
        {
            throw JpegErrors.Truncated();
        }

        header = header with { AdobeTransform = _adobe, IsJfif = _jfif };
        if (header.Process == JpegProcess.Lossless)
        {
            LosslessScan.Scale(_samples, _pointTransform);
            return new JpegImage(header, _samples);
        }

        _samples = new ushort[header.Rows * header.Columns * header.Components.Length];
        for (var i = 0; i < header.Components.Length; i++)
        {
            if (header.Process == JpegProcess.Progressive)
            {
                Transform(header.Components[i], header.Precision);
            }

            Upsampling.Write(header, i, _samples);
        }

        return new JpegImage(header, _samples);
    }

    private static void Transform(JpegComponent component, int precision)
    {
        component.Plane = new ushort[component.Blocks * 64];
        Span<int> block = stackalloc int[64];
        for (var i = 0; i < component.Blocks; i++)
        {
            for (var k = 0; k < 64; k++)
            {
                block[k] = component.Coefficients[(64 * i) + k] * component.Steps![k];
            }

            var (y, x) = (i / component.Stride, i % component.Stride);
            InverseDct.Apply(block, component.Plane.AsSpan(8 * ((y * component.Stride * 8) + x)), 8 * component.Stride, precision);
        }

        component.Coefficients = [];
    }

    /// <summary>Makes room for what the scan decodes, if the bytes that are left can hold it: at least one bit a block or sample.</summary>
    private void Prepare(JpegScan scan, int bytesLeft)
    {
        var header = _header!;
        if (++_scans > MostScans)
        {
            throw JpegErrors.Malformed($"it has more than {MostScans} scans");
        }

        if (header.Process == JpegProcess.Lossless)
        {
            var needed = (long)header.Rows * header.Columns * scan.Components.Length;
            var all = (long)header.Rows * header.Columns * header.Components.Length;
            if (needed > 8L * bytesLeft || all > Array.MaxLength / 2)
            {
                throw JpegErrors.Truncated();
            }

            _pointTransform = scan.Low;
            _samples = _samples.Length == 0 ? new ushort[all] : _samples;
            return;
        }

        if (
            scan.Start == 0
            && scan.High == 0
            && scan.Components.Sum(c => scan.IsInterleaved ? c.Blocks : (long)c.BlocksAcross * c.BlocksDown) > 8L * bytesLeft
        )
        {
            throw JpegErrors.Truncated();
        }

        foreach (var component in scan.Components)
        {
            component.Steps ??= _steps[component.Quantization] ?? throw JpegErrors.Malformed("a quantization table is missing");
            if (component.Blocks * 64 > Array.MaxLength / 2)
            {
                throw JpegErrors.Malformed("it is too large");
            }

            if (header.Process == JpegProcess.Sequential)
            {
                component.Plane = component.Plane.Length == 0 ? new ushort[component.Blocks * 64] : component.Plane;
            }
            else if (component.Coefficients.Length == 0)
            {
                if (scan.Start > 0)
                {
                    throw JpegErrors.Malformed("a progressive scan comes before that of the mean values");
                }

                component.Coefficients = new short[component.Blocks * 64];
            }
        }
    }

    private void Read(int marker, ReadOnlySpan<byte> segment)
    {
        switch (marker)
        {
            case 0xC4:
                ReadHuffmanTables(segment);
                break;
            case 0xDB:
                ReadSteps(segment);
                break;
            case 0xDD when segment.Length >= 2:
                _restartInterval = BinaryPrimitives.ReadUInt16BigEndian(segment);
                break;
            case 0xE0 when segment.StartsWith("JFIF"u8):
                _jfif = true;
                break;
            case 0xEE when segment.Length >= 12 && segment.StartsWith("Adobe"u8):
                _adobe = segment[11];
                break;
            case >= 0xC0 and <= 0xCF when marker is not (0xC8 or 0xCC):
                if (_header is not null)
                {
                    throw JpegErrors.Malformed("it has two frame headers");
                }

                _header = JpegHeader.Read(marker, segment, _rows);
                if (_header.Rows != _rows || _header.Columns != _columns)
                {
                    throw new DicomException(
                        DicomErrorKind.Malformed,
                        $"the header announces {_rows} x {_columns} pixels, the JPEG stream holds {_header.Rows} x {_header.Columns}"
                    );
                }

                break;
            default:
                break;
        }
    }

    private void ReadHuffmanTables(ReadOnlySpan<byte> segment)
    {
        while (segment.Length >= 17)
        {
            var counts = segment.Slice(1, 16);
            var total = 0;
            foreach (var count in counts)
            {
                total += count;
            }

            if (total > 256 || segment.Length < 17 + total)
            {
                throw JpegErrors.Malformed("a Huffman table is too short");
            }

            ((segment[0] & 0x10) == 0 ? _dc : _ac)[segment[0] & 3] = new HuffmanTable(counts, segment.Slice(17, total));
            segment = segment[(17 + total)..];
        }
    }

    private void ReadSteps(ReadOnlySpan<byte> segment)
    {
        while (segment.Length > 0)
        {
            var size = segment[0] >> 4 == 0 ? 1 : 2;
            if (segment.Length < 1 + (64 * size))
            {
                throw JpegErrors.Malformed("a quantization table is too short");
            }

            var steps = new ushort[64];
            for (var k = 0; k < 64; k++)
            {
                var at = segment[(1 + (k * size))..];
                steps[BlockScan.NaturalOrder[k]] = size == 1 ? at[0] : BinaryPrimitives.ReadUInt16BigEndian(at);
            }

            _steps[segment[0] & 3] = steps;
            segment = segment[(1 + (64 * size))..];
        }
    }

    /// <summary>The second byte of the next marker that opens a segment or ends the image; 0 at the end of the bytes.</summary>
    private static int NextMarker(ReadOnlySpan<byte> stream, ref int at)
    {
        for (; at + 1 < stream.Length; at++)
        {
            if (stream[at] == 0xFF && stream[at + 1] is not (0 or 0xFF or 0x01 or (>= 0xD0 and <= 0xD8)))
            {
                at += 2;
                return stream[at - 1];
            }
        }

        return 0;
    }

    private static ReadOnlySpan<byte> Segment(ReadOnlySpan<byte> stream, ref int at)
    {
        if (at + 2 > stream.Length)
        {
            throw JpegErrors.Truncated();
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(stream[at..]);
        if (length < 2 || at + length > stream.Length)
        {
            throw JpegErrors.Truncated();
        }

        var segment = stream.Slice(at + 2, length - 2);
        at += length;
        return segment;
    }
}
