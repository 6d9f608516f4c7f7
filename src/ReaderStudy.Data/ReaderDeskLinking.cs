using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data;

/// <summary>How a reader brought the series of a case together.</summary>
public sealed partial class ReaderDesk
{
    /// <summary>Keeps it beside the reading that is open; the same again is not kept twice.</summary>
    public async Task KeepLinkingAsync(
        Guid personId,
        Guid sessionId,
        int position,
        ReadingStage stage,
        Linking linking,
        CancellationToken cancellationToken
    )
    {
        linking.Check();
        for (var attempt = 1; ; attempt++)
        {
            var at = await OpenPlaceAsync(new DeskPlace(personId, sessionId, position, stage), cancellationToken);
            Rule.Require(!at.Reading.IsFinal, Reading.NoEditAfterLock);
            Rule.Require(at.Study.IsOpenForReading, Study.ReadingIsOpen);
            var last = await LastLinkingAsync(at.Reading.Id, cancellationToken);
            var json = linking.Written();
            if (last?.LinkingJson == json)
            {
                return;
            }

            Rule.Require((last?.Number ?? 0) < ReadingLinking.Most, ReadingLinking.HasRoom);
            var kept = new ReadingLinking(at.Reading.Id, (last?.Number ?? 0) + 1, json, _clock.GetUtcNow());
            _db.ReadingLinkings.Add(kept);
            _db.Entry(at.Study).Property(s => s.Status).IsModified = true;
            _audit.Record("reading.linked", personId, at.Study.Id, $"reading {at.Reading.Id}", $"linking {kept.Number}");
            try
            {
                await _db.SaveChangesAsync(cancellationToken);
                return;
            }
            catch (DbUpdateException) when (attempt < 4)
            {
                // Another tab was faster.
                _db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Of the reading on the screen; of its unaided one where the aided one has none yet. Null: nothing was brought together.</summary>
    private async Task<Linking?> LinkingOfAsync(Reading? reading, Reading? unaided, CancellationToken cancellationToken)
    {
        foreach (var one in new[] { reading, unaided }.OfType<Reading>())
        {
            if (await LastLinkingAsync(one.Id, cancellationToken) is { } last)
            {
                return Linking.Read(last.LinkingJson);
            }
        }

        return null;
    }

    private Task<ReadingLinking?> LastLinkingAsync(Guid readingId, CancellationToken cancellationToken) =>
        _db
            .ReadingLinkings.AsNoTracking()
            .Where(l => l.ReadingId == readingId)
            .OrderByDescending(l => l.Number)
            .FirstOrDefaultAsync(cancellationToken);
}
