using System.Text.Json;

namespace ReaderStudy.Reports.Typst;

/// <summary>
/// Makes PDFs of Typst templates. One process does the work and is kept: the first PDF takes some 200 ms, the next ones a tenth of it.
/// It is started when first needed and replaced when it has died or overstepped its time. Safe to use from several threads, which take
/// turns. Make one for the whole program and dispose it at the end.
/// </summary>
public sealed class TypstCompiler(TypstOptions? options = null) : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly TypstOptions _options = options ?? new TypstOptions();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private TypstProcess? _process;
    private bool _disposed;

    /// <summary>Id of the running process; null: none was started yet or the last one is gone.</summary>
    public int? ProcessId => _process is { IsAlive: true } process ? process.Id : null;

    /// <summary>
    /// The template as a PDF, made as PDF/A-3a. The template finds <paramref name="modelJson"/> under the name in <c>sys.inputs.model</c>
    /// and has to set the document's date. The same template and model give the same bytes.
    /// </summary>
    /// <param name="template">File name within <see cref="TypstOptions.Templates"/>.</param>
    /// <param name="modelJson">What is printed.</param>
    /// <param name="cancellationToken">Gives the PDF up; the process that made it is ended.</param>
    /// <exception cref="TypstUnavailableException">Node.js or the compiler is missing.</exception>
    /// <exception cref="TypstException">The template is wrong, took too long, or the process died twice.</exception>
    public async Task<byte[]> PdfAsync(string template, string modelJson, CancellationToken cancellationToken = default)
    {
        const string model = "model.json";
        var request = JsonSerializer.Serialize(
            new Request(template, new() { [model] = modelJson }, new() { ["model"] = model }, "a-3a"),
            Json
        );
        await _turn.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var answer =
                await TryAskAsync(request, cancellationToken)
                ?? await TryAskAsync(request, cancellationToken)
                ?? throw new TypstException("The PDF compiler ended twice while it made this report.", []);
            return answer.Pdf ?? throw Refused(template, answer.Errors ?? []);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        _disposed = true;
        await StopAsync();
        _turn.Release();
    }

    private static TypstException Refused(string template, IReadOnlyList<TypstError> errors) =>
        new($"The report {template} could not be made: {string.Join("; ", errors)}", errors);

    /// <summary>Null: the process died on the way, or had died since the last time.</summary>
    private async Task<Answer?> TryAskAsync(string request, CancellationToken cancellationToken)
    {
        if (_process is not { IsAlive: true })
        {
            await StopAsync();
            _process = await TypstProcess.StartAsync(_options, cancellationToken);
        }

        using var limit = new CancellationTokenSource(_options.TimeLimit);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var line = await _process.AskAsync(request, both.Token);
            if (line is not null)
            {
                return JsonSerializer.Deserialize<Answer>(line, Json);
            }

            await StopAsync();
            return null;
        }
        catch (OperationCanceledException)
        {
            // The process is still busy with a request that nobody waits for.
            await StopAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw new TypstException($"The report took longer than {_options.TimeLimit.TotalSeconds:0.###} s and was given up.", []);
        }
    }

    private async ValueTask StopAsync()
    {
        var process = _process;
        _process = null;
        if (process is not null)
        {
            await process.DisposeAsync();
        }
    }

    private sealed record Request(string Template, Dictionary<string, string> Files, Dictionary<string, string> Inputs, string Standard);

    private sealed record Answer(byte[]? Pdf, int Pages, IReadOnlyList<TypstError>? Errors);
}
