using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols;

/// <summary>Everything in a protocol that stands in the way of sealing it.</summary>
public static class SealingGaps
{
    /// <summary>One sentence each; empty when there is nothing.</summary>
    public static IReadOnlyList<string> Of(Protocol protocol) => [.. ProtocolCheck.FaultsOf(protocol), .. ProtocolCheck.GapsOf(protocol)];
}
