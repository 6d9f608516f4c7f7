using System.Collections.Concurrent;

namespace ReaderStudy.Web.Tests.Conduct;

/// <summary>What the script of a simulated year did, counted by the audit action that each act must leave; and every rule that refused it.</summary>
internal sealed class YearTally
{
    private readonly SortedDictionary<string, int> _acts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _refusals = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Acts => _acts;

    /// <summary>By the code of the rule.</summary>
    public IReadOnlyDictionary<string, int> Refusals => _refusals;

    public void Did(string action, int times = 1) => _acts[action] = _acts.GetValueOrDefault(action) + times;

    public void Refused(string code)
    {
        _refusals[code] = _refusals.GetValueOrDefault(code) + 1;
        Did("rule.refused");
    }

    public int CountOf(string action) => _acts.GetValueOrDefault(action);
}

/// <summary>Counts requests on their way.</summary>
internal sealed class CountingHandler(ConcurrentDictionary<string, int> counts) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        counts.AddOrUpdate(request.Method.Method, 1, (_, n) => n + 1);
        return base.SendAsync(request, cancellationToken);
    }
}
