namespace ReaderStudy.Domain.Conduct;

/// <summary>What may have gone otherwise than planned and is noted as a fact: there is nothing to approve, but it is part of the data.</summary>
public static class NotedFacts
{
    public static readonly Rule Interrupted = new("conduct.interrupted", "A reader was interrupted, or read in more than one sitting.");
    public static readonly Rule Surroundings = new("conduct.surroundings", "Screen, light or noise were not as the protocol asks.");
    public static readonly Rule Technical = new("conduct.technical", "A technical fault touched a reading.");
    public static readonly Rule Unblinded = new("conduct.unblinded", "A reader may have learnt something that the protocol hides.");
    public static readonly Rule Other = new("conduct.other", "Something else went otherwise than the protocol says.");

    /// <summary>In the order in which they are offered.</summary>
    public static IReadOnlyList<Rule> All { get; } = [Interrupted, Surroundings, Technical, Unblinded, Other];

    /// <summary>The fact with this code, or null.</summary>
    public static Rule? Find(string? code) => All.FirstOrDefault(r => r.Code == code);
}
