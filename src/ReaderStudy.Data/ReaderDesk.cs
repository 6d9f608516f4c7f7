using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data;

/// <summary>
/// The only door to data for reading pages. Everything is asked for by session and position, for one person; what comes back has no place
/// for truth (but that of training cases), other readers' answers, names, dates or UIDs, and holds predictions only where the arm shows them.
/// The desk decides what opens when; the page only asks.
/// </summary>
public sealed partial class ReaderDesk
{
    public static readonly Rule InOrder = new("session.in-order", "Cases are read in the order of the session.");

    private readonly ReaderStudyDbContext _db;
    private readonly AuditTrail _audit;
    private readonly TimeProvider _clock;
    private readonly ReaderDeskProtocols _protocols;
    private readonly ReaderDeskTraining _training;
    private readonly ReaderDeskRecords _records;
    private readonly ReaderDeskImages _images;
    private readonly ReaderDeskPictures _pictures;
    private readonly ReaderDeskAi _ai;

    public ReaderDesk(ReaderStudyDbContext db, AuditTrail audit, TimeProvider clock)
    {
        (_db, _audit, _clock) = (db, audit, clock);
        _protocols = new ReaderDeskProtocols(db);
        _training = new ReaderDeskTraining(db);
        _records = new ReaderDeskRecords(db, _protocols, _training);
        _images = new ReaderDeskImages(db);
        _pictures = new ReaderDeskPictures(db);
        _ai = new ReaderDeskAi(db);
    }

    /// <summary>Where the session stands and what is asked in it.</summary>
    public async Task<SessionState> StateAsync(Guid personId, Guid sessionId, CancellationToken cancellationToken)
    {
        var (study, session) = await FindAsync(personId, sessionId, cancellationToken);
        var standing = await StandingAsync(session, cancellationToken);
        var (number, protocol) = await _protocols.InForceAsync(study, _clock.GetUtcNow(), cancellationToken);
        if (await OpenVersionAsync(session, standing, cancellationToken) is { } open && open != number)
        {
            (number, protocol) = (open, await _protocols.OfAsync(study, open, cancellationToken));
        }

        return new SessionState(
            session.Id,
            study.Name,
            NameOf(protocol, session),
            session.Kind,
            session.RevealArmId is not null,
            session.Places.Count,
            number,
            standing.Position,
            standing.Done,
            study.IsOpenForReading,
            protocol.Reading,
            protocol.Questions,
            protocol.Hanging,
            protocol.Instructions,
            protocol.Glossary
        )
        {
            SiteChecks = await SiteChecksAsync(session, cancellationToken),
        };
    }

