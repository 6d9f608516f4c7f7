using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Progress;

namespace ReaderStudy.Web.Features.Locking;

/// <summary>Takes the data as they are into one hash, as <see cref="DataState"/> defines it.</summary>
public sealed class TakeState(ReaderStudyDbContext db, PlacesRead places)
{
    public async Task<DataState> Handle(Study study, CancellationToken cancellationToken)
    {
        var read = await places.Handle(study.Id, cancellationToken);
        var revisions = await (
            from reading in db.Readings.AsNoTracking()
            join revision in db.ReadingRevisions.AsNoTracking() on reading.Id equals revision.ReadingId
            where reading.StudyId == study.Id && revision.Kind != RevisionKind.Draft
            select new FinalReading(
                reading.Id,
                reading.SessionId,
                reading.CaseId,
                reading.ArmId,
                reading.Attempt,
                revision.Number,
                revision.Kind,
                revision.AnswersJson,
                revision.Reason,
                revision.SkipReason,
                revision.ConfirmedJson
            )
        ).ToListAsync(cancellationToken);
        var deviations = await db.Deviations.AsNoTracking().Where(d => d.StudyId == study.Id).ToListAsync(cancellationToken);
        var planned = read.Sum(s => s.Places.Count);
        var text = DataState.TextOf(
            study.Id,
            study.ProtocolVersion,
            study.ProtocolSha256 ?? "",
            planned,
            revisions.GroupBy(r => r.ReadingId).Select(g => g.MaxBy(r => r.Revision)!),
            deviations
        );
        return new DataState(study.Id, planned, read.Sum(s => s.Done), read.Sum(s => s.Skipped), revisions.Count, DataState.HashOf(text));
    }
}
