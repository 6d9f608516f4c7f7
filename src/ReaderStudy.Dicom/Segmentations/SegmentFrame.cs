namespace ReaderStudy.Dicom.Segmentations;

/// <summary>One frame: what a segment has on one slice.</summary>
/// <param name="Segment">The segment's number.</param>
/// <param name="Slice">The slice's number from 0.</param>
/// <param name="Pixels">One byte a pixel.</param>
internal sealed record SegmentFrame(int Segment, int Slice, ReadOnlyMemory<byte> Pixels);
