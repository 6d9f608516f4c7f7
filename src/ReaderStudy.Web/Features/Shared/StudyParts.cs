using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Shared;

/// <param name="Name">In the list of parts.</param>
/// <param name="Url">Its page.</param>
public sealed record StudyPart(string Name, string Url);

/// <param name="Title">The stage of work; null for what belongs to none.</param>
/// <param name="Parts">In the order of work; at least one.</param>
public sealed record StudyPartGroup(string? Title, IReadOnlyList<StudyPart> Parts);

/// <summary>The parts of a study in the order of work, as far as a person's roles reach; and its lifecycle as stations.</summary>
public static class StudyParts
{
    public static IReadOnlyList<StudyPartGroup> For(StudyPass pass)
    {
        var root = $"/studies/{pass.Study.Id}";
        var coordinates = pass.Is(StudyRole.Coordinator);
        var isTrusted = coordinates || pass.Is(StudyRole.Statistician);
        var groups = new List<StudyPartGroup>();
        Add(groups, null, (true, "Overview", root));
        Add(
            groups,
            "Set up",
            (pass.Sees(StudyItems.CaseDetails), "Cohort", $"{root}/cohort"),
            (coordinates && pass.Study.Status == StudyStatus.Draft, "Import", $"{root}/imports"),
            (coordinates, "Quality", $"{root}/quality"),
            (isTrusted || pass.Is(StudyRole.Truther), "Truth", $"{root}/truth"),
            (pass.Sees(StudyItems.Design), "Protocol", $"{root}/protocol"),
            (pass.Sees(StudyItems.Design), "Readers", $"{root}/readers"),
            (coordinates || pass.Sees(StudyItems.Predictions), "Models", $"{root}/predictions"),
            (isTrusted, "Ledger", $"{root}/ledger")
        );
        Add(
            groups,
            "Reading",
            (pass.Sees(StudyItems.Progress), "Progress", $"{root}/progress"),
            (coordinates, "Queries", $"{root}/queries"),
            (isTrusted, "Deviations", $"{root}/deviations")
        );
        Add(
            groups,
            "Results",
            (isTrusted, "Lock and unblind", $"{root}/lock"),
            (pass.Sees(StudyItems.Allocation), "Allocation", $"{root}/allocation"),
            (pass.Sees(StudyItems.Results), "Analysis", $"{root}/analysis")
        );
        Add(groups, "Record", (isTrusted, "Export", $"{root}/exports"), (isTrusted, "Audit trail", $"{root}/audit"));
        return groups;
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

    private static void Add(List<StudyPartGroup> groups, string? title, params (bool Visible, string Name, string Url)[] parts)
    {
        var visible = parts.Where(p => p.Visible).Select(p => new StudyPart(p.Name, p.Url)).ToList();
        if (visible.Count > 0)
        {
            groups.Add(new StudyPartGroup(title, visible));
        }
    }
}
