namespace ReaderStudy.Dicom.Pixels.Jpeg;

/// <summary>The header of one scan (ISO/IEC 10918-1 B.2.3).</summary>
/// <param name="Components">The colours it holds; more than one are interleaved.</param>
/// <param name="Start">First coefficient of the zigzag order, or the predictor of a lossless scan.</param>
/// <param name="End">Last coefficient.</param>
/// <param name="High">Bits that earlier scans left out; 0 for a first scan.</param>
/// <param name="Low">Bits that this scan leaves out, or the point transform of a lossless scan.</param>
/// <param name="RestartInterval">Coded units between two restart markers; 0 for none.</param>
internal sealed record JpegScan(JpegComponent[] Components, int Start, int End, int High, int Low, int RestartInterval)
{
    public bool IsInterleaved => Components.Length > 1;

    /// <summary>Reads the segment of an SOS marker.</summary>
    public static JpegScan Read(ReadOnlySpan<byte> segment, JpegHeader header, HuffmanTable?[] dc, HuffmanTable?[] ac, int restartInterval)
    {
        var count = segment.IsEmpty ? 0 : segment[0];
        if (count is 0 or > 4 || segment.Length < 4 + (2 * count))
        {
            throw JpegErrors.Malformed("a scan header is too short");
        }

        var components = new JpegComponent[count];
        for (var i = 0; i < count; i++)
        {
            var (id, tables) = (segment[1 + (2 * i)], segment[2 + (2 * i)]);
            components[i] =
                header.Components.FirstOrDefault(c => c.Id == id && !components.Contains(c))
                ?? throw JpegErrors.Malformed("a scan has a component that the frame does not have");
            components[i].DcTable = dc[(tables >> 4) & 3];
            components[i].AcTable = ac[tables & 3];
        }

        var last = segment[(1 + (2 * count))..];
        var scan = new JpegScan(components, last[0], last[1], last[2] >> 4, last[2] & 15, restartInterval);
        var possible = header.Process switch
        {
            JpegProcess.Lossless => scan.Start is >= 1 and <= 7 && scan.Low < header.Precision,
            JpegProcess.Sequential => true,
            JpegProcess.Progressive => scan.Low <= 13
                && (scan.Start == 0 ? scan.End == 0 : count == 1 && scan.End is >= 1 and <= 63 && scan.Start <= scan.End),
        };
        return possible ? scan : throw JpegErrors.Malformed("a scan header holds impossible values");
    }
}
