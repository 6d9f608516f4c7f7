using System.Diagnostics;
using System.Globalization;

namespace ReaderStudy.Web.Features.Imports.Pictures;

/// <summary>
/// Runs the programs of libvips, in a process of its own with a limit on time and an environment without
/// our secrets. What it says about a file is read by the platform and shown to nobody: it may name a patient.
/// </summary>
internal static class VipsProgram
{
    public const string Missing =
        "slides and photographs need the program 'vips' on the server: ask the administrator to install libvips-tools, then import again";

    private static readonly TimeSpan TimeLimit = TimeSpan.FromHours(1);

    private static readonly SemaphoreSlim Places = new(Math.Max(1, Environment.ProcessorCount / 4));

    /// <summary>The program's full path; null where it is not installed.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Waits for a place among the few pictures that are worked on at a time, and gives it up at the end.</summary>
    public static async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await Places.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            Places.Release();
        }
    }

    /// <summary>What the program prints; null when it failed, or took too long.</summary>
    /// <param name="program">Full path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Where it works and keeps what it needs on the way.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<string?> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        string folder,
        CancellationToken cancellationToken
    )
    {
        using var process = new Process { StartInfo = StartInfo(program, arguments, folder) };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeLimit);
        process.Start();
        try
        {
            var complaints = process.StandardError.BaseStream.CopyToAsync(Stream.Null, limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            await complaints;
            return process.ExitCode == 0 ? output : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
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

    private static ProcessStartInfo StartInfo(string program, IReadOnlyList<string> arguments, string folder)
    {
        var info = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        info.Environment.Clear();
        info.Environment["PATH"] = "/usr/local/bin:/usr/bin:/bin";
        info.Environment["LC_ALL"] = "C.UTF-8";
        info.Environment["TMPDIR"] = folder;
        info.Environment["VIPS_CONCURRENCY"] = Math.Max(1, Environment.ProcessorCount / 2).ToString(CultureInfo.InvariantCulture);
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        return info;
    }
}
