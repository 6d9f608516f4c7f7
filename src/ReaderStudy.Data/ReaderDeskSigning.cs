using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data;

/// <summary>A reading that waits for its reader's signature.</summary>
/// <param name="Position">Place in the session.</param>
/// <param name="ArmName">The reading condition.</param>
/// <param name="LockedAt">When it became final.</param>
/// <param name="Answers">Question and answer in words; empty: skipped, or not shown again.</param>
/// <param name="SkipReason">Null unless it was skipped.</param>
/// <param name="SkipText">The reader's words; empty unless it was skipped.</param>
/// <param name="Corrections">How often it was corrected.</param>
/// <param name="IsSuperseded">It was signed before, and corrected since.</param>
/// <param name="Content">What the signature is tied to.</param>
public sealed record ReadingToSign(
    int Position,
    string ArmName,
    DateTimeOffset LockedAt,
    IReadOnlyList<string> Answers,
    SkipReason? SkipReason,
    string SkipText,
    int Corrections,
    bool IsSuperseded,
    SignedContent Content
);

/// <param name="ReadingId">The reading.</param>
/// <param name="RevisionNumber">That counts.</param>
/// <param name="AnswersSha256">Of its answers, or of why it was skipped.</param>
public sealed record SignedContent(Guid ReadingId, int RevisionNumber, string AnswersSha256);

/// <summary>What a reader signs.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="StudyId">The study.</param>
/// <param name="StudyName">What the coordinator called it.</param>
/// <param name="ArmName">The reading condition.</param>
/// <param name="IsAsked">Whether the protocol asks for signatures.</param>
/// <param name="Total">Cases in the session.</param>
/// <param name="Done">Cases locked or skipped.</param>
/// <param name="ShowsAnswers">False once the next part of the study has begun: nobody looks at earlier answers again.</param>
/// <param name="Readings">By position; empty: everything is signed.</param>
public sealed record SigningSheet(
    Guid SessionId,
    Guid StudyId,
    string StudyName,
    string ArmName,
    bool IsAsked,
    int Total,
    int Done,
    bool ShowsAnswers,
    IReadOnlyList<ReadingToSign> Readings
)
{
    /// <summary>What the signature names as signed.</summary>
    public string Subject => $"session {SessionId}";

    /// <summary>
    /// SHA-256, in lower-case hexadecimal, of one line a reading in the order of positions, each ended by a line feed: id of the reading,
    /// number of the revision, SHA-256 of its answers, separated by blanks.
    /// </summary>
    public string Sha256 =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Concat(
                        Readings.Select(r =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{r.Content.ReadingId} {r.Content.RevisionNumber} {r.Content.AnswersSha256}\n"
                            )
                        )
                    )
                )
            )
        );
}

/// <summary>Signatures of readers under their readings.</summary>
public sealed partial class ReaderDesk
{
    public static readonly Rule SomethingToSign = new(
        "session.sign-nothing",
        "There is no reading in this session that waits for your signature."
    );
    public static readonly Rule SignsWhatWasShown = new(
        "session.sign-what-was-shown",
        "Your readings changed since this page was opened. Look at them again, then sign."
    );

    /// <summary>The final readings of a pivotal session that no signature covers as they stand.</summary>
    public async Task<SigningSheet> SigningAsync(Guid personId, Guid sessionId, CancellationToken cancellationToken)
    {
        var (study, session) = await FindAsync(personId, sessionId, cancellationToken);
        var (_, protocol) = await _protocols.InForceAsync(study, _clock.GetUtcNow(), cancellationToken);
        var standing = await StandingAsync(session, cancellationToken);
        var readings = await _db
            .Readings.AsNoTracking()
            .Include(r => r.Revisions)
            .Where(r => r.SessionId == sessionId && r.LockedAt != null)
            .ToListAsync(cancellationToken);
        var signed = await SignedRevisionsAsync(_db.Readings.Where(r => r.SessionId == sessionId), cancellationToken);
        var shows = !await LaterPeriodHasBegunAsync(session, cancellationToken);
        var asked = new Dictionary<int, Protocol>();
        foreach (var number in readings.Select(r => r.ProtocolVersion).Distinct())
        {
            asked[number] = await _protocols.OfAsync(study, number, cancellationToken);
        }

        var places = session.Places.ToDictionary(p => (p.CaseId, p.Attempt), p => p.Position);
        return new SigningSheet(
            sessionId,
            study.Id,
            study.Name,
            NameOf(protocol, session),
            protocol.Reading.Sign && session.Kind is SessionKind.Pivotal,
            session.Places.Count,
            standing.Done,
            shows,
            readings
                .Where(r => session.Kind is SessionKind.Pivotal && r.Latest!.Number > signed.GetValueOrDefault(r.Id))
                .OrderBy(r => places[(r.CaseId, r.Attempt)])
                .ThenBy(r => r.ArmId != session.ArmId)
                .Select(r => ToSign(asked[r.ProtocolVersion], r, places[(r.CaseId, r.Attempt)], signed.ContainsKey(r.Id), shows))
                .ToList()
        );
    }

