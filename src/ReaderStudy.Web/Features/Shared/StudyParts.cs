using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Shared;

/// <param name="Name">In the list of parts.</param>
/// <param name="Url">Its page.</param>
public sealed record StudyPart(string Name, string Url);

/// <summary>The parts of a study in the order of work, as far as a person's roles reach; and its lifecycle as stations.</summary>
public static class StudyParts
{
    public static IReadOnlyList<StudyPart> For(StudyPass pass)
    {
        var root = $"/studies/{pass.Study.Id}";
        var parts = new List<StudyPart> { new("Overview", root) };
        Add(parts, pass.Sees(StudyItems.CaseDetails), "Cohort", $"{root}/cohort");
        var isTrusted = pass.Is(StudyRole.Coordinator) || pass.Is(StudyRole.Statistician);
        Add(parts, isTrusted || pass.Is(StudyRole.Truther), "Truth", $"{root}/truth");
        Add(parts, pass.Is(StudyRole.Coordinator) && pass.Study.Status == StudyStatus.Draft, "Import", $"{root}/imports");
        Add(parts, pass.Is(StudyRole.Coordinator), "Quality", $"{root}/quality");
        Add(parts, pass.Sees(StudyItems.Design), "Protocol", $"{root}/protocol");
        Add(parts, pass.Sees(StudyItems.Design), "Readers", $"{root}/readers");
        Add(parts, pass.Is(StudyRole.Coordinator) || pass.Sees(StudyItems.Predictions), "Models", $"{root}/predictions");
        Add(parts, pass.Sees(StudyItems.Progress), "Progress", $"{root}/progress");
        Add(parts, pass.Sees(StudyItems.Allocation), "Allocation", $"{root}/allocation");
        Add(parts, isTrusted, "Ledger", $"{root}/ledger");
        Add(parts, pass.Is(StudyRole.Coordinator), "Queries", $"{root}/queries");
        Add(parts, pass.Is(StudyRole.Coordinator) || pass.Is(StudyRole.Statistician), "Deviations", $"{root}/deviations");
        Add(parts, pass.Is(StudyRole.Coordinator) || pass.Is(StudyRole.Statistician), "Lock and unblind", $"{root}/lock");
        Add(parts, pass.Sees(StudyItems.Results), "Analysis", $"{root}/analysis");
        Add(parts, pass.Is(StudyRole.Coordinator) || pass.Is(StudyRole.Statistician), "Export", $"{root}/exports");
        Add(parts, pass.Is(StudyRole.Coordinator) || pass.Is(StudyRole.Statistician), "Audit trail", $"{root}/audit");
        return parts;
    }

    /// <summary>Each station with <c>done</c>, <c>now</c> or <c>next</c>.</summary>
    public static IReadOnlyList<(string Name, string State)> Stations(StudyStatus status)
    {
        var names = new[] { "Draft", "Sealed", "Reading", "Locked", "Unblinded", "Analysed" };
        var now = Math.Min((int)status, names.Length - 1);
        return names
            .Select(
                (name, index) =>
                    (
                        name,
                        index < now ? "done"
                        : index == now ? "now"
                        : "next"
                    )
            )
            .ToList();
    }

    private static void Add(List<StudyPart> parts, bool visible, string name, string url)
    {
        if (visible)
        {
            parts.Add(new StudyPart(name, url));
        }
    }
}
