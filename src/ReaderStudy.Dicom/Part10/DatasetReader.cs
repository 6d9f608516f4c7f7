using System.Globalization;

namespace ReaderStudy.Dicom.Part10;

/// <summary>
/// Reads data sets from memory. No length is believed before it was held against what is left; values are windows on the
/// memory, only big endian numbers are copied.
/// </summary>
internal sealed class DatasetReader(ReadOnlyMemory<byte> data, bool bigEndian) : ByteCursor(data, bigEndian)
{
    private const int MaxDepth = 64;
    private const uint Undefined = uint.MaxValue;
    private static readonly DicomTag Item = new(0xFFFE, 0xE000);
    private static readonly DicomTag ItemEnd = new(0xFFFE, 0xE00D);
    private static readonly DicomTag SequenceEnd = new(0xFFFE, 0xE0DD);

    /// <summary>Reads all elements from <paramref name="start"/> to the end of the memory.</summary>
    public DicomDataset ReadAll(int start, bool explicitVr)
    {
        Position = start;
        var dataset = new DicomDataset();
        ReadElements(dataset, Data.Length, explicitVr, delimited: false, depth: 0);
        return dataset;
    }

    /// <summary>Reads the elements of group 0002 from <paramref name="start"/> on and stops before the first of another group.</summary>
    public DicomDataset ReadMeta(int start)
    {
        Position = start;
        var meta = new DicomDataset();
        while (Data.Length - Position >= 8 && PeekTag().Group == 0x0002)
        {
            ReadElement(meta, Data.Length, VrLooksExplicit(Position), 0);
        }

        return meta;
    }

    /// <summary>True if two capital letters stand where an explicit element has its VR.</summary>
    public bool VrLooksExplicit(int position) =>
        Data.Length - position >= 6
        && Data.Span[position + 4] is >= (byte)'A' and <= (byte)'Z'
        && Data.Span[position + 5] is >= (byte)'A' and <= (byte)'Z';

    private void ReadElements(DicomDataset dataset, int end, bool explicitVr, bool delimited, int depth)
    {
        while (Position < end)
        {
            if (end - Position < 8)
            {
                if (Data.Span[Position..end].IndexOfAnyExcept((byte)0) < 0)
                {
                    Position = end;
                    break;
                }

                throw Truncated($"the data end inside an element's header, at byte {Position}");
            }

            var tag = PeekTag();
            if (tag == ItemEnd && delimited)
            {
                Position += 8;
                return;
            }

            if (tag.Value == 0 && Data.Span[Position..end].IndexOfAnyExcept((byte)0) < 0)
            {
                Position = end;
                break;
            }

            ReadElement(dataset, end, explicitVr, depth);
        }

        if (delimited)
        {
            throw Truncated("the data end inside a sequence item of undefined length");
        }
    }

    private void ReadElement(DicomDataset dataset, int end, bool explicitVr, int depth)
    {
        var start = Position;
        var tag = ReadTag();
        if (tag == Item && depth == 0 && ReadUInt32() is var stray && stray <= (uint)(end - Position))
        {
            // An item whose sequence header got lost: nobody can say whose it is, so it is passed over, as others do.
            Position += (int)stray;
            return;
        }

        if (tag.Group == 0xFFFE)
        {
            throw Malformed($"delimiter {tag} stands where an element should, at byte {start}");
        }

        var (vr, length) = explicitVr ? ReadExplicitHeader(dataset, tag, start, end) : (VrOf(tag, dataset), ReadUInt32());
        if (length == Undefined)
        {
            dataset.Set(ReadUndefined(dataset, tag, vr, end, explicitVr, depth));
            return;
        }

        if (length > (uint)(end - Position))
        {
            throw TooLong(tag, length, end);
        }

        var value = Data.Slice(Position, (int)length);
        if (vr == DicomVr.SQ)
        {
            dataset.Set(DicomElement.Sequence(tag, ReadItems(dataset, tag, Position + (int)length, explicitVr, false, depth)));
            return;
        }

        Position += (int)length;
        dataset.Set(explicitVr && vr == DicomVr.UN ? Recognised(dataset, tag, value) : new DicomElement(tag, vr, LittleEndian(value, vr)));
    }

    private (DicomVr Vr, uint Length) ReadExplicitHeader(DicomDataset dataset, DicomTag tag, int start, int end)
    {
        var (first, second) = (Data.Span[Position], Data.Span[Position + 1]);
        Position += 2;
        var vr = DicomVrExtensions.Parse(first, second);
        if (vr is null && (first, second) is ((byte)' ', (byte)' ') or (0, 0) && VrOf(tag, dataset) is var known && known != DicomVr.UN)
        {
            // Left blank by a careless writer of a known element.
            vr = known;
        }

        if (vr is null && (first is < (byte)'A' or > (byte)'Z' || second is < (byte)'A' or > (byte)'Z'))
        {
            throw Malformed($"element {tag.ToDisplayString()} at byte {start} has no value representation (found {first:X2} {second:X2})");
        }

        // Representations of later editions have the long form (PS3.5 6.2.2).
        if (vr?.HasLongLength() == false)
        {
            var length = ReadUInt16();
            return (vr.Value, length);
        }

        if (end - Position < 6)
        {
            throw Truncated($"the data end inside the header of element {tag.ToDisplayString()}");
        }

        Position += 2;
        return (vr ?? DicomVr.UN, ReadUInt32());
    }

