using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ReaderStudy.ImportBenchmark;

/// <summary>The web application as a process of its own, and a signed-in coordinator's browser.</summary>
internal sealed partial class Server : IDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<string> _address = new();
    private readonly string? _thrownAway;
    private HttpClient? _client;

    private const string Administrator = "admin@benchmark.example";
    private const string AdministratorPassword = "benchmark-of-importing";

    public Server(string application, string data, bool isKept)
    {
        _thrownAway = isKept ? null : data;
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Path.GetDirectoryName(application),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "exec", application, "--urls", "http://127.0.0.1:0" },
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ReaderStudy__DataFolder"] = data;
        start.Environment["ReaderStudy__Demo"] = "false";
        start.Environment["ReaderStudy__FirstAdministrator"] = Administrator;
        start.Environment["ReaderStudy__FirstAdministratorPassword"] = AdministratorPassword;
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) =>
        {
            var at = line.Data?.IndexOf("Now listening on: ", StringComparison.Ordinal) ?? -1;
            if (at >= 0)
            {
                _address.TrySetResult(line.Data![(at + 18)..].Trim());
            }
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Processor time that the process has used, in seconds: it tells what an import costs on a machine that is busy with other things.</summary>
    public double ProcessorSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Peak of the process's resident memory in MB, as Linux counts it.</summary>
    public double PeakMegabytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith("VmHWM", StringComparison.Ordinal));
            return double.Parse(Digits().Match(line).Value, CultureInfo.InvariantCulture) / 1024;
        }
    }

    /// <summary>Makes a coordinator's account and signs in with it.</summary>
    public async Task SignInAsync()
    {
        await SignInAsync(Administrator, AdministratorPassword);
        using var made = await PostAsync(
            "/people",
            ("Name", "Carla"),
            ("Email", "carla@benchmark.example"),
            ("AccountRole", "coordinator")
        );
        var password = Password().Match(await made.Content.ReadAsStringAsync()).Groups["password"].Value;
        _client!.Dispose();
        await SignInAsync("carla@benchmark.example", password);
    }

    private async Task SignInAsync(string email, string password)
    {
        var address = await _address.Task.WaitAsync(TimeSpan.FromMinutes(5));
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
        using var answer = await PostAsync("/account/sign-in", ("Email", email), ("Password", password));
        if (answer.StatusCode != HttpStatusCode.Redirect)
        {
            throw new InvalidOperationException($"Signing in gave {answer.StatusCode}.");
        }
    }

    /// <summary>Where a form leads.</summary>
    public async Task<string> SubmitAsync(string url, params (string Name, string Value)[] fields)
    {
        using var answer = await PostAsync(url, fields);
        return answer.Headers.Location?.ToString() ?? throw new InvalidOperationException($"{url} gave {answer.StatusCode}.");
    }

    public async Task<JsonElement> StateAsync(string importUrl)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, importUrl + "/progress");
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await _client!.SendAsync(request);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    public void Dispose()
    {
        _client?.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        if (_thrownAway is not null)
        {
            Directory.Delete(_thrownAway, recursive: true);
        }
    }

    private async Task<HttpResponseMessage> PostAsync(string url, params (string Name, string Value)[] fields)
    {
        var page = await _client!.GetStringAsync(url.StartsWith("/studies/", StringComparison.Ordinal) ? "/studies/new" : url);
        var token = Token().Match(page).Groups["token"].Value;
        var form = fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2));
        return await _client.PostAsync(url, new FormUrlEncodedContent(form));
    }

    [GeneratedRegex(
        "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Token();

    [GeneratedRegex("id=\"password\">(?<password>[^<]+)<", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Password();

    [GeneratedRegex(@"\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();
}
