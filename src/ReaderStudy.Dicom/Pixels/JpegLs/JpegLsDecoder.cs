using System.Buffers.Binary;
using ReaderStudy.Dicom.Pixels.Jpeg;

namespace ReaderStudy.Dicom.Pixels.JpegLs;

/// <summary>
/// Decodes JPEG-LS streams (ISO/IEC 14495-1), lossless and near-lossless, of 2 to 16 bits, colours one after the other or
/// interleaved by line or by sample. Mapping tables, restarts and colour transforms are left to others.
/// </summary>
internal sealed class JpegLsDecoder
{
    private readonly int _rows;
    private readonly int _columns;
    private readonly int[] _preset = new int[5];
    private JpegLsHeader? _header;
    private ushort[] _samples = [];
    private int _scanned;

    private JpegLsDecoder(int rows, int columns)
    {
        _rows = rows;
        _columns = columns;
    }

    /// <summary>Decodes one image that must be as large as the DICOM header says; the samples of a pixel lie side by side.</summary>
    /// <exception cref="DicomException">The stream is broken, has another size, ends early, or is of a kind that is not read.</exception>
    public static (JpegLsHeader Header, ushort[] Samples) Decode(ReadOnlySpan<byte> stream, int rows, int columns) =>
        new JpegLsDecoder(rows, columns).Run(stream);

    private (JpegLsHeader Header, ushort[] Samples) Run(ReadOnlySpan<byte> stream)
    {
        var at = 2;
        while (_header is null || _scanned < _header.Components.Length)
        {
            while (at + 1 < stream.Length && !(stream[at] == 0xFF && stream[at + 1] is > 0x80 and < 0xFF))
            {
                at++;
            }

            if (at + 4 > stream.Length || stream[at + 1] == 0xD9)
            {
                throw JpegErrors.Truncated();
            }

            var (marker, length) = (stream[at + 1], BinaryPrimitives.ReadUInt16BigEndian(stream[(at + 2)..]));
            if (length < 2 || at + 2 + length > stream.Length)
            {
                throw JpegErrors.Truncated();
            }

            var segment = stream.Slice(at + 4, length - 2);
            at += 2 + length;
            if (marker == 0xDA)
            {
                at = Scan(segment, stream, at);
            }
            else
            {
                Read(marker, segment);
            }
        }

        return (_header, _samples);
    }

    private void Read(int marker, ReadOnlySpan<byte> segment)
    {
        switch (marker)
        {
            case 0xF7:
                _header = _header is null ? JpegLsHeader.Read(segment) : throw JpegErrors.Malformed("it has two frame headers");
                if (_header.Rows != _rows || _header.Columns != _columns)
                {
                    throw new DicomException(
                        DicomErrorKind.Malformed,
                        $"the header announces {_rows} x {_columns} pixels, the JPEG-LS stream holds {_header.Rows} x {_header.Columns}"
                    );
                }

                break;
            case 0xF8 when segment.Length >= 11 && segment[0] == 1:
                for (var i = 0; i < _preset.Length; i++)
                {
                    _preset[i] = BinaryPrimitives.ReadUInt16BigEndian(segment[(1 + (2 * i))..]);
                }

                break;
            case 0xF8 or 0xDD:
                throw new DicomException(DicomErrorKind.Unsupported, "JPEG-LS streams with mapping tables or restarts are not read");
            case 0xE8 when segment.StartsWith("mrfx"u8):
                throw new DicomException(DicomErrorKind.Unsupported, "JPEG-LS streams with a colour transform are not read");
            default:
                break;
        }
    }

    private int Scan(ReadOnlySpan<byte> segment, ReadOnlySpan<byte> stream, int at)
    {
        var header = _header ?? throw JpegErrors.Malformed("a scan comes before the frame header");
        var count = segment.IsEmpty ? 0 : segment[0];
        if (count is 0 or > 4 || segment.Length < 4 + (2 * count))
        {
            throw JpegErrors.Malformed("a scan header is too short");
        }

        var (near, interleave) = (segment[1 + (2 * count)], segment[2 + (2 * count)]);
        var first = Array.IndexOf(header.Components, segment[1]);
        if (first < 0 || first + count > header.Components.Length || interleave > 2 || (count > 1 && interleave == 0))
        {
            throw JpegErrors.Malformed("a scan header holds impossible values");
        }

        // A run may cover a line with one bit.
        var all = (long)_rows * _columns * header.Components.Length;
        if (_rows > 8L * (stream.Length - at) || all > Array.MaxLength / 2)
        {
            throw JpegErrors.Truncated();
        }

        _samples = _samples.Length == 0 ? new ushort[all] : _samples;
        var parameters = JpegLsParameters.Of(header.Precision, near, _preset[0], _preset[1], _preset[2], _preset[3], _preset[4]);
        var scan = new JpegLsScan(parameters, stream, at);
        Lines(ref scan, header.Components.Length, first, count, isBySample: interleave == 2 && count > 1);
        _scanned += count;
        return scan.At;
    }

    private void Lines(ref JpegLsScan scan, int step, int first, int count, bool isBySample)
    {
        var (planes, colours) = isBySample ? (1, count) : (count, 1);
        // One pixel more at either end of a line.
        var (above, line) = (Buffers(planes, colours), Buffers(planes, colours));
        var runs = new int[planes];
        for (var y = 0; y < _rows; y++)
        {
            for (var p = 0; p < planes; p++)
            {
                var (previous, current) = (above[p], line[p]);
                previous.AsSpan(previous.Length - (2 * colours), colours).CopyTo(previous.AsSpan(previous.Length - colours));
                previous.AsSpan(colours, colours).CopyTo(current);
                scan.RunIndex = runs[p];
                scan.Line(previous, current, colours);
                runs[p] = scan.RunIndex;
                for (var c = 0; c < colours; c++)
                {
                    var to = (y * _columns * step) + first + p + c;
                    for (var x = 1; x <= _columns; x++, to += step)
                    {
                        _samples[to] = current[(x * colours) + c];
                    }
                }
            }

            if (scan.IsExhausted)
            {
                throw JpegErrors.Truncated();
            }

            (above, line) = (line, above);
        }
    }

    private ushort[][] Buffers(int planes, int colours) =>
        [.. Enumerable.Range(0, planes).Select(_ => new ushort[(_columns + 2) * colours])];
}
