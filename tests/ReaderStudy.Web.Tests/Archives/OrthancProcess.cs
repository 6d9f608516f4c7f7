using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using ReaderStudy.Dicom.Web;
using ReaderStudy.Tests;

namespace ReaderStudy.Web.Tests.Archives;

/// <summary>
/// A real Orthanc, set up by the very <c>docker/orthanc/orthanc.json</c> that is delivered, on free ports of loopback: it cannot be told to
/// listen there alone, so <c>loopback.c</c> is compiled and preloaded.
/// </summary>
internal sealed class OrthancProcess : IAsyncDisposable
{
    public const string Program = "/usr/sbin/Orthanc";
    public const string Plugin = "/usr/share/orthanc/plugins/libOrthancDicomWeb.so";
    public const string User = "readerstudy";
    public const string Password = "orthanc-password";

    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("readerstudy-orthanc-");
    private readonly ConcurrentQueue<string> _output = [];
    private readonly (string Address, string Secret)? _forwardTo;
    private Process? _process;

    private OrthancProcess((string Address, string Secret)? forwardTo)
    {
        _forwardTo = forwardTo;
        (HttpPort, DicomPort) = FreePorts();
        Client = new HttpClient { BaseAddress = new Uri(Url) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.ASCII.GetBytes($"{User}:{Password}"))
        );
    }

    public int HttpPort { get; }

    public int DicomPort { get; }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{HttpPort}/");

    public string DicomWeb => Url + "dicom-web";

    /// <summary>Speaks to its REST interface.</summary>
    public HttpClient Client { get; }

    /// <param name="forwardTo">A receiving address with its secret, to which the delivered script sends; null: no script runs.</param>
    public static async Task<OrthancProcess> StartAsync((string Address, string Secret)? forwardTo = null)
    {
        var orthanc = new OrthancProcess(forwardTo);
        Directory.CreateDirectory(Path.Combine(orthanc._work.FullName, "db"));
        await File.WriteAllTextAsync(Path.Combine(orthanc._work.FullName, "nothing.lua"), "");
        var source = Path.Combine(SharedData.RepositoryRoot, "tests", "ReaderStudy.Web.Tests", "Archives", "loopback.c");
        await RunAsync("cc", "-shared", "-fPIC", "-o", Path.Combine(orthanc._work.FullName, "loopback.so"), source, "-ldl");
        await orthanc.StartAgainAsync();
        return orthanc;
    }

    /// <summary>A client of its DICOMweb services, quick to give up.</summary>
    public DicomWebClient Archive(string password = Password, int tries = 3) =>
        new(
            new DicomWebOptions(new Uri(DicomWeb))
            {
                Credentials = DicomWebCredentials.Basic(User, password),
                Tries = tries,
                Pause = TimeSpan.FromMilliseconds(20),
                PageSize = 3,
            }
        );

    /// <summary>Sends files by DIMSE, as a scanner does.</summary>
    public Task StoreAsync(string folder) =>
        RunAsync(
            "storescu",
            "-aec",
            "READERSTUDY",
            "-xs",
            "+sd",
            "+r",
            "127.0.0.1",
            DicomPort.ToString(CultureInfo.InvariantCulture),
            folder
        );

    public async Task StartAgainAsync()
    {
        var start = new ProcessStartInfo(Program)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _work.FullName,
            ArgumentList = { Path.Combine(SharedData.RepositoryRoot, "docker", "orthanc", "orthanc.json") },
        };
        var forward = _forwardTo is null ? Path.Combine(_work.FullName, "nothing.lua") : Delivered("forward.lua");
        foreach (
            var (name, value) in new (string, string)[]
            {
                ("LD_PRELOAD", Path.Combine(_work.FullName, "loopback.so")),
                ("ORTHANC_STORAGE", Path.Combine(_work.FullName, "db")),
                ("ORTHANC_STORAGE_MB", "1000"),
                ("ORTHANC_PLUGINS", Plugin),
                ("ORTHANC_FORWARD", forward),
                ("ORTHANC_AET", "READERSTUDY"),
                ("ORTHANC_DICOM_PORT", DicomPort.ToString(CultureInfo.InvariantCulture)),
                ("ORTHANC_HTTP_PORT", HttpPort.ToString(CultureInfo.InvariantCulture)),
                ("ORTHANC_REMOTE", "false"),
                ("ORTHANC_USER", User),
                ("ORTHANC_PASSWORD", Password),
                ("ORTHANC_STABLE_AGE", "1"),
                ("ORTHANC_CA", "/etc/ssl/certs/ca-certificates.crt"),
                ("READERSTUDY_ADDRESS", _forwardTo?.Address ?? "http://127.0.0.1:9/"),
                ("READERSTUDY_USER", "readerstudy"),
                ("READERSTUDY_SECRET", _forwardTo?.Secret ?? "none"),
            }
        )
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Until.SoAsync("an answer of Orthanc", AnswersAsync, pause: 100);
    }

    private async Task<bool> AnswersAsync()
    {
        Assert.False(_process!.HasExited, "Orthanc did not start:\n" + string.Join('\n', _output));
        try
        {
            using var answer = await Client.GetAsync(new Uri("system", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // Not there yet.
            return false;
        }
    }

    public async Task StopAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Client.Dispose();
        _work.Delete(recursive: true);
    }

    private static string Delivered(string file) => Path.Combine(SharedData.RepositoryRoot, "docker", "orthanc", file);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {error} {await output}");
    }

    /// <summary>Both are held until both are known: one that was let go could be given out again as the other.</summary>
    private static (int Http, int Dicom) FreePorts()
    {
        using var http = new TcpListener(IPAddress.Loopback, 0);
        using var dicom = new TcpListener(IPAddress.Loopback, 0);
        http.Start();
        dicom.Start();
        return (((IPEndPoint)http.LocalEndpoint).Port, ((IPEndPoint)dicom.LocalEndpoint).Port);
    }
}
