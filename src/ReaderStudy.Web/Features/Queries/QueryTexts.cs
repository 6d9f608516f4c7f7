using ReaderStudy.Domain.Conduct;

namespace ReaderStudy.Web.Features.Queries;

/// <summary>How queries are called on pages.</summary>
public static class QueryTexts
{
    public static string KindOf(QueryKind kind) =>
        kind switch
        {
            QueryKind.ImagesDidNotLoad => "Images did not load",
            QueryKind.AnswerSeemsIncomplete => "An answer seems incomplete",
            QueryKind.TechnicalProblem => "Technical problem",
            QueryKind.Instructions => "Question on the instructions",
            QueryKind.Other => "Something else",
        };

    public static string StateOf(QueryState state) =>
        state switch
        {
            QueryState.Open => "Open",
            QueryState.Answered => "Answered",
            QueryState.Closed => "Closed",
        };

    /// <summary>Above what was said: what it did.</summary>
    /// <param name="number">Of the message, from 1.</param>
    /// <param name="leads">Where it led.</param>
    public static string DidOf(int number, QueryState leads) =>
        leads switch
        {
            QueryState.Open when number == 1 => "asked",
            QueryState.Open => "opened it again",
            QueryState.Answered => "answered",
            QueryState.Closed => "closed it",
        };
}
