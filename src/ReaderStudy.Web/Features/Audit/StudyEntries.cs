using ReaderStudy.Domain.Audit;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Audit;

/// <summary>
/// Which entries of a study its coordinators and statisticians see. Entries on single readings and votes are kept back until the answers are
/// seen: by what was revealed, refused, corrected, skipped or signed when, they tell answers, the drawn order, hidden repeats and where truthers
/// differ. The whole trail, which administrators see and verify, keeps everything.
/// </summary>
internal static class StudyEntries
{
    /// <summary>True while entries on single readings are kept back.</summary>
    public static bool AreHeldBack(StudyPass pass) => !pass.Sees(StudyItems.AllAnswers);

    /// <summary>What this person sees of the study's entries.</summary>
    public static IQueryable<AuditEntry> VisibleTo(this IQueryable<AuditEntry> entries, StudyPass pass)
    {
        var ofStudy = entries.Where(e => e.StudyId == pass.Study.Id);
        return AreHeldBack(pass) ? ofStudy.WithoutReadings() : ofStudy;
    }

    /// <summary>Without what concerns a single reading, vote or reader's session, and without what was refused to somebody who reads.</summary>
    private static IQueryable<AuditEntry> WithoutReadings(this IQueryable<AuditEntry> entries) =>
        entries.Where(e =>
            !e.Action.StartsWith("reading.")
            && e.Action != "truth.voted"
            && e.Action != "truth.decided"
            && !e.Subject.StartsWith("reading ")
            && !e.Subject.StartsWith("reading.")
            && !e.Subject.StartsWith("session")
            && !e.Detail.StartsWith("/reading/")
            && !e.Detail.StartsWith("/sessions/")
            && !(e.Action == "signature.refused" && e.Detail == "Readings")
        );
}
