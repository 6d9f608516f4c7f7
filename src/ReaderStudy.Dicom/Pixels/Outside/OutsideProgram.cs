using System.Diagnostics;
using System.Globalization;

namespace ReaderStudy.Dicom.Pixels.Outside;

/// <summary>
/// Runs a program that decodes pixels, in a process of its own: no more at a time than there are cores, with limits on time, memory
/// and what it writes, an environment without our secrets, and a private folder. Whatever it does becomes a <see cref="DicomException"/>.
/// </summary>
internal static class OutsideProgram
{
    private const int KeptMessage = 4096;

    private static readonly SemaphoreSlim Places = new(Environment.ProcessorCount);

    /// <summary>The program's full path; null if it is not installed, or not to be used.</summary>
    public static string? Find(string program)
    {
        if (program.Length == 0 || Path.IsPathRooted(program))
        {
            return File.Exists(program) ? program : null;
        }

        var name = OperatingSystem.IsWindows() ? program + ".exe" : program;
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Gives <paramref name="work"/> a private folder and a place among the running programs; removes the folder in any case.</summary>
    /// <param name="bytes">What the folder will have to hold.</param>
    /// <param name="work">Runs programs in the folder.</param>
    /// <param name="cancellationToken">Stops the wait for a place.</param>
    /// <exception cref="DicomException">The folder cannot be made.</exception>
    public static async Task<T> InFolderAsync<T>(long bytes, Func<string, Task<T>> work, CancellationToken cancellationToken)
    {
        await Places.WaitAsync(cancellationToken);
        try
        {
            using var folder = Folder(bytes);
            return await work(folder.Path);
        }
        finally
        {
            Places.Release();
        }
    }

    /// <summary>Runs the program to its end.</summary>
    /// <param name="program">Full path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Where it works.</param>
    /// <param name="outputBytes">The most that one of its files may hold. Not enforced on Windows.</param>
    /// <param name="options">Its limits.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OutsideProgramException">It failed, crashed or took too long; the message says how, without paths.</exception>
    public static async Task RunAsync(
        string program,
        IEnumerable<string> arguments,
        string folder,
        long outputBytes,
        DecoderOptions options,
        CancellationToken cancellationToken
    )
    {
        using var process = new Process { StartInfo = StartInfo(program, arguments, folder, outputBytes, options) };
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.TimeLimit);
        process.Start();
        try
        {
            var messages = FirstBytesAsync(process.StandardError, timeout.Token);
            var chatter = FirstBytesAsync(process.StandardOutput, timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            if (process.ExitCode != 0)
            {
                var (reason, more) = (await messages, await chatter);
                throw new OutsideProgramException(Sentence(reason.Length > 0 ? reason : more, folder, process.ExitCode), wasStopped: false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new OutsideProgramException($"it took longer than {options.TimeLimit.TotalSeconds:0.#} seconds", wasStopped: true);
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

    private static PrivateFolder Folder(long bytes)
    {
        try
        {
            return new PrivateFolder(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DicomException(
                DicomErrorKind.Decoder,
                "there is no room for temporary files, which its decoder needs: " + e.Message,
                e
            );
        }
    }

    private static ProcessStartInfo StartInfo(
        string program,
        IEnumerable<string> arguments,
        string folder,
        long outputBytes,
        DecoderOptions options
    )
    {
        var info = new ProcessStartInfo
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        if (OperatingSystem.IsWindows())
        {
            info.FileName = program;
        }
        else
        {
            info.Environment.Clear();
            info.Environment["PATH"] = "/usr/local/bin:/usr/bin:/bin";
            info.Environment["LC_ALL"] = "C";
            info.Environment["TMPDIR"] = folder;
            info.FileName = "/bin/sh";
            info.ArgumentList.Add("-c");
            // No core dumps; the size of a file counts in blocks of 512 bytes, memory in KiB, time of the processor in seconds.
            info.ArgumentList.Add("ulimit -c 0; ulimit -f \"$1\"; ulimit -t \"$2\"; ulimit -v \"$3\" && shift 3 && exec \"$@\"");
            info.ArgumentList.Add("sh");
            info.ArgumentList.Add(((outputBytes / 512) + 1).ToString(CultureInfo.InvariantCulture));
            info.ArgumentList.Add(((long)options.TimeLimit.TotalSeconds + 1).ToString(CultureInfo.InvariantCulture));
            info.ArgumentList.Add(options.MemoryLimitKib.ToString(CultureInfo.InvariantCulture));
            info.ArgumentList.Add(program);
        }

        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        return info;
    }

    /// <summary>Reads to the end, so that the program never waits for us, and keeps only the beginning.</summary>
    private static async Task<string> FirstBytesAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var kept = new char[KeptMessage];
        var rest = new char[KeptMessage];
        var count = 0;
        while (true)
        {
            var target = count < kept.Length ? kept.AsMemory(count) : rest;
            var read = await reader.ReadAsync(target, cancellationToken);
            if (read == 0)
            {
                return new string(kept, 0, count);
            }

            count += count < kept.Length ? read : 0;
        }
    }

    private static string Sentence(string message, string folder, int code)
    {
        // A shell says 128 + n for a program that a signal has ended.
        var end = code > 128 ? $"it crashed (signal {code - 128})" : $"exit code {code}";
        // opj_decompress tells every file of a folder before it says what is wrong.
        var telling = message
            .Replace(folder + Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(l => !l.StartsWith("File Number ", StringComparison.Ordinal) && l != "Folder opened successfully");
        var words = string.Join(' ', telling);
        return words.Length == 0 ? end : $"{end}: {words[..Math.Min(200, words.Length)]}";
    }
}
