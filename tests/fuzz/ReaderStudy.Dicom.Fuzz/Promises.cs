using System.Buffers;
using System.Text.Json;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Enhanced;
using ReaderStudy.Dicom.Json;
using ReaderStudy.Dicom.MediaDirectory;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Dicom.StructuredReports;
using ReaderStudy.Dicom.Volumes;

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

    private static readonly DecoderOptions NoPrograms = new()
    {
        Program = "",
        Jpeg2000Program = "",
        JpegLsProgram = "",
        JpegProgram = "",
    };
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

    /// <summary>Lets the library read its tables, which it does once, at the first need; nothing is judged yet.</summary>
    public void WarmUp(IEnumerable<byte[]> inputs)
    {
        foreach (var input in inputs)
        {
            try
            {
                Check(input);
            }
            catch (Exception)
            {
                // The same input comes again, and is judged then.
            }
        }

        _worst.Clear();
        (Read, Decoded) = (0, 0);
    }

    /// <exception cref="BrokenPromiseException">More memory than allowed, or what was written is read otherwise.</exception>
    public void Check(ReadOnlyMemory<byte> input)
    {
        _length = input.Length;
        DicomFile? file = null;
        Step("read", Unpacked(input) ? 64 * 256 : 80, () => file = DicomFile.Read(input));
        Step("read what is left", Unpacked(input) ? 64 * 256 : 80, () => file ??= DicomFile.Read(input, DicomReadOptions.Tolerant));
        if (file is null)
        {
            return;
        }

        Read++;
        Step("write", Unpacked(input) ? 64 * 256 : 80, () => WriteTwice(file));
        _length = file.Syntax.IsDeflated ? LengthOf(file) : input.Length;
        Step("values", 320, () => ReadValues(file.Dataset));
        Step("JSON", 160, () => WriteJson(file.Dataset));
        Step("directory", 160, () => FileSet.Of(file));
        Step("report", 160, () => MeasurementReport.Read(file.Dataset));
        Step("stack", 160, () => SliceStack.Of([file.Dataset]));
        CheckPixels(file);
    }

    private void CheckPixels(DicomFile file)
    {
        NativePixels? pixels = null;
        Step("decode", 2048, () => pixels = Await(PixelDecoder.DecodeAsync(file, NoPrograms)));
        if (pixels is null)
        {
            Step("deidentify", 160, () => new DicomFile(Deidentifier.Deidentify(file.Dataset).Dataset).Write(Stream.Null));
            return;
        }

        Decoded++;
        Step("show", 4096, () => Thumbnail.Png(file.Dataset, pixels, pixels.Frames.Count - 1));
        DicomDataset? native = null;
        Step("to native", 4096, () => native = Await(PixelDecoder.ToNativeAsync(file, NoPrograms)));
        Step("frames", 160, () => native = native is null ? null : MultiFrame.Split(native)[^1]);
        Step("deidentify", 4096, () => Deidentify(native ?? file.Dataset));
    }

    private static void Deidentify(DicomDataset native)
    {
        var clean = Deidentifier.Deidentify(native);
        var regions = clean.Questions.SelectMany(q => q.Regions).ToList();
        var stored = regions.Count > 0 ? PixelCleaning.Blank(clean.Dataset, regions) : PixelCleaning.Accept(clean.Dataset);
        new DicomFile(stored).Write(Stream.Null);
    }

    private static void WriteJson(DicomDataset dataset)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            DicomJson.Write(writer, dataset);
        }

        using var json = JsonDocument.Parse(bytes.WrittenMemory, new JsonDocumentOptions { MaxDepth = 256 });
        DicomJson.Read(json.RootElement);
    }

    /// <summary>What was deflated is judged by what it unpacks to.</summary>
    private int LengthOf(DicomFile file)
    {
        try
        {
            return Math.Max(_length, file.ToBytes().Length);
        }
        catch (DicomException)
        {
            return 256 * _length;
        }
    }

    /// <summary>A deflated data set may unpack to 256 times its size, and costs what it unpacks to.</summary>
    private static bool Unpacked(ReadOnlyMemory<byte> input) => input.Span.IndexOf("1.2.840.10008.1.2.1.99"u8) >= 0;

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

    /// <summary>What was written is read and written the same; once more, since damage may be mended at the first time.</summary>
    private static void WriteTwice(DicomFile file)
    {
        var second = DicomFile.Read(file.ToBytes()).ToBytes();
        if (!second.AsSpan().SequenceEqual(DicomFile.Read(second).ToBytes()))
        {
            throw new BrokenPromiseException("write: what was written is not read the same");
        }
    }

    /// <summary>Nothing here waits: without an outside program every answer is there at once.</summary>
    private static T Await<T>(Task<T> task) =>
        task.IsCompleted ? task.GetAwaiter().GetResult() : throw new BrokenPromiseException("decode: it left the thread");
}
