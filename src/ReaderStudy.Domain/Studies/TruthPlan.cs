using System.Text.Json.Serialization;

namespace ReaderStudy.Domain.Studies;

/// <summary>How the reference standard comes about.</summary>
/// <remarks>FDA (2022), FDA-2009-D-0503: number and qualification of truthers, their instruction, the rule that combines them, and the variability of truth.</remarks>
public sealed record TruthPlan
{
    public TruthRule Rule { get; init; } = TruthRule.Recorded;

    /// <summary>When every included case must have its reference standard.</summary>
    public TruthDue Due { get; init; } = TruthDue.Sealing;

    /// <summary>Who may be a truther, what they see and how they decide; plain text.</summary>
    public string Instructions { get; init; } = "";

    /// <summary>True when truthers vote; false when the coordinator records the truth.</summary>
    [JsonIgnore]
    public bool HasVotes => Rule is not TruthRule.Recorded;

    /// <summary>True while truthers may vote: in a draft, and until the data lock where the truth is due only then.</summary>
    public bool IsOpenIn(StudyStatus status) =>
        HasVotes
        && status switch
        {
            StudyStatus.Draft => true,
            StudyStatus.Sealed or StudyStatus.Reading => Due is TruthDue.DataLock,
            StudyStatus.DataLocked or StudyStatus.Unblinded or StudyStatus.Analysed or StudyStatus.Archived => false,
        };
}

public enum TruthRule
{
    /// <summary>The coordinator brings it in (pathology, follow-up, a panel that met elsewhere).</summary>
    Recorded,

    /// <summary>Two truthers read independently; where they differ, a third sees both votes without names and decides.</summary>
    TwoPlusOne,

    /// <summary>All truthers of the study read independently; where they differ, they see the votes without names and vote again until one class has all of them.</summary>
    Consensus,
}

public enum TruthDue
{
    Sealing,

    /// <summary>Truthers may work while readers read.</summary>
    DataLock,
}
