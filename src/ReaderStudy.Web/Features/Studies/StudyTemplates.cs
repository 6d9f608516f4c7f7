using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Studies;

/// <summary>The built-in protocols as a coordinator chooses among them: the simplest design first, and what is drawn after what is answered.</summary>
public static class StudyTemplates
{
    public static IReadOnlyList<Protocol> All { get; } =
    [
        .. ProtocolJson
            .Templates.Select(ProtocolJson.Template)
            .OrderBy(p => p.Arms.Count)
            .ThenBy(p => p.Questions.Any(q => q.Kind is QuestionKind.Marks or QuestionKind.Mask or QuestionKind.Measure))
            .ThenByDescending(p => p.Id, StringComparer.Ordinal),
    ];
}
