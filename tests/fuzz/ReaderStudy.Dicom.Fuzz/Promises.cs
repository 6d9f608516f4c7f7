using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Dicom.Fuzz;

/// <summary>A promise was broken; the message says which.</summary>
internal sealed class BrokenPromiseException(string message) : Exception(message);

/// <summary>
/// What the platform does with a file that a stranger sends, step by step. Each step may refuse with a <see cref="DicomException"/>,
/// must not throw anything else, and has an allowance of memory: so many times the input, and a constant for tables and buffers.
/// </summary>
internal sealed class Promises
{
    private const long Constant = 512 << 10;

    private static readonly DecoderOptions NoProgram = new() { Program = "/no/such/program" };
    private static readonly Deidentifier Deidentifier = new(new byte[32]);

    private readonly Dictionary<string, long> _worst = [];
    private long _before;
    private int _length;

    /// <summary>By step, the largest allocation seen, as a multiple of the input once the constant is taken off.</summary>
    public IReadOnlyDictionary<string, long> Worst => _worst;

    /// <summary>Inputs that the reader took.</summary>
    public long Read { get; private set; }

    /// <summary>Inputs whose pixels were decoded.</summary>
    public long Decoded { get; private set; }

    /// <exception cref="BrokenPromiseException">More memory than allowed, or what was written is read otherwise.</exception>
    public void Check(ReadOnlyMemory<byte> input)
    {
        _length = input.Length;
        DicomFile? file = null;
        Step("read", 80, () => file = DicomFile.Read(input));
        if (file is null)
        {
            return;
        }

        Read++;
        Step("values", 80, () => ReadValues(file.Dataset));
        Step("write", 80, () => WriteTwice(file));
        Step("deidentify", 160, () => new DicomFile(Deidentifier.Deidentify(file.Dataset).Dataset).Write(Stream.Null));
        NativePixels? pixels = null;
        Step("decode", 2048, () => pixels = Await(PixelDecoder.DecodeAsync(file, NoProgram)));
        if (pixels is null)
        {
            return;
        }

        Decoded++;
        Step("show", 4096, () => Thumbnail.Png(file.Dataset, pixels, pixels.Frames.Count - 1));
    }

    private void Step(string name, int multiple, Action step)
    {
        _before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            step();
        }
        catch (DicomException)
        {
            // Refused with a reason: that is an answer.
        }

        var used = GC.GetAllocatedBytesForCurrentThread() - _before;
        var times = Math.Max(0, used - Constant) / Math.Max(1, _length);
        _worst[name] = Math.Max(times, _worst.GetValueOrDefault(name));
        if (times > multiple)
        {
            throw new BrokenPromiseException($"{name}: {used} bytes allocated for {_length} of input, which is more than {multiple} times");
        }
    }

    private static void ReadValues(DicomDataset dataset)
    {
        foreach (var element in dataset.Elements)
        {
            if (element.Items is { } items)
            {
                foreach (var item in items)
                {
                    ReadValues(item);
                }

                continue;
            }

            ReadValue(dataset, element);
        }
    }

    /// <summary>By what the representation promises, and as text, which everything is for a table of elements.</summary>
    private static void ReadValue(DicomDataset dataset, DicomElement element)
    {
        Ask(() => dataset.GetText(element.Tag));
        switch (element.Vr)
        {
            case DicomVr.DA or DicomVr.DT:
                Ask(() => dataset.GetDate(element.Tag));
                break;
            case DicomVr.TM:
                Ask(() => dataset.GetTime(element.Tag));
                break;
            case DicomVr.DS or DicomVr.IS or DicomVr.US or DicomVr.SS or DicomVr.UL or DicomVr.SL or DicomVr.FL or DicomVr.FD:
                Ask(() => dataset.GetDoubles(element.Tag));
                Ask(() => dataset.GetInt(element.Tag));
                break;
            default:
                Ask(() => dataset.GetStrings(element.Tag));
                break;
        }
    }

    private static void Ask<T>(Func<T> question)
    {
        try
        {
            question();
        }
        catch (DicomException)
        {
            // A value that is not what was asked for.
        }
    }

    private static void WriteTwice(DicomFile file)
    {
        var first = file.ToBytes();
        var second = DicomFile.Read(first).ToBytes();
        if (!first.AsSpan().SequenceEqual(second))
        {
            throw new BrokenPromiseException("write: what was written is not read the same");
        }
    }

    /// <summary>Nothing here waits: without an outside program every answer is there at once.</summary>
    private static T Await<T>(Task<T> task) =>
        task.IsCompleted ? task.GetAwaiter().GetResult() : throw new BrokenPromiseException("decode: it left the thread");
}
