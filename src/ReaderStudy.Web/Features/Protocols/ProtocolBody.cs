using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols;

/// <summary>A protocol to be read, part by part.</summary>
/// <param name="Protocol">What is shown.</param>
/// <param name="EditRoot">Where its parts are changed; null: it cannot be changed.</param>
/// <param name="Mark">Of the protocol that is shown (<see cref="SaveProtocol.MarkOf"/>).</param>
public sealed record ProtocolBody(Protocol Protocol, string? EditRoot, string Mark);
