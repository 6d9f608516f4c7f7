using System.Diagnostics;
using System.Globalization;

namespace ReaderStudy.Dicom.Pixels;

/// <summary>
/// Decodes compressed pixel data with <c>gdcmconv --raw</c>, in a process of its own with limits on time and memory. It is given
/// the pixels and their description only, in a private folder that is removed afterwards: no identity leaves this process.
/// </summary>
internal static class GdcmProcess
{
    private static readonly DicomTag[] Needed =
    [
        DicomTags.SopClassUid,
        DicomTags.SamplesPerPixel,
        DicomTags.PhotometricInterpretation,
        DicomTags.PlanarConfiguration,
        DicomTags.NumberOfFrames,
        DicomTags.Rows,
        DicomTags.Columns,
        DicomTags.BitsAllocated,
        DicomTags.BitsStored,
        DicomTags.HighBit,
        DicomTags.PixelRepresentation,
        DicomTags.PixelData,
    ];

    /// <summary>The file with native pixel data; its header says what the stream really held.</summary>
    public static async Task<DicomFile> DecodeAsync(DicomFile file, DecoderOptions options, CancellationToken cancellationToken)
    {
        var program =
            Find(options.Program)
            ?? throw new DicomException(
                DicomErrorKind.Decoder,
                $"{file.Syntax.Name} images need the program {options.Program}, which is not installed: install libgdcm-tools"
            );
        var folder = Directory.CreateTempSubdirectory("readerstudy-pixels-");
        try
        {
            var input = Path.Combine(folder.FullName, "in.dcm");
            var output = Path.Combine(folder.FullName, "out.dcm");
            await using (var stream = File.Create(input))
            {
                (file with { Dataset = PixelsOnly(file.Dataset) }).Write(stream);
            }

            await RunAsync(program, input, output, file.Syntax, options, cancellationToken);
            if (!File.Exists(output))
            {
                throw Failed(file.Syntax, "no image came back");
            }

            return await DicomFile.ReadAsync(output, null, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(
        string program,
        string input,
        string output,
        TransferSyntax syntax,
        DecoderOptions options,
        CancellationToken cancellationToken
    )
    {
        using var process = new Process { StartInfo = StartInfo(program, input, output, options) };
        process.Start();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.TimeLimit);
        try
        {
            var messages = process.StandardError.ReadToEndAsync(timeout.Token);
            var chatter = process.StandardOutput.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            await chatter;
            if (process.ExitCode != 0)
            {
                var reason = (await messages)
                    .Replace(Path.GetDirectoryName(input)!, string.Empty, StringComparison.Ordinal)
                    .Trim()
                    .ReplaceLineEndings(" ");
                throw Failed(syntax, reason.Length == 0 ? $"exit code {process.ExitCode}" : reason[..Math.Min(200, reason.Length)]);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(syntax, $"it took longer than {options.TimeLimit.TotalSeconds:0.#} seconds");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    private static ProcessStartInfo StartInfo(string program, string input, string output, DecoderOptions options)
    {
        var info = new ProcessStartInfo
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        if (OperatingSystem.IsWindows())
        {
            info.FileName = program;
        }
        else
        {
            info.FileName = "/bin/sh";
            info.ArgumentList.Add("-c");
            info.ArgumentList.Add("ulimit -v \"$1\" && shift && exec \"$@\"");
            info.ArgumentList.Add("sh");
            info.ArgumentList.Add(options.MemoryLimitKib.ToString(CultureInfo.InvariantCulture));
            info.ArgumentList.Add(program);
        }

        info.ArgumentList.Add("--raw");
        info.ArgumentList.Add(input);
        info.ArgumentList.Add(output);
        return info;
    }

    private static DicomDataset PixelsOnly(DicomDataset dataset)
    {
        var pixels = new DicomDataset();
        foreach (var tag in Needed)
        {
            if (dataset.Find(tag) is { } element)
            {
                pixels.Set(element);
            }
        }

        if (!pixels.Contains(DicomTags.SopClassUid))
        {
            pixels.Set(DicomTags.SopClassUid, DicomUid.CtImageStorage);
        }

        pixels.Set(DicomTags.SopInstanceUid, DicomUid.New());
        return pixels;
    }

    private static string? Find(string program)
    {
        if (Path.IsPathRooted(program))
        {
            return File.Exists(program) ? program : null;
        }

        var names = OperatingSystem.IsWindows() ? new[] { program + ".exe" } : [program];
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }

    private static DicomException Failed(TransferSyntax syntax, string reason) =>
        new(DicomErrorKind.Decoder, $"the {syntax.Name} pixel data could not be decoded: {reason}");
}
