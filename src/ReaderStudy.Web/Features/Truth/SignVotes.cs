using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Truth;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Truth;

/// <param name="Votes">All votes of the truther in the study, oldest first.</param>
/// <param name="Codes">Of their cases.</param>
/// <param name="NewVotes">How many came after the last signature.</param>
/// <param name="Sha256">What a signature covers now.</param>
public sealed record VotesToSign(IReadOnlyList<TruthVote> Votes, IReadOnlyDictionary<Guid, string> Codes, int NewVotes, string Sha256);

/// <summary>
/// A truther's signature under all votes given so far: its SHA-256 is that of a line for each vote, oldest first, of id, case, round, class,
/// kind, month, time in ticks of UTC and rationale, parted by unit separators and each ended by a line feed.
/// </summary>
public sealed class SignVotes(ReaderStudyDbContext db, AuditTrail audit)
{
    public static readonly Rule SomethingToSign = new("truth.something-to-sign", "All your votes are signed.");
    public static readonly Rule SignsWhatWasShown = new(
        "truth.sign-what-was-shown",
        "Your votes changed since this page was opened. Look at them again, then sign."
    );

    /// <summary>What there is to sign.</summary>
    public async Task<VotesToSign> Handle(StudyPass pass, CancellationToken cancellationToken)
    {
        var votes = await db
            .TruthVotes.AsNoTracking()
            .Where(v => v.TrutherId == pass.PersonId && db.Cases.Any(c => c.Id == v.CaseId && c.StudyId == pass.Study.Id))
            .OrderBy(v => v.At)
            .ThenBy(v => v.Id)
            .ToListAsync(cancellationToken);
        var signed = await db
            .Signatures.Where(s => s.StudyId == pass.Study.Id && s.PersonId == pass.PersonId && s.Meaning == SignatureMeaning.Truth)
            .OrderByDescending(s => s.SignedAt)
            .Select(s => (DateTimeOffset?)s.SignedAt)
            .FirstOrDefaultAsync(cancellationToken);
        var cases = votes.Select(v => v.CaseId).Distinct().ToList();
        var codes = await db
            .Cases.Where(c => cases.Contains(c.Id))
            .Select(c => new { c.Id, c.Code })
            .ToDictionaryAsync(c => c.Id, c => c.Code, cancellationToken);
        return new VotesToSign(votes, codes, votes.Count(v => signed is null || v.At > signed), Sha256Of(votes));
    }

    /// <summary>Stores the signature.</summary>
    public async Task SignAsync(StudyPass pass, Signature signature, CancellationToken cancellationToken)
    {
        db.Signatures.Add(signature);
        audit.Record("truth.signed", pass.PersonId, pass.Study.Id, signature.Subject, $"SHA-256 {signature.SubjectSha256}");
        await db.SaveChangesAsync(cancellationToken);
    }

    internal static string Sha256Of(IEnumerable<TruthVote> votes)
    {
        var text = new StringBuilder();
        foreach (var v in votes)
        {
            text.AppendJoin(
                    '\u001f',
                    v.Id.ToString("N"),
                    v.CaseId.ToString("N"),
                    v.Round.ToString(CultureInfo.InvariantCulture),
                    v.ClassId,
                    ReferenceKinds.IdOf(v.Kind),
                    ReferenceMonth.Write(v.ReferenceDate),
                    v.At.UtcTicks.ToString(CultureInfo.InvariantCulture),
                    v.Rationale
                )
                .Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
