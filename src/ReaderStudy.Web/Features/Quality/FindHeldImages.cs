using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Quality;

/// <summary>The findings that stand for held images: one for each series and question, one for each conflict of UIDs.</summary>
internal static class FindHeldImages
{
    /// <summary>What is decided on together.</summary>
    public static string GroupOf(HeldImage held) =>
        held.Cause switch
        {
            HeldCause.BurnedInText => $"{held.Image.SeriesUid} {Short(held.Question)}",
            HeldCause.UidConflict => $"{held.Image.SopUid} {held.Image.Sha256[..12]}",
        };

    /// <summary>Opens the finding of an image that is held from now on; saved by the caller.</summary>
    public static async Task NoteAsync(ReaderStudyDbContext db, HeldImage held, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var kind = KindOf(held.Cause);
        var subject = GroupOf(held);
        var known =
            db.CohortFindings.Local.FirstOrDefault(f => f.StudyId == held.StudyId && f.Kind == kind && f.Subject == subject)
            ?? await db.CohortFindings.FirstOrDefaultAsync(
                f => f.StudyId == held.StudyId && f.Kind == kind && f.Subject == subject,
                cancellationToken
            );
        if (known is not null)
        {
            known.FindAgain(held.Question, known.CaseId, known.SeriesId, now);
            return;
        }

        var home = await db
            .Cases.Where(c => c.StudyId == held.StudyId && c.Pseudonym == held.Image.Patient)
            .Select(c => (Guid?)c.Id)
            .FirstOrDefaultAsync(cancellationToken);
        db.CohortFindings.Add(new CohortFinding(held.StudyId, kind, subject, home, null, held.Question, now));
    }

    /// <summary>Resolves the findings of which no image is held any more, and ties those left to the cases that came meanwhile.</summary>
    public static async Task SettleAsync(ReaderStudyDbContext db, Guid studyId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waiting = await db
            .HeldImages.AsNoTracking()
            .Where(h => h.StudyId == studyId && h.State == HeldState.Waiting)
            .ToListAsync(cancellationToken);
        var groups = waiting.GroupBy(GroupOf).ToDictionary(g => g.Key, g => g.First().Image.Patient);
        var patients = groups.Values.Distinct().ToList();
        var cases = await db
            .Cases.Where(c => c.StudyId == studyId && patients.Contains(c.Pseudonym))
            .Select(c => new { c.Id, c.Pseudonym })
            .ToDictionaryAsync(c => c.Pseudonym, c => c.Id, cancellationToken);
        var open = await db
            .CohortFindings.Where(f =>
                f.StudyId == studyId
                && f.State == FindingState.Open
                && (f.Kind == FindingKind.HeldImage || f.Kind == FindingKind.UidConflict)
            )
            .ToListAsync(cancellationToken);
        foreach (var finding in open)
        {
            if (!groups.TryGetValue(finding.Subject, out var patient))
            {
                finding.Resolve("Decided", null, now);
            }
            else if (finding.CaseId is null && cases.TryGetValue(patient, out var home))
            {
                finding.FindAgain(finding.Message, home, null, now);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static FindingKind KindOf(HeldCause cause) =>
        cause switch
        {
            HeldCause.BurnedInText => FindingKind.HeldImage,
            HeldCause.UidConflict => FindingKind.UidConflict,
        };

    private static string Short(string text) => ImageStore.Sha256Of(System.Text.Encoding.UTF8.GetBytes(text))[..12];
}
