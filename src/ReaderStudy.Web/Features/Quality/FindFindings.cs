using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Web.Features.Quality;

/// <summary>
/// Looks for findings, and compares them with those that are known: new ones open, those that are gone are resolved, decisions stay. What
/// stands in headers is looked for when a series is sorted; what follows from phases, patients and the protocol whenever one changes.
/// </summary>
public sealed class FindFindings(ReaderStudyDbContext db, TimeProvider clock)
{
    private const string Gone = "Not found any more";
    private const string LeftOut = "Left out of reading";

    /// <summary>Two at once would add the same finding twice.</summary>
    private static readonly SemaphoreSlim Gate = new(1, 1);

    /// <summary>Looks at the whole study as it is in the database.</summary>
    public async Task Handle(Guid studyId, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        try
        {
            var found = await CaseFindings.OfAsync(db, studyId, cancellationToken);
            var known = (await db.CohortFindings.Where(f => f.StudyId == studyId).ToListAsync(cancellationToken))
                .Where(f => !FindingKinds.IsOfStack(f.Kind) && !FindingKinds.IsDecidedOnImages(f.Kind))
                .ToList();
            Compare(studyId, known, found);
            await db.SaveChangesAsync(cancellationToken);
            await FindHeldImages.SettleAsync(db, studyId, clock.GetUtcNow(), cancellationToken);
            await LeaveOutAsync(studyId, cancellationToken);
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>True when looking again would find nothing new.</summary>
    internal async Task<bool> IsUpToDateAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var found = await CaseFindings.OfAsync(db, studyId, cancellationToken);
        var known = await db
            .CohortFindings.Where(f => f.StudyId == studyId && f.State != FindingState.Resolved)
            .Select(f => new { f.Kind, f.Subject })
            .ToListAsync(cancellationToken);
        return found.Select(f => (f.Kind, f.Subject)).All(known.Select(k => (k.Kind, k.Subject)).ToHashSet().Contains);
    }

    /// <summary>What was found in the headers of one series; saved by the caller.</summary>
    internal async Task OfStackAsync(
        Guid studyId,
        Series series,
        IReadOnlyList<(FindingKind Kind, string Message)> found,
        CancellationToken cancellationToken
    )
    {
        var known = (await db.CohortFindings.Where(f => f.StudyId == studyId && f.SeriesId == series.Id).ToListAsync(cancellationToken))
            .Where(f => FindingKinds.IsOfStack(f.Kind))
            .ToList();
        Compare(studyId, known, [.. found.Select(f => new Found(f.Kind, series.Id.ToString("N"), series.CaseId, series.Id, f.Message))]);
    }

    private void Compare(Guid studyId, List<CohortFinding> known, IReadOnlyList<Found> found)
    {
        var now = clock.GetUtcNow();
        var byName = known.ToDictionary(f => (f.Kind, f.Subject));
        var seen = new HashSet<(FindingKind, string)>();
        foreach (var one in found.Where(f => seen.Add((f.Kind, f.Subject))))
        {
            if (byName.TryGetValue((one.Kind, one.Subject), out var old))
            {
                old.FindAgain(one.Message, one.CaseId, one.SeriesId, now);
            }
            else
            {
                db.CohortFindings.Add(new CohortFinding(studyId, one.Kind, one.Subject, one.CaseId, one.SeriesId, one.Message, now));
            }
        }

        foreach (var old in known.Where(f => f.State != FindingState.Resolved && !seen.Contains((f.Kind, f.Subject))))
        {
            old.Resolve(Gone, null, now);
        }
    }

    /// <summary>Findings of series and cases that are left out of reading disturb nobody; they come back with them.</summary>
    private async Task LeaveOutAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var findings = (await db.CohortFindings.Where(f => f.StudyId == studyId && f.SeriesId != null).ToListAsync(cancellationToken))
            .Where(f => FindingKinds.IsOfStack(f.Kind))
            .ToList();
        var ids = findings.Select(f => f.SeriesId!.Value).Distinct().ToList();
        var left = await db
            .Series.Where(s => ids.Contains(s.Id) && (s.ExclusionReason != null || db.Cases.Any(c => c.Id == s.CaseId && !c.IsIncluded)))
            .Select(s => s.Id)
            .ToHashSetAsync(cancellationToken);
        foreach (var finding in findings)
        {
            if (left.Contains(finding.SeriesId!.Value) && finding.State is FindingState.Open)
            {
                finding.Resolve(LeftOut, null, now);
            }
            else if (!left.Contains(finding.SeriesId!.Value) && finding is { State: FindingState.Resolved, Reason: LeftOut })
            {
                finding.Reopen();
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>Something that was found now.</summary>
internal sealed record Found(FindingKind Kind, string Subject, Guid? CaseId, Guid? SeriesId, string Message);
