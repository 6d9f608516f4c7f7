using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data;

/// <summary>The AI in the reading room: when it is asked for, what the model drew, what the reader shows and hides of it.</summary>
public sealed partial class ReaderDesk
{
    /// <summary>The reader asks for the AI of the current case. Asking again is harmless; the first time counts.</summary>
    /// <exception cref="BrokenRuleException">The case is not open, is locked without it, or its arm shows no AI on request.</exception>
    public async Task<ShownAi> RevealAiAsync(
        Guid personId,
        Guid sessionId,
        int position,
        ReadingStage stage,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var at = await OpenPlaceAsync(new DeskPlace(personId, sessionId, position, stage), cancellationToken);
            var arm = at.Protocol.ArmOf(at.Reading.ArmId);
            Rule.Require(ReaderDeskAi.IsOnRequest(arm), ReadingRoomRules.AiOnRequest);
            await RequireShownAgainAsync(at.Session, at.Reading.IsFinal, cancellationToken);
            if (at.Reading.RevealAi(_clock.GetUtcNow()))
            {
                Rule.Require(at.Study.IsOpenForReading, Study.ReadingIsOpen);
                _db.Entry(at.Study).Property(s => s.Status).IsModified = true;
                var saved = at.Reading.Latest is { } latest ? $"after revision {latest.Number}" : "before the first answer";
                _audit.Record("reading.ai-revealed", personId, at.Study.Id, $"reading {at.Reading.Id}", saved);
            }

            if (await SavedAsync(attempt, cancellationToken))
            {
                return (await _ai.OfAsync(at.Study, at.Protocol, arm, at.Place, cancellationToken))!;
            }
        }
    }

    /// <summary>What the model drew on the series of a case that are shown; for whom the AI is on the screen.</summary>
    /// <exception cref="BrokenRuleException">Nothing of the AI is shown in this reading, or not yet.</exception>
    public async Task<DeskOverlays> OverlaysAsync(Guid personId, Guid sessionId, int position, CancellationToken cancellationToken)
    {
        var (study, session) = await FindAsync(personId, sessionId, cancellationToken);
        var standing = await StandingAsync(session, cancellationToken);
        var place = PlaceAt(session, position, standing.Position);
        var stage = standing.StageAt(place);
        var reading = await ReadingAtAsync(session, place, SessionStanding.ArmOf(session, stage), cancellationToken);
        if (reading is null)
        {
            throw new BrokenRuleException(ReadingRoomRules.AiIsHidden);
        }

        var protocol = await _protocols.OfAsync(study, reading.ProtocolVersion, cancellationToken);
        var arm = protocol.ArmOf(reading.ArmId);
        Rule.Require(ReaderDeskAi.IsShown(arm, reading), ReadingRoomRules.AiIsHidden);
        await RequireShownAgainAsync(session, reading.IsFinal, cancellationToken);
        var hung = await _images.OfAsync(protocol, session, stage, place.CaseId, cancellationToken);
        var drawn = await _ai.OverlaysAsync(study, arm!, place.CaseId, cancellationToken);
        return new DeskOverlays(
            await LastStepAsync(reading.Id, cancellationToken),
            [
                .. from overlay in drawn
                let series = hung.FirstOrDefault(s => s.Series.Id == overlay.SeriesId)
                where series is not null
                select new DeskOverlay(
                    overlay,
                    series.Index,
                    [
                        .. series
                            .Series.Instances.OrderBy(i => i.Position)
                            .ThenBy(i => i.SopInstanceUid, StringComparer.Ordinal)
                            .Select(i => i.SopInstanceUid),
                    ]
                ),
            ]
        );
    }

    /// <summary>Keeps what the reader showed and hid of the AI; steps that are kept already are passed over.</summary>
    /// <returns>The number of the last step that is kept.</returns>
    /// <exception cref="BrokenRuleException">Nothing of the AI is shown in this reading, or the steps are not counted in order.</exception>
    public async Task<int> LogAiAsync(
        Guid personId,
        Guid sessionId,
        int position,
        ReadingStage stage,
        IReadOnlyList<GivenAiStep> steps,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var at = await OpenPlaceAsync(new DeskPlace(personId, sessionId, position, stage), cancellationToken);
            Rule.Require(ReaderDeskAi.IsShown(at.Protocol.ArmOf(at.Reading.ArmId), at.Reading), ReadingRoomRules.AiIsHidden);
            var last = await LastStepAsync(at.Reading.Id, cancellationToken);
            var news = steps.Where(s => s.Number > last).ToList();
            if (news.Count == 0)
            {
                return last;
            }

            var isCounted = news.Zip(news.Skip(1), (a, b) => a.Number < b.Number).All(grows => grows) && news[^1].Number <= AiStep.Most;
            Rule.Require(isCounted, ReadingRoomRules.AiStepsAreCounted);
            Rule.Require(at.Study.IsOpenForReading, Study.ReadingIsOpen);
            _db.Entry(at.Study).Property(s => s.Status).IsModified = true;
            _db.AiSteps.AddRange(news.Select(s => new AiStep(at.Reading.Id, s, _clock.GetUtcNow())));
            _audit.Record(
                "reading.ai-steps",
                personId,
                at.Study.Id,
                $"reading {at.Reading.Id}",
                FormattableString.Invariant($"steps {news[0].Number} to {news[^1].Number}")
            );
            if (await SavedAsync(attempt, cancellationToken))
            {
                return news[^1].Number;
            }
        }
    }

    private async Task<int> LastStepAsync(Guid readingId, CancellationToken cancellationToken) =>
        await _db.AiSteps.Where(s => s.ReadingId == readingId).MaxAsync(s => (int?)s.Number, cancellationToken) ?? 0;

    /// <summary>False when another request of the same reader was faster, and it is looked again at what is there.</summary>
    private async Task<bool> SavedAsync(int attempt, CancellationToken cancellationToken)
    {
        try
        {
            await _db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException) when (attempt < 4)
        {
            _db.ChangeTracker.Clear();
            return false;
        }
    }
}

/// <param name="Logged">The last step with the AI that is kept; 0: none.</param>
/// <param name="Overlays">In the order in which they came.</param>
public sealed record DeskOverlays(int Logged, IReadOnlyList<DeskOverlay> Overlays);

/// <summary>For the server's own use, never for a payload.</summary>
/// <param name="Drawn">What was drawn.</param>
/// <param name="Series">By which its series is addressed in the case, from 0.</param>
/// <param name="Images">SOP instance UIDs in the order of the stack.</param>
public sealed record DeskOverlay(PredictionOverlay Drawn, int Series, IReadOnlyList<string> Images);
