using System.Collections.Concurrent;
using System.Diagnostics;
using ReaderStudy.Tests;

namespace ReaderStudy.Web.Tests;

/// <summary>
/// The application as a process of its own, to be killed and started again at the same address, so that whoever was signed in still is.
/// Its data folder is prepared by <see cref="App.Keeping"/>.
/// </summary>
public sealed class WebProcess : IDisposable
{
    private const string AnyAddress = "http://127.0.0.1:0";

    private const string Listening = "Now listening on: ";

    private readonly string _dataFolder;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private Process _process;
    private TaskCompletionSource<Uri> _address;

    /// <param name="dataFolder">Its data; models lie in <c>models</c> below.</param>
    /// <param name="settings">By name, with two underscores between sections; null: none.</param>
    public WebProcess(string dataFolder, IReadOnlyDictionary<string, string>? settings = null)
    {
        _dataFolder = dataFolder;
        _settings = settings ?? new Dictionary<string, string>();
        (_process, _address) = Start(AnyAddress);
    }

    /// <summary>What it printed, all starts together.</summary>
    public ConcurrentQueue<string> Output { get; } = [];

    public bool HasExited => _process.HasExited;

    /// <summary>A browser that nobody has signed in with, once the application listens.</summary>
    public async Task<Visitor> VisitAsync()
    {
        var handler = new HttpClientHandler { AllowAutoRedirect = false };
        return new Visitor(new HttpClient(handler, disposeHandler: true) { BaseAddress = await AddressAsync() });
    }

    /// <summary>A browser in which the person has signed in, through the sign-in page.</summary>
    public async Task<Visitor> SignInAsync(TestPerson person)
    {
        var visitor = await VisitAsync();
        await visitor.SignInAsync(person.Email, App.Password);
        return visitor;
    }

    /// <summary>As kill -9: nothing is finished, nothing is tidied up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Starts a killed process again, at the address it had if it came to have one, and waits until it listens.</summary>
    public async Task StartAgainAsync()
    {
        var address = _address.Task.IsCompletedSuccessfully ? (await _address.Task).ToString() : AnyAddress;
        _process.Dispose();
        (_process, _address) = Start(address);
        await AddressAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    /// <summary>Where it listens.</summary>
    public Task<Uri> AddressAsync() => _address.Task.WaitAsync(TimeSpan.FromMinutes(2));

    private (Process Process, TaskCompletionSource<Uri> Address) Start(string url)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Path.Combine(SharedData.RepositoryRoot, "src", "ReaderStudy.Web"),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "exec", Path.Combine(AppContext.BaseDirectory, "ReaderStudy.Web.dll"), "--urls", url },
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Testing";
        start.Environment["ReaderStudy__DataFolder"] = _dataFolder;
        start.Environment["ReaderStudy__ModelsFolder"] = Path.Combine(_dataFolder, "models");
        start.Environment["ReaderStudy__Demo"] = "false";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => Keep(line.Data ?? "", address);
        process.ErrorDataReceived += (_, line) => Keep(line.Data ?? "", address);
        process.Exited += (_, _) =>
            address.TrySetException(new InvalidOperationException("The application did not start:\n" + string.Join('\n', Output)));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return (process, address);
    }

    private void Keep(string line, TaskCompletionSource<Uri> address)
    {
        Output.Enqueue(line);
        if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
        {
            address.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
        }
    }
}
