using System.Buffers.Binary;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Dicom.Tests.Pixels;

public sealed class EncapsulatedFramesTests
{
    private static readonly byte[] Start = [0xFF, 0xD8, 0xFF, 0xE0];
    private static readonly byte[] More = [1, 2];

    [Fact]
    public void All_fragments_of_a_single_frame_belong_together() =>
        Assert.Equal([.. Start, 1, 2], Assert.Single(EncapsulatedFrames.Of(File([], Start, More), 1, isRle: false)).ToArray());

    [Fact]
    public void The_basic_offset_table_tells_frames_apart()
    {
        var frames = EncapsulatedFrames.Of(File(Table(0, 10 + 10), More, More, More), 2, isRle: false);

        Assert.Equal([4, 2], frames.Select(f => f.Length));
    }

    [Fact]
    public void The_extended_offset_table_tells_frames_apart()
    {
        var dataset = File([], More, More, More);
        var table = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(table.AsSpan(8), 10);
        dataset.Set(new DicomElement(DicomTags.ExtendedOffsetTable, DicomVr.OV, table));

        Assert.Equal([2, 4], EncapsulatedFrames.Of(dataset, 2, isRle: false).Select(f => f.Length));
    }

    [Fact]
    public void Without_a_table_a_frame_begins_where_a_stream_begins()
    {
        var frames = EncapsulatedFrames.Of(File([], Start, More, Start, More, More), 2, isRle: false);

        Assert.Equal([6, 8], frames.Select(f => f.Length));
    }

    [Fact]
    public void A_table_of_another_number_of_frames_is_not_believed() =>
        Assert.Equal([6, 4], EncapsulatedFrames.Of(File(Table(0, 12, 22), Start, More, Start), 2, isRle: false).Select(f => f.Length));

    [Fact]
    public void Fewer_fragments_than_frames_are_called_truncated()
    {
        var error = Assert.Throws<DicomException>(() => EncapsulatedFrames.Of(File([], Start, Start), 3, isRle: false));

        Assert.Equal(DicomErrorKind.Truncated, error.Kind);
        Assert.StartsWith("2 fragments cannot be told apart into 3 frames", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_fragments_at_all_are_called_truncated() =>
        Assert.Equal(DicomErrorKind.Truncated, Assert.Throws<DicomException>(() => EncapsulatedFrames.Of(File([]), 1, isRle: false)).Kind);

    private static byte[] Table(params uint[] offsets)
    {
        var table = new byte[4 * offsets.Length];
        for (var i = 0; i < offsets.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(4 * i), offsets[i]);
        }

        return table;
    }

    private static DicomDataset File(byte[] table, params byte[][] fragments)
    {
        var dataset = new DicomDataset();
        dataset.Set(DicomElement.Encapsulated(DicomTags.PixelData, DicomVr.OB, [table, .. fragments.Select(f => (ReadOnlyMemory<byte>)f)]));
        return dataset;
    }
}
