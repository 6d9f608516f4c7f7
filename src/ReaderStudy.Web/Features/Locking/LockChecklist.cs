using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Progress;
using ReaderStudy.Web.Features.Queries;
using ReaderStudy.Web.Features.Sealing;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Locking;

/// <param name="Reader">Reader 2.</param>
/// <param name="Name">Period 1; with its arm once the allocation may be seen.</param>
/// <param name="Planned">Places in the session.</param>
/// <param name="Read">Places where everything that is asked is locked.</param>
/// <param name="Skipped">Places that the reader skipped with a reason.</param>
/// <param name="Unfinished">Opened or drafted, not locked: lost to the analysis.</param>
public sealed record SessionCompleteness(string Reader, string Name, int Planned, int Read, int Skipped, int Unfinished)
{
    public int Missing => Planned - Read - Skipped;
}

/// <param name="Pass">The person's way in.</param>
/// <param name="Sessions">By number.</param>
/// <param name="Checks">What stands in the way of the lock, and what to look at again.</param>
/// <param name="State">The data as they are now, to be signed.</param>
/// <param name="Lock">What was locked; null before, and for studies that were locked before locks were recorded.</param>
/// <param name="RunsUnderWay">Prediction runs that have not ended.</param>
/// <param name="Reason">Why readings are missing, as typed.</param>
public sealed record LockPage(
    StudyPass Pass,
    IReadOnlyList<SessionCompleteness> Sessions,
    IReadOnlyList<Check> Checks,
    DataState State,
    DataLock? Lock,
    int RunsUnderWay,
    string? Reason = null
)
{
    public int Planned => State.Planned;

    /// <summary>As the sessions tell it, which before the lock is not always as <see cref="State"/> has it (<see cref="PlacesRead.ToldAsync"/>).</summary>
    public int Read => Sessions.Sum(s => s.Read);

    public int Skipped => Sessions.Sum(s => s.Skipped);

    public int Missing => Planned - Read - Skipped;

    public bool CanLock => Checks.All(c => c.State != CheckState.Missing);
}

/// <summary>Looks at whether the data can be locked: counts and states, nothing of what readings say.</summary>
public sealed class LockChecklist(ReaderStudyDbContext db, PlacesRead places, TakeState takeState)
{
    private const int NamedCases = 5;

    public async Task<LockPage> Handle(StudyPass pass, CancellationToken cancellationToken)
    {
        var study = pass.Study;
        var read = await places.ToldAsync(study, cancellationToken);
        var names = SessionName.Of(read.Select(s => s.Session).ToList());
        var protocol = study.Protocol;
        var arms = pass.Sees(StudyItems.Allocation) ? protocol.Arms.ToDictionary(a => a.Id, a => a.Name) : [];
        var runs = await db.PredictionRuns.CountAsync(
            r => r.StudyId == study.Id && (r.Status == PredictionRunStatus.Queued || r.Status == PredictionRunStatus.Running),
            cancellationToken
        );
        return new LockPage(
            pass,
            read.Select(s => new SessionCompleteness(
                    study.Readers.Single(r => r.Id == s.Session.ReaderId).Name,
                    names[s.Session.Id] + (arms.TryGetValue(s.Session.ArmId, out var arm) ? $", {arm}" : ""),
                    s.Places.Count,
                    s.Done,
                    s.Skipped,
                    s.Begun
                ))
                .ToList(),
            study.IsOpenForReading ? await ChecksAsync(study, protocol, read, runs, cancellationToken) : [],
            await takeState.Handle(study, cancellationToken),
            await db.DataLocks.AsNoTracking().SingleOrDefaultAsync(l => l.StudyId == study.Id, cancellationToken),
            runs
        );
    }

    /// <summary>What stands in the way of the lock, in sentences; empty when nothing does.</summary>
    public async Task<IReadOnlyList<string>> PendingAsync(Study study, CancellationToken cancellationToken) =>
        [
            .. new[]
            {
                await QueriesAsync(study, cancellationToken),
                await UndecidedAsync(study, cancellationToken),
                await TruthAsync(study, cancellationToken),
            }
                .Where(c => c?.State is CheckState.Missing)
                .Select(c => c!.Text),
        ];

