using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Data;

/// <summary>On which page a session is read.</summary>
public sealed partial class ReaderDesk
{
    /// <summary>The session is read on this page from now on. Saying it again is harmless.</summary>
    public async Task GoOnAtAsync(Guid personId, Guid sessionId, Guid page, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (_, session) = await FindAsync(personId, sessionId, cancellationToken);
            var open = await _db.OpenRooms.SingleOrDefaultAsync(r => r.SessionId == session.Id, cancellationToken);
            if (open is null)
            {
                _db.OpenRooms.Add(new OpenRoom(session.Id, page, _clock.GetUtcNow()));
            }
            else if (open.Page != page)
            {
                open.GoOnAt(page, _clock.GetUtcNow());
            }

            try
            {
                await _db.SaveChangesAsync(cancellationToken);
                return;
            }
            catch (DbUpdateException) when (attempt < 4)
            {
                // Two pages were opened at the same moment: the one that comes later has it.
                _db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Whether the session is still read on this page; also true where no page has said so.</summary>
    public async Task<bool> IsReadAtAsync(Guid personId, Guid sessionId, Guid page, CancellationToken cancellationToken)
    {
        var (_, session) = await FindAsync(personId, sessionId, cancellationToken);
        return !await _db.OpenRooms.AnyAsync(r => r.SessionId == session.Id && r.Page != page, cancellationToken);
    }
}
