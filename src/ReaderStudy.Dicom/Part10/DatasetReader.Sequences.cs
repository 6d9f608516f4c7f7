namespace ReaderStudy.Dicom.Part10;

/// <content>Sequences, encapsulated fragments, and delimiters where none should be (PS3.5 7.5, A.4).</content>
internal sealed partial class DatasetReader
{
    private enum DelimiterStep
    {
        GoOn,
        Close,
        Fail,
    }

    private bool ReadUndefined(ReadOnlySpan<byte> data, ref Frame frame, DicomTag tag, DicomVr vr)
    {
        if (tag.Group == 0x7FE0 && vr is DicomVr.OB or DicomVr.OW or DicomVr.UN)
        {
            var isComplete = ReadFragments(data, frame, tag, out var fragments);
            if (isComplete || (isTolerant && _trials == 0))
            {
                Add(ref frame, DicomElement.Encapsulated(tag, DicomVr.OB, fragments));
            }

            return isComplete;
        }

        if (vr is not (DicomVr.SQ or DicomVr.UN))
        {
            return Fail(DicomErrorKind.Malformed, $"malformed: element {Name(tag)} of VR {vr.Code()} has an undefined length");
        }

        var layout = vr == DicomVr.UN ? HiddenLayout(data, frame) : frame.Layout;
        var isRead = ReadItems(data, frame, tag, frame.End, layout, isDelimited: true, out var items);
        if (isRead || (isTolerant && _trials == 0))
        {
            Add(ref frame, DicomElement.Sequence(tag, items));
        }

        return isRead;
    }

    /// <summary>A sequence that ends at a known place. A tolerant reader goes on behind one that is damaged inside.</summary>
    private bool ReadSequence(ReadOnlySpan<byte> data, ref Frame frame, DicomTag tag, int end)
    {
        if (!frame.Layout.IsExplicit && (tag.IsPrivate || isTolerant))
        {
            // The file does not say that it is a sequence, a dictionary does: what is none stays a value of unknown meaning.
            if (!TrySequence(data, ref frame, tag, end - Position))
            {
                Add(ref frame, new DicomElement(tag, DicomVr.UN, memory[Position..end]));
                Note($"element {Name(tag)} should be a sequence and is none; it is kept as bytes of unknown meaning");
                Position = end;
            }

            return true;
        }

        var isRead = ReadItems(data, frame, tag, end, frame.Layout, isDelimited: false, out var items);
        if (!isRead && (!isTolerant || _trials > 0))
        {
            return false;
        }

        Add(ref frame, DicomElement.Sequence(tag, items));
        if (!isRead)
        {
            TellOrThrow();
            Position = end;
        }

        return true;
    }

    /// <summary>Reads a value of unknown meaning as a sequence; false, with nothing changed, if it is none.</summary>
    private bool TrySequence(ReadOnlySpan<byte> data, ref Frame frame, DicomTag tag, int length)
    {
        var (start, pending) = (Position, _pending.Count);
        _trials++;
        var isRead = ReadItems(data, frame, tag, start + length, HiddenLayout(data, frame), isDelimited: false, out var items);
        _trials--;
        if (isRead)
        {
            Add(ref frame, DicomElement.Sequence(tag, items));
            return true;
        }

        _pending.RemoveRange(pending, _pending.Count - pending);
        Position = start;
        return false;
    }

    /// <summary>
    /// How a sequence in a value of VR UN lies: implicit VR little endian, says PS3.5 6.2.2 note 2; but writers are found that kept
    /// the order of bytes, or the explicit headers, of the file around it.
    /// </summary>
    private DatasetLayout HiddenLayout(ReadOnlySpan<byte> data, in Frame frame)
    {
        var start = data[Position..Math.Min(frame.End, Position + 16)];
        var isBigEndian = start.Length >= 4 && start[0] == 0xFF && start[1] == 0xFE;
        var isExplicit = frame.Layout.IsExplicit && start.Length >= 14 && VrTable.Find(start[12], start[13]) is not null;
        return new DatasetLayout(isExplicit, isBigEndian);
    }

