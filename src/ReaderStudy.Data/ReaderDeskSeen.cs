using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Seen;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data;

/// <summary>What a page says that it showed.</summary>
/// <param name="Stage">The stage that was on the screen.</param>
/// <param name="Page">Which life of the page says so.</param>
/// <param name="Sequence">Of the message in that life.</param>
/// <param name="ContentOf">Told by places in the case; what it is by the ids of the series.</param>
public sealed record GivenSeen(ReadingStage Stage, string Page, int Sequence, Func<ShownOfCase, SeenContent> ContentOf);

/// <summary>What of a case the reader is shown, by its place in the case: ids of series, those of slides and photographs too.</summary>
/// <param name="Series">Stacks of images.</param>
/// <param name="Pictures">Slides and photographs, counted for themselves.</param>
public sealed record ShownOfCase(IReadOnlyDictionary<int, Guid> Series, IReadOnlyDictionary<int, Guid> Pictures);

/// <summary>What readers saw.</summary>
public sealed partial class ReaderDesk
{
    /// <summary>Adds what a page showed of an opened case; the same message again is harmless.</summary>
    public async Task AddSeenAsync(Guid personId, Guid sessionId, int position, GivenSeen given, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var at = await OpenPlaceAsync(new DeskPlace(personId, sessionId, position, given.Stage), cancellationToken);
            var told = await _db
                .SeenIncrements.Where(s => s.ReadingId == at.Reading.Id)
                .Select(s => new
                {
                    s.Page,
                    s.Sequence,
                    s.Milliseconds,
                })
                .ToListAsync(cancellationToken);
            if (told.Exists(s => s.Page == given.Page && s.Sequence == given.Sequence))
            {
                return;
            }

            Rule.Require(at.Study.IsOpenForReading, Study.ReadingIsOpen);
            Rule.Require(told.Count < SeenBounds.MostIncrements, SeenBounds.Fits, "There are too many messages about one reading.");
            var hung = await _images.OfAsync(at.Protocol, at.Session, given.Stage, at.Place.CaseId, cancellationToken);
            var pictures = await _pictures.OfAsync(at.Protocol, at.Session, given.Stage, at.Place.CaseId, cancellationToken);
            var now = _clock.GetUtcNow();
            var content = given.ContentOf(
                new ShownOfCase(
                    hung.ToDictionary(s => s.Index, s => s.Series.Id),
                    pictures.ToDictionary(p => p.Index, p => p.Picture.SeriesId!.Value)
                )
            );
            var fault = SeenBounds.FaultOf(
                content,
                hung.Select(s => (s.Series.Id, s.Series.Instances.Count))
                    .Concat(pictures.Select(p => (p.Picture.SeriesId!.Value, 1)))
                    .ToDictionary(),
                told.Where(s => s.Page == given.Page).Sum(s => (long)s.Milliseconds),
                (at.Reading.LockedAt ?? now) - at.Reading.OpenedAt,
                at.Reading.IsFinal
            );
            Rule.Require(fault is null, SeenBounds.Fits, fault ?? "");
            var seen = new SeenIncrement(at.Reading.Id, given.Page, given.Sequence, content, now);
            Rule.Require(seen.ContentJson.Length <= SeenIncrement.LongestContent, SeenBounds.Fits, "The message is too long.");
            _db.SeenIncrements.Add(seen);
            // Written with the study's status as it was read: a data lock at the same moment makes this fail, and be refused by the rule above.
            _db.Entry(at.Study).Property(s => s.Status).IsModified = true;
            _audit.Record(
                "reading.seen",
                personId,
                at.Study.Id,
                $"reading {at.Reading.Id}",
                $"message {given.Sequence} of page {given.Page}"
            );
            try
            {
                await _db.SaveChangesAsync(cancellationToken);
                return;
            }
            catch (DbUpdateException) when (attempt < 4)
            {
                // The same message came twice at once, or the study moved on: look again.
                _db.ChangeTracker.Clear();
            }
        }
    }
}
