using System.Buffers.Binary;

namespace ReaderStudy.Dicom.Pixels.Jpeg;

/// <summary>The frame header of a JPEG stream (ISO/IEC 10918-1 B.2.2).</summary>
/// <param name="Process">How it is coded.</param>
/// <param name="Precision">Bits a sample, 2 to 16.</param>
/// <param name="Rows">Height; 0 if it follows the first scan.</param>
/// <param name="Columns">Width.</param>
/// <param name="Components">The colours, 1 to 4.</param>
internal sealed record JpegHeader(JpegProcess Process, int Precision, int Rows, int Columns, JpegComponent[] Components)
{
    /// <summary>The colour transform that an Adobe marker names: 0 for none, 1 for YCbCr; null without such a marker.</summary>
    public int? AdobeTransform { get; init; }

    /// <summary>True if a JFIF marker says that colours are YCbCr.</summary>
    public bool IsJfif { get; init; }

    /// <summary>True if the stream says that its colours are YCbCr, false for RGB, null if it says nothing, or has no such colours.</summary>
    public bool? CodesYcc =>
        Components.Length != 3 || Process == JpegProcess.Lossless ? null
        : AdobeTransform is { } transform ? transform == 1
        : IsJfif ? true
        : Components is [{ Id: 'R' }, { Id: 'G' }, { Id: 'B' }] ? false
        : null;

    public int MaxHorizontal => Components.Max(c => c.Horizontal);

    public int MaxVertical => Components.Max(c => c.Vertical);

    /// <summary>Reads the segment of a SOF marker.</summary>
    /// <param name="marker">The marker's second byte, C0 to CF.</param>
    /// <param name="segment">What follows the length.</param>
    /// <param name="rows">The height to be used where the stream leaves it open.</param>
    public static JpegHeader Read(int marker, ReadOnlySpan<byte> segment, int rows)
    {
        var process = marker switch
        {
            0xC0 or 0xC1 => JpegProcess.Sequential,
            0xC2 => JpegProcess.Progressive,
            0xC3 => JpegProcess.Lossless,
            _ => throw new DicomException(
                DicomErrorKind.Unsupported,
                $"JPEG streams of the kind SOF{marker - 0xC0} (hierarchical or arithmetic coding) are not read"
            ),
        };
        if (segment.Length < 6 || segment.Length < 6 + (3 * segment[5]))
        {
            throw JpegErrors.Malformed("its frame header is too short");
        }

        var precision = segment[0];
        var height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        var width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        if (process != JpegProcess.Lossless && precision is > 8 and not 12)
        {
            // GDCM writes lossy streams of 16 bits, which the standard does not know.
            throw new DicomException(DicomErrorKind.Unsupported, $"lossy JPEG streams of {precision} bits are not read");
        }

        var allowed = process == JpegProcess.Lossless ? precision is >= 2 and <= 16 : precision is 8 or 12;
        if (!allowed || width == 0 || segment[5] is 0 or > 4)
        {
            throw JpegErrors.Malformed($"it has {segment[5]} components of {precision} bits and {width} columns");
        }

        var header = new JpegHeader(process, precision, height == 0 ? rows : height, width, new JpegComponent[segment[5]]);
        for (var i = 0; i < header.Components.Length; i++)
        {
            var one = segment.Slice(6 + (3 * i), 3);
            header.Components[i] = new JpegComponent(one[0], one[1] >> 4, one[1] & 15, one[2]);
            if (header.Components[i] is { Horizontal: 0 or > 4 } or { Vertical: 0 or > 4 } || one[2] > 3)
            {
                throw JpegErrors.Malformed("a component has impossible sampling factors or tables");
            }
        }

        foreach (var component in header.Components)
        {
            component.Lay(header);
        }

        return header;
    }
}
