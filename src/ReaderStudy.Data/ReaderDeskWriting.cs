using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data;

/// <summary>Answers: drafts, locks, skips, corrections.</summary>
public sealed partial class ReaderDesk
{
    /// <summary>Autosave of the current case.</summary>
    public Task<SavedAnswers> SaveDraftAsync(
        Guid personId,
        Guid sessionId,
        int position,
        GivenReading given,
        CancellationToken cancellationToken
    ) =>
        WriteAsync(
            new DeskPlace(personId, sessionId, position, given.Stage),
            async (at, now, token) =>
            {
                await RequireDrawnAsync(at, given, token);
                return at.Reading.SaveDraft(at.Protocol, given.Answers, given.ClientSequence, given.TimesJson, now, given.After);
            },
            cancellationToken
        );

    /// <summary>Locks the current case; locking it twice with the same answers is harmless.</summary>
    public Task<SavedAnswers> LockAsync(
        Guid personId,
        Guid sessionId,
        int position,
        GivenReading given,
        CancellationToken cancellationToken
    ) =>
        WriteAsync(
            new DeskPlace(personId, sessionId, position, given.Stage),
            async (at, now, token) =>
            {
                await RequireDrawnAsync(at, given, token);
                return at.Reading.Lock(
                    at.Protocol,
                    given.Answers,
                    given.ClientSequence,
                    given.TimesJson,
                    now,
                    given.Confirmed,
                    given.After
                );
            },
            cancellationToken
        );

    /// <summary>
    /// Ends the current case without an answer. A case of a sequential session that is skipped unaided is not revealed: where it would have
    /// been, its second reading is skipped with it.
    /// </summary>
    public Task<SavedAnswers> SkipAsync(
        Guid personId,
        Guid sessionId,
        int position,
        GivenSkip given,
        CancellationToken cancellationToken
    ) =>
        WriteAsync(
            new DeskPlace(personId, sessionId, position, given.Stage),
            (at, now, _) =>
            {
                var wasFinal = at.Reading.IsFinal;
                var reason = given.Reason ?? throw new BrokenRuleException(Reading.SkipHasReason);
                var revision = at.Reading.Skip(reason, given.Text, given.ClientSequence, given.TimesJson, now, given.After);
                if (!wasFinal && given.Stage is ReadingStage.Unaided && at.Place.IsRevealed)
                {
                    var second = Reading.Open(at.Session, at.Place, now, at.Reading.ProtocolVersion, at.Session.RevealArmId);
                    second.Skip(reason, given.Text, 0, null, now);
                    _db.Readings.Add(second);
                    _audit.Record("reading.skipped", personId, at.Study.Id, $"reading {second.Id}", "with its unaided reading");
                }

                return Task.FromResult(revision);
            },
            cancellationToken
        );

    /// <summary>New answers to a locked case of the reader's own, with a reason; the earlier revisions stay.</summary>
    public Task<SavedAnswers> CorrectAsync(
        Guid personId,
        Guid sessionId,
        int position,
        GivenReading given,
        string reason,
        CancellationToken cancellationToken
    ) =>
        WriteAsync(
            new DeskPlace(personId, sessionId, position, given.Stage),
            async (at, now, token) =>
            {
                var (_, inForce) = await _protocols.InForceAsync(at.Study, now, token);
                var record = await _records.OfAsync(at.Study, at.Session.ReaderId, personId, inForce, token);
                CorrectionRules.RequireCorrectable(record, at.Session, at.Place, at.Reading);
                await RequireDrawnAsync(at, given, token);
                return at.Reading.Correct(at.Protocol, given.Answers, reason, given.ClientSequence, now, given.Confirmed);
            },
            cancellationToken
        );

    private async Task<SavedAnswers> WriteAsync(
        DeskPlace asked,
        Func<OpenPlace, DateTimeOffset, CancellationToken, Task<ReadingRevision>> write,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var at = await OpenPlaceAsync(asked, cancellationToken);
            var revisions = at.Reading.Revisions.Count;
            var revision = await write(at, _clock.GetUtcNow(), cancellationToken);
            if (at.Reading.Revisions.Count > revisions)
            {
                Rule.Require(at.Study.IsOpenForReading, Study.ReadingIsOpen);

                // Written with the study's status as it was read: a data lock at the same moment makes this fail, and be refused by the rule above.
                _db.Entry(at.Study).Property(s => s.Status).IsModified = true;
                if (ActionOf(revision.Kind) is { } action)
                {
                    _audit.Record(action, asked.PersonId, at.Study.Id, $"reading {at.Reading.Id}", $"revision {revision.Number}");
                }
            }

            try
            {
                await _db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException) when (attempt < 4)
            {
                // Another tab or request of the same reader was faster: look again at what is there, and apply the rules to that.
                _db.ChangeTracker.Clear();
                continue;
            }

            var standing = await StandingAsync(at.Session, cancellationToken);
            return new SavedAnswers(
                revision.SavedAt,
                revision.ClientSequence,
                at.Reading.Revisions.Count(r => r.Kind is RevisionKind.Correction),
                standing.Position,
                standing.Position is { } next ? standing.StageAt(at.Session.Places.Single(p => p.Position == next)) : null
            );
        }
    }

    private async Task<OpenPlace> OpenPlaceAsync(DeskPlace asked, CancellationToken cancellationToken)
    {
        var (study, session) = await FindAsync(asked.PersonId, asked.SessionId, cancellationToken);
        var standing = await StandingAsync(session, cancellationToken);
        var place = PlaceAt(session, asked.Position, standing.Position);
        var armId = SessionStanding.ArmOf(session, asked.Stage);
        var reading = await ReadingAtAsync(session, place, armId, cancellationToken);
        if (reading is null)
        {
            Rule.Require(
                asked.Stage is not ReadingStage.Aided || standing.MarkOf(place, session.ArmId) is { IsFinal: true },
                ReadingRoomRules.RevealAfterLock
            );
            throw new BrokenRuleException(InOrder, $"Case {asked.Position} is not open.");
        }

        return new OpenPlace(study, session, place, reading, await _protocols.OfAsync(study, reading.ProtocolVersion, cancellationToken));
    }

    private static string? ActionOf(RevisionKind kind) =>
        kind switch
        {
            RevisionKind.Draft => "reading.saved",
            RevisionKind.Import => null,
            RevisionKind.Lock => "reading.locked",
            RevisionKind.Correction => "reading.corrected",
            RevisionKind.Skip => "reading.skipped",
        };

    private sealed record DeskPlace(Guid PersonId, Guid SessionId, int Position, ReadingStage Stage);

    private sealed record OpenPlace(Study Study, ReadingSession Session, SessionPlace Place, Reading Reading, Protocol Protocol);
}
