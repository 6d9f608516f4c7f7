using System.Diagnostics;
using ReaderStudy.Tests;

namespace ReaderStudy.Web.Tests;

/// <summary>The application as a process of its own, to be killed.</summary>
public sealed class WebProcess : IDisposable
{
    private readonly Process _process;

    /// <param name="dataFolder">Its data; models lie in <c>models</c> below.</param>
    public WebProcess(string dataFolder)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Path.Combine(SharedData.RepositoryRoot, "src", "ReaderStudy.Web"),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (
            var argument in new[] { "exec", Path.Combine(AppContext.BaseDirectory, "ReaderStudy.Web.dll"), "--urls", "http://127.0.0.1:0" }
        )
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Testing";
        start.Environment["ReaderStudy__DataFolder"] = dataFolder;
        start.Environment["ReaderStudy__ModelsFolder"] = Path.Combine(dataFolder, "models");
        start.Environment["ReaderStudy__Demo"] = "false";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => Output.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it printed.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Output { get; } = [];

    public bool HasExited => _process.HasExited;

    /// <summary>As kill -9: nothing is finished, nothing is tidied up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
