using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Allocations;

/// <summary>A study's lists as they are stored, with what they were drawn from.</summary>
/// <param name="Sealed">Null where nothing was drawn: readings made elsewhere, or a study of an older version.</param>
/// <param name="Input">Of <paramref name="Sealed"/>.</param>
/// <param name="Sessions">By number; trainings that were taken again are not among them, for they are drawn later.</param>
/// <param name="Readers">Names.</param>
/// <param name="Levels">Of the readers.</param>
/// <param name="Codes">Of the cases.</param>
public sealed record StoredAllocation(
    SealedAllocation? Sealed,
    AllocationInput? Input,
    IReadOnlyList<AllocatedSession> Sessions,
    IReadOnlyDictionary<Guid, string> Readers,
    IReadOnlyDictionary<Guid, ReaderLevel> Levels,
    IReadOnlyDictionary<Guid, string> Codes
)
{
    /// <summary>What the input and the sham outputs tell of the cases: who may not see that may not have the files.</summary>
    public StudyItems Tells =>
        (Input is not null && Input.Cases.Any(c => c.ClassId is not null) ? StudyItems.Truth : StudyItems.None)
        | (Input is not null && Input.Cases.Any(c => c.Centre is not null) ? StudyItems.CaseDetails : StudyItems.None);
}

/// <summary>Loads what was drawn at the sealing.</summary>
public sealed class LoadAllocation(ReaderStudyDbContext db)
{
    public async Task<StoredAllocation> Handle(Study study, CancellationToken cancellationToken)
    {
        var kept = await db.SealedAllocations.AsNoTracking().SingleOrDefaultAsync(a => a.StudyId == study.Id, cancellationToken);
        var sessions = await db
            .ReadingSessions.AsNoTracking()
            .Include(s => s.Places)
            .Where(s => s.StudyId == study.Id)
            .OrderBy(s => s.Number)
            .ToListAsync(cancellationToken);
        var codes = await db
            .Cases.Where(c => c.StudyId == study.Id)
            .Select(c => new { c.Id, c.Code })
            .ToDictionaryAsync(c => c.Id, c => c.Code, cancellationToken);
        return new StoredAllocation(
            kept,
            kept is null ? null : AllocationJson.Read(kept.InputJson),
            sessions.Where(s => s.Kind == SessionKind.Pivotal || s.Places.All(p => p.Attempt == 1)).Select(Drawn).ToList(),
            study.Readers.ToDictionary(r => r.Id, r => r.Name),
            study.Readers.ToDictionary(r => r.Id, r => r.Level),
            codes
        );
    }

    private static AllocatedSession Drawn(ReadingSession session) =>
        new(
            session.Number,
            session.ReaderId,
            session.Kind,
            session.Period,
            session.Part,
            session.ArmId,
            session.RevealArmId,
            session
                .Places.OrderBy(p => p.Position)
                .Select(p => new AllocatedPlace(p.CaseId, p.Attempt, p.IsRevealed, p.ShamClassId))
                .ToList()
        );
}
