using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data;

/// <summary>A reader's sessions: what opens when, the instructions, training once more.</summary>
public sealed partial class ReaderDesk
{
    public static readonly Rule InstructionsInForce = new(
        "session.instructions-in-force",
        "The instructions were amended since this page was opened. Read them again, then acknowledge them."
    );
    public static readonly Rule TrainingAgain = new(
        "session.training-again",
        "A training is taken again only after it was finished and not passed."
    );
    public static readonly Rule TrainingTries = new(
        "session.training-tries",
        "The training was taken as often as the protocol allows. Ask the coordinator how to go on."
    );

    /// <summary>
    /// The person's sessions in all studies that are or were open for reading: by study, training first, then in the order of reading. Of a
    /// training that was taken again only the last try is listed.
    /// </summary>
    public async Task<IReadOnlyList<MySession>> SessionsAsync(Guid personId, CancellationToken cancellationToken)
    {
        var parts = await (
            from reader in _db.StudyReaders
            join study in _db.Studies on reader.StudyId equals study.Id
            where reader.PersonId == personId && study.Status != StudyStatus.Draft
            orderby study.SealedAt
            select new { ReaderId = reader.Id, Study = study }
        )
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var mine = new List<MySession>();
        foreach (var part in parts)
        {
            var now = _clock.GetUtcNow();
            var (_, protocol) = await _protocols.InForceAsync(part.Study, now, cancellationToken);
            var record = await _records.OfAsync(part.Study, part.ReaderId, personId, protocol, cancellationToken);
            var unsigned = protocol.Reading.Sign ? await UnsignedAsync(part.ReaderId, cancellationToken) : null;
            mine.AddRange(
                record
                    .Sessions.Where(s => s.Kind is SessionKind.Pivotal)
                    .Concat(record.LastTrainings)
                    .OrderBy(s => s.Kind is SessionKind.Pivotal)
                    .ThenBy(s => s.Period)
                    .ThenBy(s => s.Number)
                    .Select(s => Listed(part.Study, record, s, unsigned, now))
            );
        }

        return mine;
    }

    private static MySession Listed(
        Study study,
        ReaderRecord record,
        ReadingSession session,
        IReadOnlyDictionary<Guid, UnsignedCount>? unsigned,
        DateTimeOffset now
    )
    {
        var standing = record.StandingOf(session);
        return new MySession(
            session.Id,
            study.Name,
            NameOf(record.Protocol, session),
            session.Kind,
            session.Places.Count,
            standing.Done,
            study.IsOpenForReading,
            study.IsOpenForReading ? Waits(record, session, standing, now) : null,
            ResultOf(record, session),
            session.Kind is SessionKind.Pivotal ? unsigned?.GetValueOrDefault(session.Id, new UnsignedCount(0, 0)) : null
        );
    }

    /// <summary>Of a case that was opened already nothing stands against going on.</summary>
    private static OpeningRefusal? Waits(ReaderRecord record, ReadingSession session, SessionStanding standing, DateTimeOffset now)
    {
        var next = session.Places.FirstOrDefault(p => p.Position == standing.Position);
        return next is null || standing.MarkOf(next, session.ArmId) is not null
            ? null
            : OpeningRules.Decide(record, session, next, now).Refusal;
    }

    private static TrainingResult? ResultOf(ReaderRecord record, ReadingSession session) =>
        session.Kind is SessionKind.Training && record.Protocol.Training is { } plan && record.ScoreOf(session) is { } score
            ? new TrainingResult(score, score.Passes(plan), session.Try, plan.MostTries)
            : null;

    /// <summary>The person's own pace: median time from opening a case to locking it, by session; sessions without a locked case are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, TimeSpan>> PacesAsync(Guid personId, CancellationToken cancellationToken)
    {
        var readings = await (
            from reading in _db.Readings
            join reader in _db.StudyReaders on reading.ReaderId equals reader.Id
            where reader.PersonId == personId && reading.Status == ReadingStatus.Locked && reading.LockedAt != null
            select new
            {
                reading.SessionId,
                reading.OpenedAt,
                LockedAt = reading.LockedAt!.Value,
            }
        ).ToListAsync(cancellationToken);
        return readings
            .GroupBy(r => r.SessionId)
            .ToDictionary(g => g.Key, g => Pace.MedianOf(g.Select(r => r.LockedAt - r.OpenedAt))!.Value);
    }

