namespace ReaderStudy.Domain.Readings;

/// <summary>
/// Which page of which browser a session is read on: the one that was opened last. Pages that were opened before learn of it and rest, so that
/// a reader never answers on two of them.
/// </summary>
public sealed class OpenRoom(Guid sessionId, Guid page, DateTimeOffset since)
{
    public Guid SessionId { get; private set; } = sessionId;

    /// <summary>A number that the page drew for itself when it was loaded; says nothing of the device.</summary>
    public Guid Page { get; private set; } = page;

    public DateTimeOffset Since { get; private set; } = since;

    /// <summary>Another page goes on.</summary>
    public void GoOnAt(Guid page, DateTimeOffset at) => (Page, Since) = (page, at);
}
