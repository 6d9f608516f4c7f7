using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReaderStudy.Web.Tests.Blinding.Planting;

namespace ReaderStudy.Web.Tests.Blinding.Crawling;

/// <summary>Everything that the application logs at Information and above, as it is shipped.</summary>
internal sealed class WatchedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, string Message)> _lines = new();

    /// <summary>Applications of tests log warnings only; this one logs what the shipped settings say.</summary>
    public void Hear(App app)
    {
        var settings = (IConfigurationRoot)app.Services.GetRequiredService<IConfiguration>();
        settings["Logging:LogLevel:Default"] = nameof(LogLevel.Information);
        settings.Reload();
    }

    /// <summary>What was said since the last time, as seen by somebody who reads the log.</summary>
    public IEnumerable<KeyValuePair<Sighting, string>> Heard(IReadOnlyList<Secret> secrets, char phase)
    {
        var search = new SecretSearch(secrets);
        while (_lines.TryDequeue(out var line))
        {
            Lines++;
            foreach (var secret in search.PlacesIn(line.Message).Keys)
            {
                yield return KeyValuePair.Create(new Sighting(secret.Item, "log", phase, line.Category), line.Message);
            }
        }
    }

    /// <summary>How many lines there were.</summary>
    public int Lines { get; private set; }

    public ILogger CreateLogger(string categoryName) => new Ear(_lines, categoryName);

    public void Dispose() { }

    private sealed class Ear(ConcurrentQueue<(string, string)> lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
            {
                lines.Enqueue((category, $"{formatter(state, exception)} {state} {exception}"));
            }
        }
    }
}
