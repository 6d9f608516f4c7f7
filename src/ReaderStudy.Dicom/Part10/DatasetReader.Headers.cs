using System.Buffers.Binary;
using ReaderStudy.Dicom.Standard;

namespace ReaderStudy.Dicom.Part10;

/// <content>The header of one element: tag, representation, length (PS3.5 7.1).</content>
internal sealed partial class DatasetReader
{
    /// <summary>The creator whose block was looked up last: neighbours in a file belong together.</summary>
    private (DicomDataset? Dataset, uint Block, PrivateBlock? Elements) _lastBlock;

    private bool ReadHeader(ReadOnlySpan<byte> data, ref Frame frame, out DicomTag tag, out DicomVr vr, out uint length)
    {
        tag = ReadTag(data, frame.Layout);
        if (!frame.Layout.IsExplicit)
        {
            vr = KnownVr(frame, tag);
            length = ReadUInt32(data, Position + 4, frame.Layout);
            Position += 8;
            return true;
        }

        var (first, second) = (data[Position + 4], data[Position + 5]);
        if (VrTable.Find(first, second) is not { } named)
        {
            return ReadUnnamedHeader(data, ref frame, tag, out vr, out length);
        }

        vr = named;
        return ReadExplicitLength(data, frame, tag, vr, out length);
    }

    private bool ReadExplicitLength(ReadOnlySpan<byte> data, in Frame frame, DicomTag tag, DicomVr vr, out uint length)
    {
        if (!vr.HasLongLength())
        {
            var bytes = data[(Position + 6)..];
            length = frame.Layout.IsBigEndian
                ? BinaryPrimitives.ReadUInt16BigEndian(bytes)
                : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
            Position += 8;
            return true;
        }

        length = 0;
        if (frame.End - Position < 12)
        {
            return Fail(DicomErrorKind.Truncated, $"truncated: the data end inside the header of element {Name(tag)}");
        }

        length = ReadUInt32(data, Position + 8, frame.Layout);
        Position += 12;
        return true;
    }

    /// <summary>
    /// The two letters are none that the standard knows. Capital letters are a representation of a later edition, which has the long
    /// form (PS3.5 6.2.2). Otherwise a careless writer left them blank, or wrote this one element with an implicit header; the
    /// reading after which the next element makes sense is taken.
    /// </summary>
    private bool ReadUnnamedHeader(ReadOnlySpan<byte> data, ref Frame frame, DicomTag tag, out DicomVr vr, out uint length)
    {
        var (start, first, second) = (Position, data[Position + 4], data[Position + 5]);
        if (first is >= (byte)'A' and <= (byte)'Z' && second is >= (byte)'A' and <= (byte)'Z')
        {
            vr = DicomVr.UN;
            return ReadExplicitLength(data, frame, tag, vr, out length);
        }

        vr = KnownVr(frame, tag);
        var isBlank = (first, second) is ((byte)' ', (byte)' ') or (0, 0);
        var hasForm = !vr.HasLongLength() || frame.End - start >= 12;
        if (
            isBlank
            && vr != DicomVr.UN
            && hasForm
            && ReadExplicitLength(data, frame, tag, vr, out length)
            && MakesSense(data, frame, tag, length)
        )
        {
            return Note($"element {Name(tag)} at byte {start} has a blank value representation");
        }

        Position = start + 8;
        length = ReadUInt32(data, start + 4, frame.Layout);
        if (MakesSense(data, frame, tag, length))
        {
            return Note($"element {Name(tag)} at byte {start} has the header of implicit VR among explicit ones");
        }

        Position = start;
        return Fail(
            DicomErrorKind.Malformed,
            $"malformed: element {Name(tag)} at byte {start} has no value representation (found {first:X2} {second:X2})"
        );
    }

    /// <summary>True if a value of the length from here on is followed by the end or by a plausible next tag.</summary>
    private bool MakesSense(ReadOnlySpan<byte> data, in Frame frame, DicomTag tag, uint length)
    {
        if (length == Undefined)
        {
            return frame.End - Position >= 8 && data.Slice(Position, 4).IndexOfAny((byte)0xFE, (byte)0xFF) >= 0;
        }

        if (length > (uint)(frame.End - Position))
        {
            return false;
        }

        var here = Position;
        Position += (int)length;
        var isPlausible = Position == frame.End;
        if (!isPlausible && frame.End - Position >= 8)
        {
            var next = ReadTag(data, frame.Layout);
            isPlausible = next.Group == 0xFFFE || (next.Value > tag.Value && (DicomDictionary.Find(next) is not null || next.IsPrivate));
        }

        Position = here;
        return isPlausible;
    }

    /// <summary>The representation that the dictionaries give to a tag; UN if they do not know it.</summary>
    private DicomVr KnownVr(in Frame frame, DicomTag tag)
    {
        if (!tag.IsPrivate || tag.Element <= 0xFF)
        {
            return DicomDictionary.VrOf(tag, frame.HasSignedPixels);
        }

        return BlockOf(frame, tag)?.Find(tag)?.Vr ?? DicomVr.UN;
    }

    private PrivateBlock? BlockOf(in Frame frame, DicomTag tag)
    {
        var creatorTag = new DicomTag(tag.Group, (ushort)(tag.Element >> 8));
        if (_lastBlock.Dataset == frame.Dataset && _lastBlock.Block == creatorTag.Value)
        {
            return _lastBlock.Elements;
        }

        var creator = FindPending(frame, creatorTag);
        var block = creator is null ? null : PrivateDictionary.BlockOf(tag.Group, creator.Value.Span);
        _lastBlock = (frame.Dataset, creatorTag.Value, block);
        return block;
    }

    /// <summary>An element of the data set that is being read; not found where a damaged file has elements out of order.</summary>
    private DicomElement? FindPending(in Frame frame, DicomTag tag)
    {
        if (!frame.IsOrdered)
        {
            return null;
        }

        var (low, high) = (_pending.Count - frame.Count, _pending.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var found = _pending[middle];
            if (found.Tag == tag)
            {
                return found;
            }

            (low, high) = found.Tag.Value < tag.Value ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }
}
