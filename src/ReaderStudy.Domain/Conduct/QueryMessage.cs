namespace ReaderStudy.Domain.Conduct;

/// <summary>Something that was said in a <see cref="Query"/>, and where it led. Never changed, never deleted; the database refuses both.</summary>
public sealed class QueryMessage
{
    internal QueryMessage(Guid queryId, int number, QueryState leads, QuerySide side, string text, Guid authorId, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        QueryId = queryId;
        Number = number;
        Leads = leads;
        Side = side;
        Text = text;
        AuthorId = authorId;
        At = at;
    }

    public Guid Id { get; private set; }

    public Guid QueryId { get; private set; }

    /// <summary>From 1, without gaps.</summary>
    public int Number { get; private set; }

    /// <summary>Where the query stands after it.</summary>
    public QueryState Leads { get; private set; }

    public QuerySide Side { get; private set; }

    /// <summary>Holds no word that unblinds (<see cref="UnblindingWords"/>).</summary>
    public string Text { get; private set; }

    public Guid AuthorId { get; private set; }

    public DateTimeOffset At { get; private set; }
}