    /// <summary>The instructions in force.</summary>
    public async Task<InstructionsToRead> InstructionsAsync(Guid personId, Guid sessionId, CancellationToken cancellationToken)
    {
        var (study, session) = await FindAsync(personId, sessionId, cancellationToken);
        var (number, protocol) = await _protocols.InForceAsync(study, _clock.GetUtcNow(), cancellationToken);
        var record = await _records.OfAsync(study, session.ReaderId, personId, protocol, cancellationToken);
        return new InstructionsToRead(
            sessionId,
            study.Name,
            number,
            protocol.Instructions,
            protocol.Reading.AcknowledgeInstructions,
            record.InstructionsAcknowledged
        );
    }

    /// <summary>Notes that the person read the instructions; doing it twice changes nothing.</summary>
    /// <param name="personId">Who.</param>
    /// <param name="sessionId">A session of theirs in the study.</param>
    /// <param name="version">Of the protocol whose instructions were on the screen.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task AcknowledgeAsync(Guid personId, Guid sessionId, int version, CancellationToken cancellationToken)
    {
        var (study, _) = await FindAsync(personId, sessionId, cancellationToken);
        Rule.Require(study.IsOpenForReading, Study.ReadingIsOpen);
        var shown = await InstructionsAsync(personId, sessionId, cancellationToken);
        Rule.Require(shown.Version == version, InstructionsInForce);
        if (!shown.AreAcknowledged)
        {
            _db.Acknowledgements.Add(new Acknowledgement(study.Id, personId, version, _clock.GetUtcNow()));
            _audit.Record("instructions.acknowledged", personId, study.Id, $"protocol {version}", $"session {sessionId}");
            await _db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>A training that was not passed, once more: a session of its own with the same cases in a new order.</summary>
    /// <returns>The new session; the first of them where the training has parts.</returns>
    public async Task<Guid> TrainAgainAsync(Guid personId, Guid sessionId, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (study, session) = await FindAsync(personId, sessionId, cancellationToken);
            Rule.Require(study.IsOpenForReading, Study.ReadingIsOpen);
            var (_, protocol) = await _protocols.InForceAsync(study, _clock.GetUtcNow(), cancellationToken);
            var record = await _records.OfAsync(study, session.ReaderId, personId, protocol, cancellationToken);
            var result = record.LastTrainings.Any(s => s.Id == sessionId) ? ResultOf(record, session) : null;
            Rule.Require(result is { Passed: false }, TrainingAgain);
            Rule.Require(result!.MayBeTakenAgain, TrainingTries);
            var number = await _db.ReadingSessions.Where(s => s.StudyId == study.Id).MaxAsync(s => s.Number, cancellationToken);
            var again = new List<ReadingSession>();
            foreach (var part in record.LastTrainings.Where(s => s.ArmId == session.ArmId).OrderBy(s => s.Number))
            {
                again.Add(part.Again(++number, await ByCodeAsync(part, cancellationToken)));
            }

            _db.ReadingSessions.AddRange(again);
            // Written with the status as it was read: a data lock at the same moment makes this fail, and be refused by the rule above.
            _db.Entry(study).Property(s => s.Status).IsModified = true;
            _audit.Record("training.again", personId, study.Id, $"session {again[0].Id}", $"try {result.Try + 1} of {result.MostTries}");
            try
            {
                await _db.SaveChangesAsync(cancellationToken);
                return again[0].Id;
            }
            catch (DbUpdateException) when (attempt < 4)
            {
                // Somebody else took the number, or another tab of the same reader was faster: look again.
                _db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>
    /// True where the truth of a training case may be told: at once where there is no gate, or no other try at it; else once it is passed, so that
    /// nobody passes by heart.
    /// </summary>
    private async Task<bool> MayLearnAsync(
        Study study,
        ReadingSession session,
        Guid personId,
        Protocol protocol,
        CancellationToken cancellationToken
    ) =>
        session.Kind is SessionKind.Training
        && protocol.Training is { } plan
        && (
            plan.RequiredPercent == 0
            || session.Try >= plan.MostTries
            || (await _records.OfAsync(study, session.ReaderId, personId, protocol, cancellationToken)).HasPassedTraining(plan)
        );

    private async Task<List<SessionPlace>> ByCodeAsync(ReadingSession session, CancellationToken cancellationToken)
    {
        var ids = session.Places.Select(p => p.CaseId).ToList();
        var codes = await _db
            .Cases.Where(c => ids.Contains(c.Id))
            .Select(c => new { c.Id, c.Code })
            .ToDictionaryAsync(c => c.Id, c => c.Code, cancellationToken);
        return session.Places.OrderBy(p => codes[p.CaseId], StringComparer.Ordinal).ToList();
    }
}