    private DicomElement ReadUndefined(DicomDataset dataset, DicomTag tag, DicomVr vr, int end, bool explicitVr, int depth)
    {
        if (tag.Group == 0x7FE0 && vr is DicomVr.OB or DicomVr.OW or DicomVr.UN)
        {
            return DicomElement.Encapsulated(tag, DicomVr.OB, ReadFragments(tag, end));
        }

        if (vr is not (DicomVr.SQ or DicomVr.UN))
        {
            throw Malformed($"element {tag.ToDisplayString()} of VR {vr.Code()} has an undefined length");
        }

        // A sequence hidden in UN is in implicit VR little endian, whatever is around it (PS3.5 6.2.2 note 2).
        var hidden = vr == DicomVr.UN && explicitVr;
        if (hidden && BigEndian)
        {
            throw new DicomException(DicomErrorKind.Unsupported, $"element {tag.ToDisplayString()}: UN of undefined length in big endian");
        }

        return DicomElement.Sequence(tag, ReadItems(dataset, tag, end, explicitVr && !hidden, true, depth));
    }

    private List<DicomDataset> ReadItems(DicomDataset parent, DicomTag sequence, int end, bool explicitVr, bool delimited, int depth)
    {
        if (depth >= MaxDepth)
        {
            throw Malformed($"sequences are nested deeper than {MaxDepth} levels at {sequence.ToDisplayString()}");
        }

        var items = new List<DicomDataset>();
        while (delimited || Position < end)
        {
            if (end - Position < 8)
            {
                throw Truncated($"the data end inside sequence {sequence.ToDisplayString()}");
            }

            var tag = ReadTag();
            var length = ReadUInt32();
            if (tag == SequenceEnd)
            {
                break;
            }

            if (tag != Item)
            {
                throw Malformed($"sequence {sequence.ToDisplayString()} holds {tag} where an item should be, at byte {Position - 8}");
            }

            if (length != Undefined && length > (uint)(end - Position))
            {
                throw TooLong(sequence, length, end, "an item of sequence");
            }

            var item = new DicomDataset { Parent = parent };
            var itemEnd = length == Undefined ? end : Position + (int)length;
            ReadElements(item, itemEnd, explicitVr, length == Undefined, depth + 1);
            items.Add(item);
        }

        return items;
    }

    private List<ReadOnlyMemory<byte>> ReadFragments(DicomTag pixels, int end)
    {
        var fragments = new List<ReadOnlyMemory<byte>>();
        while (true)
        {
            if (end - Position < 8)
            {
                throw Truncated($"the data end inside the fragments of {pixels.ToDisplayString()}");
            }

            var tag = ReadTag();
            var length = ReadUInt32();
            if (tag == SequenceEnd)
            {
                return fragments;
            }

            if (tag != Item)
            {
                throw Malformed($"{pixels.ToDisplayString()} holds {tag} where a fragment should be, at byte {Position - 8}");
            }

            if (length > (uint)(end - Position))
            {
                throw TooLong(pixels, length, end, "a fragment of");
            }

            fragments.Add(Data.Slice(Position, (int)length));
            Position += (int)length;
        }
    }

    /// <summary>Gives an element of VR UN the dictionary's VR; a known sequence is read as implicit VR little endian.</summary>
    private static DicomElement Recognised(DicomDataset dataset, DicomTag tag, ReadOnlyMemory<byte> value)
    {
        var vr = VrOf(tag, dataset);
        if (vr != DicomVr.SQ)
        {
            return new DicomElement(tag, vr, value);
        }

        try
        {
            var inner = new DatasetReader(value, bigEndian: false);
            return DicomElement.Sequence(tag, inner.ReadItems(dataset, tag, value.Length, false, false, 1));
        }
        catch (DicomException)
        {
            // Not what the dictionary promises: kept as bytes of unknown meaning, which de-identification removes.
            return new DicomElement(tag, DicomVr.UN, value);
        }
    }

    private static DicomVr VrOf(DicomTag tag, DicomDataset dataset)
    {
        for (var d = dataset; d is not null; d = d.Parent)
        {
            if (d.Find(DicomTags.PixelRepresentation)?.Value is { Length: >= 2 } value)
            {
                return DicomDictionary.VrOf(tag, value.Span[0] == 1);
            }
        }

        return DicomDictionary.VrOf(tag, signedPixels: false);
    }

    private DicomException TooLong(DicomTag tag, uint length, int end, string what = "element")
    {
        var left = end - Position;
        return length > (uint)(Data.Length - Position)
            ? Truncated(
                string.Create(CultureInfo.InvariantCulture, $"{what} {tag.ToDisplayString()} declares {length} bytes, {left} are left")
            )
            : Malformed(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{what} {tag.ToDisplayString()} declares {length} bytes, its item has {left} left"
                )
            );
    }

    private static DicomException Truncated(string message) => new(DicomErrorKind.Truncated, "truncated: " + message);

    private static DicomException Malformed(string message) => new(DicomErrorKind.Malformed, "malformed: " + message);
}
