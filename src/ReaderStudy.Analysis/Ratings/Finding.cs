namespace ReaderStudy.Analysis.Ratings;

/// <summary>What is odd about an answer that was readable. It is analysed as it stands.</summary>
public enum FindingKind
{
    /// <summary>The case was read and the question left open.</summary>
    NoAnswer,

    /// <summary>More than one choice is ticked where one was asked for.</summary>
    SeveralAnswers,

    /// <summary>The answer is one that the protocol does not offer after the same rater's earlier answer (a subtype of the other group).</summary>
    ContradictsOwnAnswer,

    /// <summary>A value was taken under another spelling (<c>hcc</c> for <c>HCC</c>).</summary>
    Spelling,

    /// <summary>The row answers a task to which the case does not belong.</summary>
    OutsideTask,
}

/// <summary>One oddity, to be looked at by a person; nothing was guessed or changed because of it.</summary>
/// <param name="Kind">What sort.</param>
/// <param name="Row">Line of the file (the header is line 1); null: it comes from no file.</param>
/// <param name="CaseId">The case.</param>
/// <param name="RaterId">The rater.</param>
/// <param name="Arm">The arm; null for a model's answer.</param>
/// <param name="Question">The question; null: the whole row.</param>
/// <param name="What">The oddity in one sentence that stands alone beside row, case and rater.</param>
public sealed record Finding(FindingKind Kind, int? Row, string CaseId, string RaterId, string? Arm, string? Question, string What);
