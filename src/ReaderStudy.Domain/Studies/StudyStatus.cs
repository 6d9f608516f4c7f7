namespace ReaderStudy.Domain.Studies;

/// <summary>Where a study stands; it only ever moves down this list.</summary>
public enum StudyStatus
{
    /// <summary>Cohort, protocol and readers may change; nobody reads.</summary>
    Draft,

    /// <summary>The protocol is frozen and hashed, the order of cases is drawn; readers may begin.</summary>
    Sealed,

    /// <summary>At least one case was opened by a reader.</summary>
    Reading,

    /// <summary>No reading can be added or changed.</summary>
    DataLocked,

    /// <summary>Truth, predictions and answers may be seen together.</summary>
    Unblinded,

    /// <summary>The planned analysis has run.</summary>
    Analysed,

    /// <summary>Kept, no longer worked on.</summary>
    Archived,
}

/// <summary>What a person may do in one study.</summary>
public enum StudyRole
{
    Coordinator,
    Reader,
    Truther,
    Statistician,
}

/// <summary>Experience of a reader; <see cref="Ai"/> is a model.</summary>
public enum ReaderLevel
{
    Junior,
    Middle,
    Senior,
    Ai,
}
