using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Data;

/// <summary>That a reader has read a session to its end; nothing of how.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="StudyName">As the reader knows it.</param>
/// <param name="ReaderName">The reader's own.</param>
/// <param name="Kind">Training or pivotal.</param>
/// <param name="Read">Cases that were locked.</param>
/// <param name="Skipped">Cases that were skipped with a reason.</param>
/// <param name="FinishedAt">When the last case was done.</param>
/// <param name="Spent">From opening cases to being done with them; of each at most half an hour.</param>
/// <param name="Training">How the reader's training in this study went; null: there was none, or it is not scored.</param>
public sealed record CompletionCertificate(
    Guid SessionId,
    string StudyName,
    string ReaderName,
    SessionKind Kind,
    int Read,
    int Skipped,
    DateTimeOffset FinishedAt,
    TimeSpan Spent,
    TrainingResult? Training
);

/// <summary>Certificates of a reader's own sessions.</summary>
public sealed partial class ReaderDesk
{
    public static readonly Rule CertificateWhenFinished = new(
        "session.certificate-when-finished",
        "A certificate is written when every case of the session is done."
    );

    /// <summary>A case that was left open overnight was not read all night.</summary>
    private static readonly TimeSpan MostPerCase = TimeSpan.FromMinutes(30);

    /// <summary>That the person finished a session of theirs.</summary>
    public async Task<CompletionCertificate> CertificateAsync(Guid personId, Guid sessionId, CancellationToken cancellationToken)
    {
        var (study, session) = await FindAsync(personId, sessionId, cancellationToken);
        var standing = await StandingAsync(session, cancellationToken);
        Rule.Require(standing.IsFinished, CertificateWhenFinished);
        var (_, protocol) = await _protocols.InForceAsync(study, _clock.GetUtcNow(), cancellationToken);
        var record = await _records.OfAsync(study, session.ReaderId, personId, protocol, cancellationToken);
        var done = record.Marks.Where(m => m.SessionId == session.Id && m.LockedAt is not null).ToList();
        var training =
            session.Kind is SessionKind.Training ? session
            : record.LastTrainings is [var last, ..] ? last
            : null;
        return new CompletionCertificate(
            session.Id,
            study.Name,
            await _db.Users.Where(p => p.Id == personId).Select(p => p.DisplayName).SingleAsync(cancellationToken),
            session.Kind,
            done.Where(m => m.Status is ReadingStatus.Locked).Select(m => (m.CaseId, m.Attempt)).Distinct().Count(),
            done.GroupBy(m => (m.CaseId, m.Attempt)).Count(g => g.All(m => m.Status is ReadingStatus.Skipped)),
            done.Max(m => m.LockedAt!.Value),
            done.Aggregate(TimeSpan.Zero, (sum, m) => sum + Shorter(m.LockedAt!.Value - m.OpenedAt)),
            training is null ? null : ResultOf(record, training)
        );
    }

    private static TimeSpan Shorter(TimeSpan open) => open < MostPerCase ? open : MostPerCase;
}
