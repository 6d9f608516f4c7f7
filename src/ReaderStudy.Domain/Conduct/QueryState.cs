namespace ReaderStudy.Domain.Conduct;

/// <summary>Where a query stands.</summary>
public enum QueryState
{
    /// <summary>Asked, or opened again; waits for an answer.</summary>
    Open,

    /// <summary>Waits for who asked to close it.</summary>
    Answered,

    Closed,
}
