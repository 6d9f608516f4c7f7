using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Studies;

/// <summary>The built-in protocols as a coordinator chooses among them: the simplest design before the others.</summary>
public static class StudyTemplates
{
    public static IReadOnlyList<Protocol> All { get; } =
    [
        .. ProtocolJson
            .Templates.Select(ProtocolJson.Template)
            .OrderBy(p => p.Arms.Count)
            .ThenByDescending(p => p.Id, StringComparer.Ordinal),
    ];
}
