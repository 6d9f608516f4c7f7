using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using ReaderStudy.Dicom.Text;

namespace ReaderStudy.Dicom.Part10;

/// <summary>
/// Reads data sets from memory. No length is believed before it was held against what is left; values are windows on the
/// memory, only big endian numbers are copied. Every byte is looked at a bounded number of times, whatever it says.
/// </summary>
/// <remarks>
/// Failure is a return value, not an exception, because a guess about a value of unknown meaning may fail a million times in a
/// hostile file. What failed first is in <see cref="Failure"/>.
/// </remarks>
internal sealed partial class DatasetReader(ReadOnlyMemory<byte> memory, ReadProblems problems, bool isTolerant)
{
    private const int MaxDepth = 64;
    private const uint Undefined = uint.MaxValue;
    private static readonly DicomTag Item = new(0xFFFE, 0xE000);
    private static readonly DicomTag ItemEnd = new(0xFFFE, 0xE00D);
    private static readonly DicomTag SequenceEnd = new(0xFFFE, 0xE0DD);

    /// <summary>Elements of the data sets that are being read, the outermost first; each data set takes its own off the end.</summary>
    private readonly List<DicomElement> _pending = [];

    /// <summary>Above 0 while a value of unknown meaning is tried as a sequence: nothing is tolerated or told then.</summary>
    private int _trials;

    /// <summary>The first byte that is not zero at or after the place where zeros were last looked for.</summary>
    private int _zerosEnd = -1;

    /// <summary>Where the next byte is read.</summary>
    public int Position { get; private set; }

    /// <summary>What went wrong; null after success.</summary>
    public DicomProblem? Failure { get; private set; }

    /// <summary>Reads all elements from <paramref name="start"/> to the end of the memory.</summary>
    /// <exception cref="DicomException">The data are damaged, and the reader is not tolerant.</exception>
    public DicomDataset ReadAll(int start, DatasetLayout layout)
    {
        Position = start;
        var dataset = new DicomDataset();
        if (!ReadElements(memory.Span, new Frame(dataset, memory.Length, layout, 0, false), isDelimited: false))
        {
            TellOrThrow();
        }

        return dataset;
    }

    /// <summary>Reads the elements of group 0002 from <paramref name="start"/> on and stops before the first of another group.</summary>
    /// <exception cref="DicomException">The header is damaged, and the reader is not tolerant.</exception>
    public DicomDataset ReadMeta(int start)
    {
        Position = start;
        var data = memory.Span;
        var meta = new DicomDataset();
        var frame = new Frame(meta, data.Length, DatasetLayout.ImplicitLittleEndian, 0, false);
        while (data.Length - Position >= 8 && ReadTag(data, frame.Layout).Group == 0x0002)
        {
            frame.Layout = new DatasetLayout(VrTable.Find(data[Position + 4], data[Position + 5]) is not null, false);
            if (!ReadElement(data, ref frame))
            {
                TellOrThrow();
                break;
            }
        }

        Close(ref frame);
        return meta;
    }

    private void TellOrThrow()
    {
        var failure = Failure!;
        if (!isTolerant)
        {
            throw new DicomException(failure.Kind, failure.Message);
        }

        problems.Add(failure.Kind, $"{failure.Message}; what came before is kept");
        Failure = null;
    }

    private bool ReadElements(ReadOnlySpan<byte> data, Frame frame, bool isDelimited)
    {
        var (isComplete, isClosed) = (true, !isDelimited);
        while (Position < frame.End)
        {
            if (frame.End - Position < 8)
            {
                if (!OnlyZeros(data, frame.End))
                {
                    isComplete = Fail(DicomErrorKind.Truncated, $"truncated: the data end inside an element's header, at byte {Position}");
                }

                Position = isComplete ? frame.End : Position;
                break;
            }

            var tag = ReadTag(data, frame.Layout);
            if (tag.Group == 0xFFFE)
            {
                var step = PassDelimiter(data, tag, frame, isDelimited);
                (isComplete, isClosed) = (step != DelimiterStep.Fail, isClosed || step == DelimiterStep.Close);
                if (step != DelimiterStep.GoOn)
                {
                    break;
                }

                continue;
            }

            if (tag.Value == 0 && OnlyZeros(data, frame.End))
            {
                Position = frame.End;
                break;
            }

            if (!ReadElement(data, ref frame))
            {
                isComplete = false;
                break;
            }
        }

        Close(ref frame);
        if (isComplete && !isClosed)
        {
            return frame.End == data.Length
                ? Fail(DicomErrorKind.Truncated, $"truncated: the data end inside a sequence item of undefined length")
                : Note($"a sequence item of undefined length has no end, at byte {Position}");
        }

        return isComplete;
    }