    /// <summary>Ties a signature to the readings that were shown.</summary>
    /// <param name="personId">Who signed, with the password given again.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="signature">Of <see cref="SigningSheet.Sha256"/>.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task SignAsync(Guid personId, Guid sessionId, Signature signature, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (study, _) = await FindAsync(personId, sessionId, cancellationToken);
            var sheet = await SigningAsync(personId, sessionId, cancellationToken);
            RequireSignable(study, sheet, signature.SubjectSha256);
            _db.Entry(study).Property(s => s.Status).IsModified = true;
            _db.Signatures.Add(signature);
            _db.SignedReadings.AddRange(
                sheet.Readings.Select(r => new SignedReading(
                    signature.Id,
                    r.Content.ReadingId,
                    r.Content.RevisionNumber,
                    r.Content.AnswersSha256
                ))
            );
            _audit.Record(
                "readings.signed",
                personId,
                study.Id,
                sheet.Subject,
                // Not the hash of what was signed: of one reading, few guesses would tell the answers. The signature itself keeps it.
                $"signature {signature.Id}: {sheet.Readings.Count} readings"
            );
            try
            {
                await _db.SaveChangesAsync(cancellationToken);
                return;
            }
            catch (DbUpdateException) when (attempt < 4)
            {
                // Another tab signed, corrected or locked at the same moment, or the data were locked: look again.
                _db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Refuses where nothing waits, where something else waits than was shown, and after the data lock.</summary>
    public async Task RequireSignableAsync(Guid personId, Guid sessionId, string? shownSha256, CancellationToken cancellationToken)
    {
        var (study, _) = await FindAsync(personId, sessionId, cancellationToken);
        RequireSignable(study, await SigningAsync(personId, sessionId, cancellationToken), shownSha256);
    }

    private static void RequireSignable(Study study, SigningSheet sheet, string? shownSha256)
    {
        Rule.Require(study.IsOpenForReading, Study.ReadingIsOpen);
        Rule.Require(sheet.Readings.Count > 0, SomethingToSign);
        Rule.Require(sheet.Sha256 == shownSha256, SignsWhatWasShown);
    }

    private static ReadingToSign ToSign(Protocol protocol, Reading reading, int position, bool wasSigned, bool showsAnswers)
    {
        var latest = reading.Latest!;
        var answers = AnswerSheet.FromJson(latest.AnswersJson);
        return new ReadingToSign(
            position,
            protocol.ArmOf(reading.ArmId)?.Name ?? reading.ArmId,
            reading.LockedAt!.Value,
            protocol
                .Questions.Where(q => showsAnswers && !string.IsNullOrEmpty(answers[q.Id]))
                .Select(q => $"{q.Text} {AnswerWords.Of(q, answers[q.Id]!)}")
                .ToList(),
            latest.SkipReason,
            latest.SkipReason is null ? "" : latest.Reason ?? "",
            reading.Revisions.Count(r => r.Kind is RevisionKind.Correction),
            wasSigned,
            new SignedContent(reading.Id, latest.Number, latest.AnswersSha256())
        );
    }

    /// <summary>By session: pivotal readings of a reader that wait for the signature.</summary>
    private async Task<IReadOnlyDictionary<Guid, UnsignedCount>> UnsignedAsync(Guid readerId, CancellationToken cancellationToken)
    {
        var own = _db.Readings.Where(r => r.ReaderId == readerId && r.LockedAt != null);
        var latest = await own.Select(r => new
            {
                r.Id,
                r.SessionId,
                Number = r.Revisions.Max(v => v.Number),
            })
            .ToListAsync(cancellationToken);
        var signed = await SignedRevisionsAsync(own, cancellationToken);
        return latest
            .Where(r => r.Number > signed.GetValueOrDefault(r.Id))
            .GroupBy(r => r.SessionId)
            .ToDictionary(g => g.Key, g => new UnsignedCount(g.Count(), g.Count(r => signed.ContainsKey(r.Id))));
    }

    /// <summary>By reading: the number of the last revision that a signature covers.</summary>
    private async Task<Dictionary<Guid, int>> SignedRevisionsAsync(IQueryable<Reading> readings, CancellationToken cancellationToken)
    {
        var signed = await _db
            .SignedReadings.Where(s => readings.Any(r => r.Id == s.ReadingId))
            .Select(s => new { s.ReadingId, s.RevisionNumber })
            .ToListAsync(cancellationToken);
        return signed.GroupBy(s => s.ReadingId).ToDictionary(g => g.Key, g => g.Max(s => s.RevisionNumber));
    }
}