    private bool ReadItems(
        ReadOnlySpan<byte> data,
        in Frame frame,
        DicomTag sequence,
        int end,
        DatasetLayout layout,
        bool isDelimited,
        out List<DicomDataset> items
    )
    {
        items = [];
        if (frame.Depth >= MaxDepth)
        {
            return Fail(DicomErrorKind.Malformed, $"malformed: sequences are nested deeper than {MaxDepth} levels at {Name(sequence)}");
        }

        while (isDelimited || Position < end)
        {
            if (isDelimited && Position == end && end < data.Length)
            {
                return Note($"sequence {Name(sequence)} of undefined length has no end, at byte {Position}");
            }

            if (end - Position < 8)
            {
                return Fail(DicomErrorKind.Truncated, $"truncated: the data end inside sequence {Name(sequence)}");
            }

            var tag = ReadTag(data, layout);
            var length = ReadUInt32(data, Position + 4, layout);
            Position += 8;
            if (tag == SequenceEnd)
            {
                if (isDelimited)
                {
                    return true;
                }

                continue;
            }

            if (tag == ItemEnd && length == 0)
            {
                Note($"sequence {Name(sequence)} has the end of an item that did not begin, at byte {Position - 8}");
                continue;
            }

            if (tag != Item)
            {
                return Fail(
                    DicomErrorKind.Malformed,
                    $"malformed: sequence {Name(sequence)} holds {tag} where an item should be, at byte {Position - 8}"
                );
            }

            if (length != Undefined && length > (uint)(end - Position))
            {
                return TooLong(data, new Frame(frame.Dataset, end, layout, 0, false), sequence, length, "an item of sequence");
            }

            var item = new DicomDataset { Parent = frame.Dataset, Offset = Position - 8 };
            items.Add(item);
            var itemEnd = length == Undefined ? end : Position + (int)length;
            if (!ReadElements(data, new Frame(item, itemEnd, layout, frame.Depth + 1, frame.HasSignedPixels), length == Undefined))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadFragments(ReadOnlySpan<byte> data, in Frame frame, DicomTag pixels, out List<ReadOnlyMemory<byte>> fragments)
    {
        fragments = [];
        while (true)
        {
            if (frame.End - Position < 8)
            {
                return Fail(DicomErrorKind.Truncated, $"truncated: the data end inside the fragments of {Name(pixels)}");
            }

            var tag = ReadTag(data, frame.Layout);
            var length = ReadUInt32(data, Position + 4, frame.Layout);
            Position += 8;
            if (tag == SequenceEnd)
            {
                return true;
            }

            if (tag != Item)
            {
                return Fail(
                    DicomErrorKind.Malformed,
                    $"malformed: {Name(pixels)} holds {tag} where a fragment should be, at byte {Position - 8}"
                );
            }

            if (length > (uint)(frame.End - Position))
            {
                if (isTolerant && _trials == 0)
                {
                    fragments.Add(memory[Position..frame.End]);
                }

                return TooLong(data, frame, pixels, length, "a fragment of");
            }

            fragments.Add(memory.Slice(Position, (int)length));
            Position += (int)length;
        }
    }

    /// <summary>A tag of group FFFE where an element should be.</summary>
    private DelimiterStep PassDelimiter(ReadOnlySpan<byte> data, DicomTag tag, in Frame frame, bool isDelimited)
    {
        var (start, length) = (Position, ReadUInt32(data, Position + 4, frame.Layout));
        if (tag == ItemEnd && isDelimited)
        {
            Position += 8;
            return DelimiterStep.Close;
        }

        if ((tag == SequenceEnd || tag == Item) && isDelimited)
        {
            // The sequence goes on with it: only the end of this item got lost.
            Note($"a sequence item has no end, at byte {start}");
            return DelimiterStep.Close;
        }

        if (tag == Item && frame.Depth == 0)
        {
            // An item whose sequence header got lost: nobody can say whose it is, so it is passed over, as others do.
            Position += 8;
            Note($"an item without a sequence is passed over, at byte {start}");
            Position += length == Undefined ? 0 : (int)Math.Min(length, (uint)(frame.End - Position));
            return DelimiterStep.GoOn;
        }

        if ((tag == ItemEnd || tag == SequenceEnd) && length == 0)
        {
            Position += 8;
            Note($"a delimiter {tag} without a beginning is passed over, at byte {start}");
            return DelimiterStep.GoOn;
        }

        Fail(DicomErrorKind.Malformed, $"malformed: delimiter {tag} stands where an element should, at byte {start}");
        return DelimiterStep.Fail;
    }
}
