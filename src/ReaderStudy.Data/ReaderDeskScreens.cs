using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Screens;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data;

/// <summary>A check of the screen that waits to be made.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="StudyName">As the reader knows it.</param>
/// <param name="Number">Of the check in the session, from 1.</param>
/// <param name="Rows">The letters to read.</param>
/// <param name="IsAsked">The protocol asks for it.</param>
/// <param name="Last">The last one that the reader made for the study; null: none was made.</param>
public sealed record SiteCheckSheet(
    Guid SessionId,
    string StudyName,
    int Number,
    IReadOnlyList<ContrastRow> Rows,
    bool IsAsked,
    SiteCheckContent? Last
);

/// <summary>Checks of the screens of a reader's own sessions.</summary>
public sealed partial class ReaderDesk
{
    /// <summary>The next check of a session, with letters of its own.</summary>
    public async Task<SiteCheckSheet> SiteCheckAsync(Guid personId, Guid sessionId, CancellationToken cancellationToken)
    {
        var (study, session) = await FindAsync(personId, sessionId, cancellationToken);
        var (_, protocol) = await _protocols.InForceAsync(study, _clock.GetUtcNow(), cancellationToken);
        var last = await LastSiteCheckAsync(sessionId, cancellationToken);
        var number = (last?.Number ?? 0) + 1;
        return new SiteCheckSheet(
            session.Id,
            study.Name,
            number,
            SiteCheckPattern.RowsOf(session.Id, number),
            protocol.Reading.SiteCheck,
            await SiteChecksAsync(session, cancellationToken) is [.., var made] ? made : null
        );
    }

    /// <summary>Keeps a check that was made.</summary>
    /// <param name="personId">Who.</param>
    /// <param name="sessionId">A session of theirs.</param>
    /// <param name="number">Of the check that was shown.</param>
    /// <param name="content">What came of it.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task AddSiteCheckAsync(
        Guid personId,
        Guid sessionId,
        int number,
        SiteCheckContent content,
        CancellationToken cancellationToken
    )
    {
        var (study, session) = await FindAsync(personId, sessionId, cancellationToken);
        Rule.Require(study.IsOpenForReading, Study.ReadingIsOpen);
        var last = await LastSiteCheckAsync(sessionId, cancellationToken);
        Rule.Require(number == (last?.Number ?? 0) + 1, SiteCheck.ShowsWhatWasAsked);
        _db.SiteChecks.Add(new SiteCheck(study.Id, session.Id, personId, number, content, _clock.GetUtcNow()));
        // Written with the study's status as it was read: a data lock at the same moment makes this fail.
        _db.Entry(study).Property(s => s.Status).IsModified = true;
        _audit.Record(
            "session.site-checked",
            personId,
            study.Id,
            $"session {session.Id}",
            $"check {number}, {content.Warnings().Count} warnings"
        );
        try
        {
            await _db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Sent twice, or the data were locked at the same moment.
            _db.ChangeTracker.Clear();
            var (now, _) = await FindAsync(personId, sessionId, cancellationToken);
            Rule.Require(now.IsOpenForReading, Study.ReadingIsOpen);
            throw new BrokenRuleException(SiteCheck.ShowsWhatWasAsked);
        }
    }

    /// <summary>All that the reader of a session made for the study, the first one first.</summary>
    private async Task<IReadOnlyList<SiteCheckContent>> SiteChecksAsync(ReadingSession session, CancellationToken cancellationToken)
    {
        var sessions = _db.ReadingSessions.Where(s => s.StudyId == session.StudyId && s.ReaderId == session.ReaderId).Select(s => s.Id);
        var checks = await _db.SiteChecks.AsNoTracking().Where(c => sessions.Contains(c.SessionId)).ToListAsync(cancellationToken);
        return [.. checks.OrderBy(c => c.At).ThenBy(c => c.Number).Select(c => c.Content())];
    }

    private Task<SiteCheck?> LastSiteCheckAsync(Guid sessionId, CancellationToken cancellationToken) =>
        _db
            .SiteChecks.AsNoTracking()
            .Where(s => s.SessionId == sessionId)
            .OrderByDescending(s => s.Number)
            .FirstOrDefaultAsync(cancellationToken);
}