    private async Task<List<Check>> ChecksAsync(
        Study study,
        Protocol protocol,
        IReadOnlyList<SessionRead> read,
        int runs,
        CancellationToken cancellationToken
    )
    {
        var root = $"/studies/{study.Id}";
        var (left, skipped) = (read.Sum(s => s.Left), read.Sum(s => s.Skipped));
        var amendments = await db.ProtocolVersions.CountAsync(v => v.StudyId == study.Id && v.Number > 1, cancellationToken);
        var training = read.Where(s => s.Session.Kind == SessionKind.Training && s.Left > 0)
            .Select(s => s.Session.ReaderId)
            .Distinct()
            .Count();
        var kept = await db.Deviations.CountAsync(
            d => d.StudyId == study.Id && (d.Status == DeviationStatus.Approved || d.Status == DeviationStatus.Noted),
            cancellationToken
        );
        Check?[] checks =
        [
            left == 0
                ? new(CheckState.Done, "Every place is read or skipped.", null)
                : new(
                    CheckState.Questionable,
                    $"{Count(left, "reading is", "readings are")} missing: the lock needs a reason.",
                    $"{root}/progress"
                ),
            skipped == 0 ? null : new(CheckState.Questionable, $"{Count(skipped, "case was", "cases were")} skipped with a reason.", null),
            await SignedAsync(study, protocol, cancellationToken),
            await QueriesAsync(study, cancellationToken),
            await UndecidedAsync(study, cancellationToken),
            kept == 0 ? null : new(CheckState.Done, $"{Count(kept, "deviation is", "deviations are")} part of the data.", null),
            await TruthAsync(study, cancellationToken),
            runs == 0
                ? null
                : new(
                    CheckState.Questionable,
                    $"{Count(runs, "prediction run has", "prediction runs have")} not ended.",
                    $"{root}/predictions"
                ),
            protocol.Training is null || training == 0
                ? null
                : new(
                    CheckState.Questionable,
                    $"{Count(training, "reader has", "readers have")} not finished the training.",
                    $"{root}/progress"
                ),
            amendments == 0 ? null : new(CheckState.Done, $"The protocol was amended {Count(amendments, "time", "times")}.", null),
        ];
        return checks.OfType<Check>().ToList();
    }

    private async Task<Check?> SignedAsync(Study study, Protocol protocol, CancellationToken cancellationToken)
    {
        if (!protocol.Reading.Sign)
        {
            return null;
        }

        // A correction after a signature, and what was read after it, wait for another one.
        var unsigned = await db.ReadingSessions.CountAsync(
            s =>
                s.StudyId == study.Id
                && s.Kind == SessionKind.Pivotal
                && db.Readings.Any(r =>
                    r.SessionId == s.Id
                    && r.LockedAt != null
                    && !db.SignedReadings.Any(g =>
                        g.ReadingId == r.Id && !db.ReadingRevisions.Any(v => v.ReadingId == r.Id && v.Number > g.RevisionNumber)
                    )
                ),
            cancellationToken
        );
        return unsigned == 0
            ? new Check(CheckState.Done, "Every session with readings is signed.", null)
            : new Check(
                CheckState.Questionable,
                $"{Count(unsigned, "session has", "sessions have")} readings that no signature covers as they stand.",
                null
            );
    }

    private async Task<Check> QueriesAsync(Study study, CancellationToken cancellationToken)
    {
        var open = await PendingQueries.CountAsync(db, study.Id, cancellationToken);
        return open == 0
            ? new Check(CheckState.Done, "No query is open.", null)
            : new Check(CheckState.Missing, $"{Count(open, "query is", "queries are")} not closed.", $"/studies/{study.Id}/queries");
    }

    private async Task<Check> UndecidedAsync(Study study, CancellationToken cancellationToken)
    {
        var waiting = await db.Deviations.CountAsync(
            d => d.StudyId == study.Id && d.Status == DeviationStatus.Requested,
            cancellationToken
        );
        return waiting == 0
            ? new Check(CheckState.Done, "No deviation waits for a decision.", null)
            : new Check(
                CheckState.Missing,
                $"{Count(waiting, "deviation waits", "deviations wait")} for a decision.",
                $"/studies/{study.Id}/deviations"
            );
    }

    /// <summary>Null where the truth was due at the sealing.</summary>
    private async Task<Check?> TruthAsync(Study study, CancellationToken cancellationToken)
    {
        if (study.Protocol.Truth.Due != TruthDue.DataLock)
        {
            return null;
        }

        var gaps = (await TruthGaps.CodesAsync(db, study, cancellationToken)).Order(StringComparer.Ordinal).ToList();
        return gaps.Count == 0
            ? new Check(CheckState.Done, "Every included case has a reference standard.", null)
            : new Check(
                CheckState.Missing,
                $"{Count(gaps.Count, "case has", "cases have")} no reference standard: {string.Join(", ", gaps.Take(NamedCases))}{(gaps.Count > NamedCases ? " and others" : "")}.",
                null
            );
    }

    private static string Count(int number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";
}
