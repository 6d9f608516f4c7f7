using ReaderStudy.Domain.Conduct;

namespace ReaderStudy.Web.Features.Queries;

/// <summary>What is typed to ask something.</summary>
public sealed class QueryForm
{
    public QueryKind Kind { get; set; } = QueryKind.Other;

    /// <summary>Coordinators only.</summary>
    public Guid? Session { get; set; }

    /// <summary>Null: the session as a whole.</summary>
    public int? Position { get; set; }

    /// <summary>A case's code, among coordinators; null: about a session.</summary>
    public string? CaseCode { get; set; }

    public string? Text { get; set; }
}
