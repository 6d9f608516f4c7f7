namespace ReaderStudy.Web.Features.Progress;

/// <summary>How far a reader is with one place of a session; the same for every case, whatever the design does with it.</summary>
public enum PlaceState
{
    NotStarted,

    /// <summary>On the reader's screen, nothing saved.</summary>
    Open,

    /// <summary>Something is saved.</summary>
    Draft,

    /// <summary>Everything that is asked there is locked.</summary>
    Done,

    /// <summary>The reader gave a reason instead of an answer.</summary>
    Skipped,
}
