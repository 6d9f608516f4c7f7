using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ReaderStudy.Reports.Typst;

/// <summary>One run of <c>typst-server.mjs</c>: a line in, a line out.</summary>
internal sealed class TypstProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private readonly Process _process;

    private TypstProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool IsAlive => !_process.HasExited;

    public static async Task<TypstProcess> StartAsync(TypstOptions options, CancellationToken cancellationToken)
    {
        var server = Path.Combine(options.Folder, "typst-server.mjs");
        if (!File.Exists(server))
        {
            throw new TypstUnavailableException($"{server} is missing: build or publish the program again, so that it is copied.");
        }

        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var start = new ProcessStartInfo(options.Node)
        {
            ArgumentList = { "--no-warnings", server, options.Templates ?? options.Folder, Path.Combine(options.Folder, "fonts") },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        Process process;
        try
        {
            process = Process.Start(start) ?? throw new InvalidOperationException("No process was started.");
        }
        catch (Win32Exception notFound)
        {
            throw new TypstUnavailableException(
                $"PDF reports need Node.js 18 or newer, and '{options.Node}' could not be started ({notFound.Message}). "
                    + "Install Node.js or set READERSTUDY_NODE to its path. The report in HTML is available without it.",
                notFound
            );
        }

        var started = new TypstProcess(process);
        try
        {
            await started.ReadyAsync(cancellationToken);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>The answer; null: the process has ended.</summary>
    public async Task<string?> AskAsync(string request, CancellationToken cancellationToken)
    {
        try
        {
            await _process.StandardInput.WriteAsync((request + "\n").AsMemory(), cancellationToken);
            await _process.StandardInput.FlushAsync(cancellationToken);
            return await _process.StandardOutput.ReadLineAsync(cancellationToken);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        catch (InvalidOperationException)
        {
            // It had ended by itself.
        }

        _process.Dispose();
    }

    private async Task ReadyAsync(CancellationToken cancellationToken)
    {
        // What it complains about is kept for the message, and read, so that a full pipe never stops it.
        var complaint = new StringBuilder();
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (complaint)
            {
                if (line.Data is not null && complaint.Length < 2000)
                {
                    complaint.AppendLine(line.Data);
                }
            }
        };
        _process.BeginErrorReadLine();

        using var limit = new CancellationTokenSource(StartLimit);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        string? line;
        try
        {
            line = await _process.StandardOutput.ReadLineAsync(both.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new TypstUnavailableException($"The PDF compiler did not start within {StartLimit.TotalSeconds:0} s.");
        }

        var ready = line is null ? null : JsonSerializer.Deserialize<Readiness>(line, JsonSerializerOptions.Web);
        if (ready is not { Ready: true })
        {
            if (line is null)
            {
                await _process.WaitForExitAsync(both.Token);
            }

            string said;
            lock (complaint)
            {
                said = ready?.Message ?? complaint.ToString().Trim();
            }

            throw new TypstUnavailableException(
                "The PDF compiler could not be loaded: "
                    + said
                    + ". Run `npm ci --ignore-scripts` in reports/ReaderStudy.Reports on this kind of machine and build again. "
                    + "The report in HTML is available without it."
            );
        }
    }

    private sealed record Readiness(bool Ready, string? Message);
}
