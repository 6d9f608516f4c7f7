using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Cli.Dicom.Decoding;

/// <summary><c>readerstudy dicom decode</c>: writes the frames of an image, as numbers or as a screen shows them.</summary>
internal static class DecodeCommand
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create(TextWriter output, TextWriter error)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A DICOM file with pixels, compressed or not." };
        var folder = new Option<DirectoryInfo?>("--out")
        {
            Description = "Where the frames are written; made if it is missing. Default: the folder that the command runs in.",
            HelpName = "DIR",
        };
        var frame = new Option<int?>("--frame") { Description = "Only this frame, counted from 1. Default: all.", HelpName = "N" };
        var format = new Option<string>("--format")
        {
            Description =
                "raw: the stored samples, little endian, the samples of a pixel side by side, no table applied. "
                + "png: as a screen shows the frame.",
            DefaultValueFactory = _ => "raw",
        };
        format.AcceptOnlyFromAmong("raw", "png");
        var window = new Option<string?>("--window")
        {
            Description = "Center and width for png, in the modality's unit (HU for CT), as in 40/400. Default: the header's.",
            HelpName = "C/W",
        };
        window.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Parse(text) is null)
            {
                result.AddError($"--window should be two numbers with a slash between them, as in 40/400, but is '{text}'.");
            }
        });
        var json = new Option<bool>("--json") { Description = "Say what was written as JSON." };
        var command = new NotedCommand(
            "decode",
            "Write the frames of an image, uncompressed.",
            "The files are named after the image: NAME.1.raw, NAME.2.raw and so on. Nothing is written if a frame cannot be decoded."
        )
        {
            file,
            folder,
            frame,
            format,
            window,
            json,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var wanted = new Wanted(
                    parsed.GetRequiredValue(file),
                    parsed.GetValue(folder)?.FullName ?? Directory.GetCurrentDirectory(),
                    parsed.GetValue(frame),
                    parsed.GetRequiredValue(format) == "png",
                    parsed.GetValue(window) is { } text ? Parse(text) : null
                );
                try
                {
                    var report = await DecodeAsync(wanted, cancellationToken);
                    await output.WriteLineAsync(
                        parsed.GetValue(json) ? JsonSerializer.Serialize(report, Camel) : string.Join(Environment.NewLine, Lines(report))
                    );
                    return (int)ExitCode.Done;
                }
                catch (Exception e) when (e is DicomException or IOException or UnauthorizedAccessException)
                {
                    await error.WriteLineAsync($"{wanted.File}: {e.Message}");
                    return (int)ExitCode.BadInput;
                }
            }
        );
        return command;
    }

    private static async Task<DecodeReport> DecodeAsync(Wanted wanted, CancellationToken cancellationToken)
    {
        var file = await DicomFile.ReadAsync(wanted.File.FullName, null, cancellationToken);
        var pixels = await PixelDecoder.DecodeAsync(file, null, cancellationToken);
        var frames = pixels.Frames.Count;
        if (wanted.Frame is { } one && (one < 1 || one > frames))
        {
            throw new DicomException(DicomErrorKind.Unsupported, $"there is no frame {one}: the image has {frames}");
        }

        var raw = DecodedFrames.Of(pixels).ToList();
        var chosen = wanted.Frame is { } only ? [only] : Enumerable.Range(1, frames);
        // All frames are made before the first is written.
        var made = chosen
            .Select(f => (Frame: f, Bytes: wanted.AsPng ? Png(file.Dataset, pixels, f - 1, wanted.Window) : raw[f - 1]))
            .ToList();
        Directory.CreateDirectory(wanted.Folder);
        var written = new List<DecodedFrameFile>();
        foreach (var (number, bytes) in made)
        {
            var name = FormattableString.Invariant($"{wanted.File.Name}.{number}.{(wanted.AsPng ? "png" : "raw")}");
            var path = Path.Combine(wanted.Folder, name);
            await File.WriteAllBytesAsync(path, bytes, cancellationToken);
            written.Add(new DecodedFrameFile(number, path, bytes.Length));
        }

        var d = pixels.Description;
        return new DecodeReport(
            wanted.File.ToString(),
            file.Syntax.Uid,
            d.Rows,
            d.Columns,
            d.SamplesPerPixel,
            d.Photometric,
            d.BitsAllocated,
            d.BitsStored,
            d.IsSigned,
            d.IsFloat,
            written,
            pixels.Problems
        );
    }

    private static ReadOnlyMemory<byte> Png(DicomDataset header, NativePixels pixels, int frame, Window? window) =>
        PngWriter.Write(DisplayImage.Of(header, pixels, frame, window));

    private static IEnumerable<string> Lines(DecodeReport report)
    {
        var kind =
            report.IsFloat ? "floating point"
            : report.IsSigned ? "signed"
            : "unsigned";
        yield return $"{report.File}: {report.Rows} x {report.Columns}, {report.SamplesPerPixel} sample(s) of {report.BitsAllocated} bits, "
            + $"{kind}, {report.Photometric}";
        foreach (var problem in report.Problems)
        {
            yield return "note: " + problem;
        }

        foreach (var frame in report.Written)
        {
            yield return $"frame {frame.Frame}: {frame.Path} ({frame.Bytes} bytes)";
        }
    }

    private static Window? Parse(string text) =>
        text.Split('/') is [var c, var w]
        && double.TryParse(c, NumberStyles.Float, CultureInfo.InvariantCulture, out var center)
        && double.TryParse(w, NumberStyles.Float, CultureInfo.InvariantCulture, out var width)
        && width >= 1
            ? new Window(center, width)
            : null;

    private sealed record Wanted(FileInfo File, string Folder, int? Frame, bool AsPng, Window? Window);

    private sealed record DecodedFrameFile(int Frame, string Path, int Bytes);

    private sealed record DecodeReport(
        string File,
        string TransferSyntaxUid,
        int Rows,
        int Columns,
        int SamplesPerPixel,
        string Photometric,
        int BitsAllocated,
        int BitsStored,
        bool IsSigned,
        bool IsFloat,
        IReadOnlyList<DecodedFrameFile> Written,
        IReadOnlyList<string> Problems
    );
}
