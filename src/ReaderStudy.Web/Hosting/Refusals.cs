using ReaderStudy.Domain;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Hosting;

/// <summary>Rules that the database keeps too: what its triggers say, when two requests meet, is the application's own refusal.</summary>
internal static class Refusals
{
    private static readonly Rule[] OfTriggers = [Study.TrutherIsNoReader, Study.DesignIsFrozen, Study.ReadingIsOpen];

    /// <param name="words">The database's message.</param>
    /// <returns>Null where no trigger of ours spoke.</returns>
    public static BrokenRuleException? Of(string words) =>
        Array.Find(OfTriggers, r => words.Contains(r.Code, StringComparison.Ordinal)) is { } rule ? new BrokenRuleException(rule) : null;
}
