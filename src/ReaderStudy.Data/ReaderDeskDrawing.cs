using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Readings.Marking;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data;

/// <summary>A series of an opened case, for the server's own use, never for a payload.</summary>
/// <param name="Index">By which it is addressed in the case, from 0.</param>
/// <param name="Rows">Of each image.</param>
/// <param name="Columns">Of each image.</param>
/// <param name="FileKeys">Of the image store, in the order of the stack.</param>
public sealed record DrawnSeries(int Index, int Rows, int Columns, IReadOnlyList<string> FileKeys);

/// <summary>An outline as the reading page sends it.</summary>
/// <param name="QuestionId">What it answers.</param>
/// <param name="Stage">The stage that is on the screen.</param>
/// <param name="Outline">What was drawn.</param>
/// <param name="Images">The images that are shown.</param>
public sealed record GivenOutline(string QuestionId, ReadingStage Stage, Outline Outline, IReadOnlyList<SeriesGrid> Images);

/// <summary>What readers draw, and on which images.</summary>
public sealed partial class ReaderDesk
{
    /// <summary>The series, and the slides and photographs, that a stage of an opened case shows.</summary>
    public async Task<(IReadOnlyList<DrawnSeries> Series, IReadOnlyList<BlindedPicture> Pictures)> DrawnOnAsync(
        Guid personId,
        Guid sessionId,
        int position,
        ReadingStage stage,
        CancellationToken cancellationToken
    )
    {
        var at = await OpenPlaceAsync(new DeskPlace(personId, sessionId, position, stage), cancellationToken);
        var hung = await _images.OfAsync(at.Protocol, at.Session, stage, at.Place.CaseId, cancellationToken);
        var pictures = await _pictures.OfAsync(at.Protocol, at.Session, stage, at.Place.CaseId, cancellationToken);
        return (
            hung.Select(s => new DrawnSeries(s.Index, s.Series.Rows, s.Series.Columns, s.FileKeys)).ToList(),
            pictures.Select(p => p.Blinded).ToList()
        );
    }

    /// <summary>
    /// Keeps an outline of the current case, or of a locked one that may be corrected; the same one again is harmless. It counts once it is an
    /// answer.
    /// </summary>
    /// <returns>Its UID: the answer.</returns>
    public async Task<string> SaveOutlineAsync(
        Guid personId,
        Guid sessionId,
        int position,
        GivenOutline given,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var at = await OpenPlaceAsync(new DeskPlace(personId, sessionId, position, given.Stage), cancellationToken);
            Rule.Require(at.Study.IsOpenForReading, Study.ReadingIsOpen);
            if (at.Protocol.Questions.All(q => q.Id != given.QuestionId || q.Kind is not QuestionKind.Mask))
            {
                throw new NotFoundException("question");
            }

            await RequireDrawableAsync(at, personId, cancellationToken);
            var faults = given.Outline.FaultsOn(given.Images.FirstOrDefault(g => !g.IsPicture && g.Index == given.Outline.Series)).ToList();
            Rule.Require(faults.Count == 0, DrawnOutline.Fits, string.Join(" ", faults.Take(3)));
            var hung = await _images.OfAsync(at.Protocol, at.Session, given.Stage, at.Place.CaseId, cancellationToken);
            var series = hung.First(s => s.Index == given.Outline.Series).Series.Id;
            var drawn = new DrawnOutline(at.Reading, given.QuestionId, series, given.Outline, _clock.GetUtcNow());
            if (await _db.DrawnOutlines.AnyAsync(o => o.ReadingId == at.Reading.Id && o.MaskUid == drawn.MaskUid, cancellationToken))
            {
                return drawn.MaskUid;
            }

            var count = await _db.DrawnOutlines.CountAsync(o => o.ReadingId == at.Reading.Id, cancellationToken);
            Rule.Require(count < DrawnOutline.Most, DrawnOutline.HasRoom);
            _db.DrawnOutlines.Add(drawn);
            // Written with the study's status as it was read: a data lock at the same moment makes this fail, and be refused by the rule above.
            _db.Entry(at.Study).Property(s => s.Status).IsModified = true;
            _audit.Record("reading.outlined", personId, at.Study.Id, $"reading {at.Reading.Id}", $"question {given.QuestionId}");
            try
            {
                await _db.SaveChangesAsync(cancellationToken);
                return drawn.MaskUid;
            }
            catch (DbUpdateException) when (attempt < 4)
            {
                _db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>An outline of the reader's own, at a place that may be shown.</summary>
    public async Task<Outline> OutlineAsync(
        Guid personId,
        Guid sessionId,
        int position,
        string questionId,
        string maskUid,
        CancellationToken cancellationToken
    )
    {
        var (_, session) = await FindAsync(personId, sessionId, cancellationToken);
        var standing = await StandingAsync(session, cancellationToken);
        var place = PlaceAt(session, position, standing.Position);
        await RequireShownAgainAsync(session, standing.IsDone(place), cancellationToken);
        var kept = await OutlinesAt(session, place)
            .Where(o => o.QuestionId == questionId && o.MaskUid == maskUid)
            .Select(o => o.Content)
            .FirstOrDefaultAsync(cancellationToken);
        return kept is null ? throw new NotFoundException("outline") : Outline.Read(kept);
    }

    /// <summary>Outlines of both stages of a place.</summary>
    private IQueryable<DrawnOutline> OutlinesAt(ReadingSession session, SessionPlace place) =>
        from outline in _db.DrawnOutlines
        join reading in _db.Readings on outline.ReadingId equals reading.Id
        where reading.SessionId == session.Id && reading.CaseId == place.CaseId && reading.Attempt == place.Attempt
        select outline;

    private async Task RequireDrawableAsync(OpenPlace at, Guid personId, CancellationToken cancellationToken)
    {
        if (!at.Reading.IsFinal)
        {
            return;
        }

        Rule.Require(at.Reading.Status is ReadingStatus.Locked, Reading.NoEditAfterLock);
        var (_, inForce) = await _protocols.InForceAsync(at.Study, _clock.GetUtcNow(), cancellationToken);
        var record = await _records.OfAsync(at.Study, at.Session.ReaderId, personId, inForce, cancellationToken);
        CorrectionRules.RequireCorrectable(record, at.Session, at.Place, at.Reading);
    }

    /// <summary>
    /// Whatever is drawn lies on the images, and an outline was kept before it is the answer: in the same reading, or, since a second reading
    /// begins with the answers of the first, in the unaided one of the same place.
    /// </summary>
    private async Task RequireDrawnAsync(OpenPlace at, GivenReading given, CancellationToken cancellationToken)
    {
        DrawnRules.RequireOnImages(at.Protocol, given.Answers, given.Images);
        foreach (var question in at.Protocol.Questions.Where(q => q.Kind is QuestionKind.Mask))
        {
            if (given.Answers[question.Id] is not { Length: > 0 } mask || !MaskReference.IsWellFormed(mask))
            {
                continue;
            }

            var kept = await OutlinesAt(at.Session, at.Place)
                .Where(o => o.QuestionId == question.Id && o.MaskUid == mask)
                .Select(o => o.ReadingId)
                .ToListAsync(cancellationToken);
            Rule.Require(
                kept.Contains(at.Reading.Id) || (given.Stage is ReadingStage.Aided && kept.Count > 0),
                DrawnOutline.IsStored,
                $"The answer to '{question.Id}' names an outline that was not saved here. Draw it again."
            );
        }
    }
}