    /// <summary>
    /// The case at a position with the reader's own answers. The current case is thereby opened (in the second stage of a sequential session:
    /// the AI is revealed); of the next one the images may be fetched ahead, which leaves no trace in its reading; earlier ones may be looked at
    /// again, which is recorded once the session is finished and its cases wait to be read in another.
    /// </summary>
    /// <exception cref="BrokenRuleException">The case does not open now; where a date is known it is given.</exception>
    public async Task<DeskCase> OpenAsync(Guid personId, Guid sessionId, int position, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (study, session) = await FindAsync(personId, sessionId, cancellationToken);
            var standing = await StandingAsync(session, cancellationToken);
            var place = PlaceAt(session, position, standing.Position);
            var stage = standing.StageAt(place);
            var reading = await ReadingAtAsync(session, place, SessionStanding.ArmOf(session, stage), cancellationToken);
            var now = _clock.GetUtcNow();
            var (number, protocol) = await _protocols.InForceAsync(study, now, cancellationToken);
            await RequireShownAgainAsync(session, reading?.IsFinal ?? false, cancellationToken);
            try
            {
                if (reading is null)
                {
                    Rule.Require(study.IsOpenForReading, Study.ReadingIsOpen);
                    var setAside = await RequireOpenAsync(study, session, place, stage, personId, protocol, now, cancellationToken);
                    if (position == standing.Position)
                    {
                        reading = Reading.Open(session, place, now, number, SessionStanding.ArmOf(session, stage));
                        await SaveOpenedAsync(study, reading, stage, setAside, personId, cancellationToken);
                    }
                }
            }
            catch (DbUpdateException) when (attempt < 4)
            {
                // Another tab opened the same case, or another reader opened the study's first one, at the same moment: look again.
                _db.ChangeTracker.Clear();
                continue;
            }

            if (reading is { IsFinal: true } && standing.IsFinished && await IsReadAgainAsync(session, cancellationToken))
            {
                await _audit.RecordNowAsync(
                    "reading.looked-at",
                    personId,
                    study.Id,
                    $"reading {reading.Id}",
                    "after the session was finished",
                    cancellationToken
                );
            }

            if (reading is not null && reading.ProtocolVersion != number)
            {
                (number, protocol) = (reading.ProtocolVersion, await _protocols.OfAsync(study, reading.ProtocolVersion, cancellationToken));
            }

            return await ShownAsync(study, session, place, stage, personId, (number, protocol), standing, reading, cancellationToken);
        }
    }

    /// <summary>The stored images of one series of a case, in the order of the stack; for the server's own use, never for a payload.</summary>
    /// <returns>File keys of the image store.</returns>
    public async Task<IReadOnlyList<string>> StackAsync(
        Guid personId,
        Guid sessionId,
        int position,
        int seriesIndex,
        CancellationToken cancellationToken
    )
    {
        var (protocol, session, stage, place) = await RequireImagesAsync(personId, sessionId, position, cancellationToken);
        var hung = await _images.OfAsync(protocol, session, stage, place.CaseId, cancellationToken);
        return hung.FirstOrDefault(s => s.Index == seriesIndex)?.FileKeys ?? throw new NotFoundException("series");
    }

    /// <summary>Where the tiles of one picture of a case lie; for the server's own use, never for a payload.</summary>
    /// <returns>A file key of the image store.</returns>
    public async Task<string> TilesAsync(Guid personId, Guid sessionId, int position, int pictureIndex, CancellationToken cancellationToken)
    {
        var (protocol, session, stage, place) = await RequireImagesAsync(personId, sessionId, position, cancellationToken);
        var shown = await _pictures.OfAsync(protocol, session, stage, place.CaseId, cancellationToken);
        return shown.FirstOrDefault(p => p.Index == pictureIndex)?.Picture.FileKey ?? throw new NotFoundException("picture");
    }

    /// <summary>Refuses images of a case that does not open now.</summary>
    private async Task<(Protocol Protocol, ReadingSession Session, ReadingStage Stage, SessionPlace Place)> RequireImagesAsync(
        Guid personId,
        Guid sessionId,
        int position,
        CancellationToken cancellationToken
    )
    {
        var (study, session) = await FindAsync(personId, sessionId, cancellationToken);
        var standing = await StandingAsync(session, cancellationToken);
        var place = PlaceAt(session, position, standing.Position);
        var stage = standing.StageAt(place);
        var now = _clock.GetUtcNow();
        var (_, protocol) = await _protocols.InForceAsync(study, now, cancellationToken);
        var mark = standing.MarkOf(place, SessionStanding.ArmOf(session, stage));
        await RequireShownAgainAsync(session, mark is { IsFinal: true }, cancellationToken);
        if (mark is null)
        {
            Rule.Require(study.IsOpenForReading, Study.ReadingIsOpen);
            await RequireOpenAsync(study, session, place, stage, personId, protocol, now, cancellationToken);
            // Images are fetched ahead, from the case before; no case lies before the first.
            Rule.Require(position > 1 || stage is ReadingStage.Aided, InOrder, "Case 1 is not open.");
        }

        return (protocol, session, stage, place);
    }

    /// <returns>The deviations by which it opens.</returns>
    private async Task<IReadOnlyList<Domain.Conduct.Deviation>> RequireOpenAsync(
        Study study,
        ReadingSession session,
        SessionPlace place,
        ReadingStage stage,
        Guid personId,
        Protocol protocol,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (stage is ReadingStage.Aided)
        {
            return [];
        }

        var record = await _records.OfAsync(study, session.ReaderId, personId, protocol, cancellationToken);
        var decision = OpeningRules.Decide(record, session, place, now);
        return decision.Refusal is { } refusal ? throw refusal.Broken : decision.SetAside;
    }

    private async Task RequireShownAgainAsync(ReadingSession session, bool isFinal, CancellationToken cancellationToken) =>
        Rule.Require(!isFinal || !await LaterPeriodHasBegunAsync(session, cancellationToken), ReadingRoomRules.NotShownAgain);

    /// <summary>True once the reader opened a case of a later period than this session's.</summary>
    private Task<bool> LaterPeriodHasBegunAsync(ReadingSession session, CancellationToken cancellationToken) =>
        _db.Readings.AnyAsync(
            r =>
                r.ReaderId == session.ReaderId
                && _db.ReadingSessions.Any(s => s.Id == r.SessionId && s.Kind == SessionKind.Pivotal && s.Period > session.Period),
            cancellationToken
        );

    /// <summary>True when the reader has pivotal sessions of a later period.</summary>
    private Task<bool> IsReadAgainAsync(ReadingSession session, CancellationToken cancellationToken) =>
        _db.ReadingSessions.AnyAsync(
            s =>
                s.ReaderId == session.ReaderId
                && session.Kind == SessionKind.Pivotal
                && s.Kind == SessionKind.Pivotal
                && s.Period > session.Period,
            cancellationToken
        );

    private async Task SaveOpenedAsync(
        Study study,
        Reading reading,
        ReadingStage stage,
        IReadOnlyList<Domain.Conduct.Deviation> setAside,
        Guid personId,
        CancellationToken cancellationToken
    )
    {
        study.BeginReading();
        // Written even where it stays what it was: a data lock at the same moment makes this fail.
        _db.Entry(study).Property(s => s.Status).IsModified = true;
        _db.Readings.Add(reading);
        var what = stage is ReadingStage.Aided ? "reading.revealed" : "reading.opened";
        _audit.Record(what, personId, study.Id, $"reading {reading.Id}", $"protocol version {reading.ProtocolVersion}");
        foreach (var deviation in setAside)
        {
            _audit.Record(
                "rule.set-aside",
                personId,
                study.Id,
                $"reading {reading.Id}",
                $"{deviation.RuleCode} by deviation {deviation.Id}"
            );
        }

        await _db.SaveChangesAsync(cancellationToken);
    }

    private async Task<DeskCase> ShownAsync(
        Study study,
        ReadingSession session,
        SessionPlace place,
        ReadingStage stage,
        Guid personId,
        (int Number, Protocol Protocol) version,
        SessionStanding standing,
        Reading? reading,
        CancellationToken cancellationToken
    )
    {
        var protocol = version.Protocol;
        var arm = protocol.ArmOf(SessionStanding.ArmOf(session, stage));
        var told =
            reading is not null && arm is { Tells.Count: > 0 }
                ? ToldOfPatient.Of(arm, await _db.Cases.AsNoTracking().SingleAsync(c => c.Id == place.CaseId, cancellationToken))
                : null;
        var hung = await _images.OfAsync(protocol, session, stage, place.CaseId, cancellationToken);
        var pictures = await _pictures.OfAsync(protocol, session, stage, place.CaseId, cancellationToken);
        var answers = SheetOf(reading);
        var unaidedReading = stage is ReadingStage.Aided ? await ReadingAtAsync(session, place, session.ArmId, cancellationToken) : null;
        var unaided = stage is ReadingStage.Aided ? SheetOf(unaidedReading) : null;
        return new DeskCase(
            new BlindedCase(place.Position, $"Case {place.Position}", hung.Select(s => s.Blinded).ToList(), told)
            {
                Pictures = pictures.Select(p => p.Blinded).ToList(),
            },
            stage,
            arm?.Name ?? "",
            version.Number,
            OwnOf(reading, answers),
            // Fetched ahead are images alone: the times would not tell when the AI was seen.
            reading is null
            || !ReaderDeskAi.IsShown(arm, reading)
                ? null
                : await _ai.OfAsync(study, protocol, arm, place, cancellationToken),
            unaided,
            standing.IsDone(place) && await MayLearnAsync(study, session, personId, protocol, cancellationToken)
                ? await _training.FeedbackAsync(protocol, place.CaseId, answers, cancellationToken)
                : null,
            reading is { IsFinal: false, AiRevealedAt: null } && ReaderDeskAi.IsOnRequest(arm),
            await LinkingOfAsync(reading, unaidedReading, cancellationToken)
        );
    }

    private static AnswerSheet SheetOf(Reading? reading) =>
        reading?.Latest is { } latest ? AnswerSheet.FromJson(latest.AnswersJson) : AnswerSheet.Empty;

    private static OwnReading OwnOf(Reading? reading, AnswerSheet answers) =>
        new(
            reading?.Status ?? ReadingStatus.Opened,
            reading?.Latest?.ClientSequence ?? 0,
            answers,
            reading?.Latest?.SavedAt,
            reading?.Revisions.Count(r => r.Kind is RevisionKind.Correction) ?? 0,
            reading?.Latest?.SkipReason,
            reading?.Status is ReadingStatus.Skipped ? reading.Latest!.Reason ?? "" : ""
        );

    private async Task<(Study Study, ReadingSession Session)> FindAsync(Guid personId, Guid sessionId, CancellationToken cancellationToken)
    {
        var session = await _db.ReadingSessions.Include(s => s.Places).SingleOrDefaultAsync(s => s.Id == sessionId, cancellationToken);
        if (session is null || !await _db.StudyReaders.AnyAsync(r => r.Id == session.ReaderId && r.PersonId == personId, cancellationToken))
        {
            throw new NotFoundException("session");
        }

        return (await _db.Studies.SingleAsync(s => s.Id == session.StudyId, cancellationToken), session);
    }

    private async Task<SessionStanding> StandingAsync(ReadingSession session, CancellationToken cancellationToken) =>
        new(session, await ReaderDeskRecords.Marks(_db.Readings.Where(r => r.SessionId == session.Id)).ToListAsync(cancellationToken));

    /// <summary>The version by which the case to read now was opened; null: it is not open.</summary>
    private async Task<int?> OpenVersionAsync(ReadingSession session, SessionStanding standing, CancellationToken cancellationToken) =>
        session.Places.SingleOrDefault(p => p.Position == standing.Position) is { } place
            ? (
                await ReadingAtAsync(session, place, SessionStanding.ArmOf(session, standing.StageAt(place)), cancellationToken)
            )?.ProtocolVersion
            : null;

    private static SessionPlace PlaceAt(ReadingSession session, int position, int? current)
    {
        if (position < 1 || position > session.Places.Count)
        {
            throw new NotFoundException("case");
        }

        Rule.Require(position <= (current ?? session.Places.Count) + 1, InOrder, $"Case {current} comes before case {position}.");
        return session.Places.Single(p => p.Position == position);
    }

    private Task<Reading?> ReadingAtAsync(ReadingSession session, SessionPlace place, string armId, CancellationToken cancellationToken) =>
        _db
            .Readings.Include(r => r.Revisions)
            .SingleOrDefaultAsync(
                r => r.SessionId == session.Id && r.CaseId == place.CaseId && r.Attempt == place.Attempt && r.ArmId == armId,
                cancellationToken
            );

    /// <summary>The session's reading condition in words; of a sequential session both.</summary>
    private static string NameOf(Protocol protocol, ReadingSession session)
    {
        var first = protocol.ArmOf(session.ArmId)?.Name ?? session.ArmId;
        return session.RevealArmId is { } reveal ? $"{first}, then {protocol.ArmOf(reveal)?.Name ?? reveal}" : first;
    }
}
