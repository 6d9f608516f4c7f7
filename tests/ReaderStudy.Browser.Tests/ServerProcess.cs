using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using ReaderStudy.Tests;

namespace ReaderStudy.Browser.Tests;

/// <summary>The application as a process of its own, with the demo, on a data folder that is thrown away.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly List<string> _output = [];
    private readonly Func<Process> _make;
    private Process _process;

    private ServerProcess(string dataFolder, int port)
    {
        var configuration = typeof(ServerProcess)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "Configuration")
            .Value!;
        var web = Path.Combine(SharedData.RepositoryRoot, "src", "ReaderStudy.Web");
        DataFolder = dataFolder;
        Url = $"http://127.0.0.1:{port}";
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = web,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Path.Combine(web, "bin", configuration, "net10.0", "ReaderStudy.Web.dll"), "--urls", Url },
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ReaderStudy__DataFolder"] = dataFolder;
        _make = () =>
        {
            var process = new Process { StartInfo = start };
            process.OutputDataReceived += (_, line) => Keep(line.Data);
            process.ErrorDataReceived += (_, line) => Keep(line.Data);
            return process;
        };
        _process = _make();
    }

    public string DataFolder { get; }

    public string Url { get; }

    public static async Task<ServerProcess> StartAsync()
    {
        var server = new ServerProcess(Directory.CreateTempSubdirectory("readerstudy-browser-").FullName, FreePort());
        await server.BeginAsync();
        return server;
    }

    /// <summary>As when the machine loses its power: the process is gone from one moment to the next.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = _make();
    }

    /// <summary>Starts the process and waits until it answers.</summary>
    public async Task BeginAsync()
    {
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromMinutes(10); await Task.Delay(250))
        {
            if (_process.HasExited)
            {
                break;
            }

            try
            {
                using var answer = await client.GetAsync(new Uri(Url + "/health"));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                // Not there yet.
            }
        }

        throw new InvalidOperationException("The application did not start:\n" + Output());
    }

    /// <summary>What the process has written, where it has ended of itself; null: it runs.</summary>
    public string? LastWords => _process.HasExited ? $"ended with {_process.ExitCode}:\n{Output()}" : null;

    /// <summary>What the process has written so far.</summary>
    public string Output()
    {
        lock (_output)
        {
            return string.Join('\n', _output);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(DataFolder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lock (_output)
            {
                _output.Add(line);
            }
        }
    }
}
