using ReaderStudy.Domain.Conduct;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Deviations;

/// <summary>What is typed to ask for a deviation, or to note one.</summary>
public sealed class DeviationForm
{
    /// <summary>Code of a rule that can be set aside, or of a fact that is noted.</summary>
    public string? Rule { get; set; }

    /// <summary>Null: all readers.</summary>
    public Guid? Reader { get; set; }

    /// <summary>Null: all of the reader's.</summary>
    public Guid? Session { get; set; }

    /// <summary>Null: all places.</summary>
    public int? Position { get; set; }

    public string? Reason { get; set; }

    public string? Password { get; set; }
}

/// <param name="Id">The deviation.</param>
/// <param name="RuleCode">Of the rule, or of the fact.</param>
/// <param name="What">The rule, or the fact, in words.</param>
/// <param name="Where">Whom and what it concerns: Reader 2, period 1, place 17.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Reason">Why it was asked for, or what happened.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="IsOwn">Asked for by the person who looks.</param>
/// <param name="DecisionReason">Null while undecided.</param>
/// <param name="DecidedAt">Null while undecided.</param>
/// <param name="ProtocolVersion">The protocol that was in force.</param>
/// <param name="ProtocolSha256">Of that.</param>
public sealed record ListedDeviation(
    Guid Id,
    string RuleCode,
    string What,
    string Where,
    DeviationStatus Status,
    string Reason,
    DateTimeOffset RequestedAt,
    bool IsOwn,
    string? DecisionReason,
    DateTimeOffset? DecidedAt,
    int ProtocolVersion,
    string ProtocolSha256
);

/// <param name="Id">The session.</param>
/// <param name="Name">Reader 2, period 1.</param>
public sealed record NamedSession(Guid Id, string Name);

/// <param name="Pass">The way in.</param>
/// <param name="Deviations">Newest first.</param>
/// <param name="Sessions">To choose from.</param>
/// <param name="Form">Of the request; filled in where there are faults.</param>
/// <param name="Note">Of the note.</param>
public sealed record DeviationsPage(
    StudyPass Pass,
    IReadOnlyList<ListedDeviation> Deviations,
    IReadOnlyList<NamedSession> Sessions,
    DeviationForm Form,
    DeviationForm Note
);