    private bool ReadElement(ReadOnlySpan<byte> data, ref Frame frame)
    {
        if (!ReadHeader(data, ref frame, out var tag, out var vr, out var length))
        {
            return false;
        }

        if (length == Undefined)
        {
            return ReadUndefined(data, ref frame, tag, vr);
        }

        if (length > (uint)(frame.End - Position))
        {
            if (isTolerant && _trials == 0 && tag == DicomTags.PixelData)
            {
                Add(ref frame, new DicomElement(tag, vr, LittleEndian(Position, frame.End - Position, vr, frame.Layout)));
            }

            return TooLong(data, frame, tag, length, "element");
        }

        if (vr == DicomVr.SQ)
        {
            return ReadSequence(data, ref frame, tag, Position + (int)length);
        }

        if (vr == DicomVr.UN && frame.Layout.IsExplicit)
        {
            vr = KnownVr(frame, tag);
            if (vr == DicomVr.SQ && TrySequence(data, ref frame, tag, (int)length))
            {
                return true;
            }

            // Not what the dictionary promises: kept as bytes of unknown meaning, which de-identification removes.
            vr = vr == DicomVr.SQ ? DicomVr.UN : vr;
        }

        Add(ref frame, new DicomElement(tag, vr, LittleEndian(Position, (int)length, vr, frame.Layout)));
        Position += (int)length;
        return true;
    }

    private void Add(ref Frame frame, DicomElement element)
    {
        frame.Add(element);
        _pending.Add(element);
        if (element.Tag == DicomTags.SpecificCharacterSet && !problems.IsFull && SpecificCharacterSet.Odd(element.Value.Span) is { } odd)
        {
            Note($"element {element.Tag.ToDisplayString()} names {odd}");
        }
    }

    /// <summary>Gives the data set its elements, in the order of tags.</summary>
    private void Close(ref Frame frame)
    {
        var own = CollectionsMarshal.AsSpan(_pending)[(_pending.Count - frame.Count)..];
        if (!frame.Dataset.Load(own, frame.IsOrdered))
        {
            Note($"the same element stands twice in one data set; the last one counts, at byte {Position}");
        }

        _pending.RemoveRange(_pending.Count - frame.Count, frame.Count);
    }

    private ReadOnlyMemory<byte> LittleEndian(int start, int length, DicomVr vr, DatasetLayout layout)
    {
        var value = memory.Slice(start, length);
        return layout.IsBigEndian ? ByteOrder.Turned(value, vr) : value;
    }

    private DicomTag ReadTag(ReadOnlySpan<byte> data, DatasetLayout layout) =>
        layout.IsBigEndian
            ? new DicomTag(BinaryPrimitives.ReadUInt32BigEndian(data[Position..]))
            : new DicomTag(
                BinaryPrimitives.ReadUInt16LittleEndian(data[Position..]),
                BinaryPrimitives.ReadUInt16LittleEndian(data[(Position + 2)..])
            );

    private static uint ReadUInt32(ReadOnlySpan<byte> data, int at, DatasetLayout layout) =>
        layout.IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(data[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(data[at..]);

    /// <summary>True if nothing but zeros is left: padding that careless writers add. Zeros are counted once, not at each of them.</summary>
    private bool OnlyZeros(ReadOnlySpan<byte> data, int end)
    {
        if (_zerosEnd < Position)
        {
            var found = data[Position..].IndexOfAnyExcept((byte)0);
            _zerosEnd = found < 0 ? data.Length : Position + found;
        }

        return _zerosEnd >= end;
    }

    private bool TooLong(ReadOnlySpan<byte> data, in Frame frame, DicomTag tag, uint length, string what)
    {
        var left = frame.End - Position;
        return length > (uint)(data.Length - Position)
            ? Fail(DicomErrorKind.Truncated, $"truncated: {what} {Name(tag)} declares {length} bytes, {left} are left")
            : Fail(DicomErrorKind.Malformed, $"malformed: {what} {Name(tag)} declares {length} bytes, its item has {left} left");
    }

    private bool Fail(DicomErrorKind kind, FormattableString message)
    {
        if (_trials == 0)
        {
            Failure ??= new DicomProblem(kind, message.ToString(CultureInfo.InvariantCulture));
        }

        return false;
    }

    /// <summary>Tells an oddity that does no harm; always true.</summary>
    private bool Note(FormattableString message)
    {
        if (_trials == 0)
        {
            problems.Add(DicomErrorKind.Malformed, message);
        }

        return true;
    }

    /// <summary>A tag that becomes text only when somebody wants to read the message.</summary>
    private static NamedTag Name(DicomTag tag) => new(tag);

    private readonly record struct NamedTag(DicomTag Tag)
    {
        public override string ToString() => Tag.ToDisplayString();
    }

    /// <summary>The data set that is being read.</summary>
    private struct Frame(DicomDataset dataset, int end, DatasetLayout layout, int depth, bool hasSignedPixels)
    {
        public readonly DicomDataset Dataset = dataset;
        public readonly int End = end;
        public readonly int Depth = depth;
        public DatasetLayout Layout = layout;

        /// <summary>What Pixel Representation says, here or around, as far as it was read: it decides "US or SS".</summary>
        public bool HasSignedPixels = hasSignedPixels;

        /// <summary>How many elements were read, and whether in ascending order.</summary>
        public int Count;
        public bool IsOrdered = true;
        public uint LastTag;

        public void Add(DicomElement element)
        {
            IsOrdered &= Count == 0 || element.Tag.Value > LastTag;
            LastTag = element.Tag.Value;
            Count++;
            if (element.Tag == DicomTags.PixelRepresentation && element.Value.Length >= 2)
            {
                HasSignedPixels = element.Value.Span[0] == 1;
            }
        }
    }
}
