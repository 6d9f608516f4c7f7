using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Ledger;
using ReaderStudy.Web.Features.Quality;
using ReaderStudy.Web.Features.Truth;

namespace ReaderStudy.Web.Features.Sealing;

/// <summary>
/// Freezes the design and draws each reader's order of cases, in one transaction. The order is stored with its seed and never drawn again:
/// whoever has the seed, the number of the session and the case codes can repeat it.
/// </summary>
public sealed class SealStudy(
    ReaderStudyDbContext db,
    FindFindings find,
    FingerprintSeries fingerprints,
    TruthFirewall firewall,
    AuditTrail audit,
    TimeProvider clock
)
{
    /// <param name="study">Tracked, with its readers.</param>
    /// <param name="signature">Of the coordinator, over the protocol.</param>
    /// <param name="cancellationToken">Stops before anything is saved.</param>
    /// <exception cref="BrokenRuleException">The study cannot be sealed, or somebody sealed it meanwhile.</exception>
    public async Task Handle(Study study, Signature signature, CancellationToken cancellationToken)
    {
        var isImporting = await db.Imports.AnyAsync(
            i =>
                i.StudyId == study.Id
                && (
                    i.Status == ImportStatus.Queued
                    || i.Status == ImportStatus.Running
                    || (i.Status == ImportStatus.Receiving && i.Source != null)
                ),
            cancellationToken
        );
        Rule.Require(!isImporting, Import.OverBeforeSealing);
        await find.Handle(study.Id, cancellationToken);
        var blocking = await BlockingFindings.CountAsync(db, study.Id, cancellationToken);
        Rule.Require(blocking == 0, CohortFinding.NoneBlocksSealing);
        var cases = await db
            .Cases.Where(c => c.StudyId == study.Id && c.IsIncluded)
            .Select(c => new { c.Id, c.Code })
            .ToListAsync(cancellationToken);
        await fingerprints.Handle(study.Id, cancellationToken);
        await firewall.RequireNoTrutherAsync(study, cases.ConvertAll(c => c.Id), cancellationToken);
        var withoutTruth = await TruthGaps.CodesAsync(db, study, cancellationToken);
        study.Seal(cases.Count, withoutTruth.Count, signature.PersonId, clock.GetUtcNow());
        db.Signatures.Add(signature);
        db.ProtocolVersions.Add(ProtocolVersion.Sealed(study));

        var byCode = cases.OrderBy(c => c.Code, StringComparer.Ordinal).Select(c => c.Id).ToList();
        var seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        var sessions = Sessions(study, byCode, seed);
        db.ReadingSessions.AddRange(sessions);
        audit.Record(
            "study.sealed",
            signature.PersonId,
            study.Id,
            $"study {study.Id}",
            $"protocol SHA-256 {study.ProtocolSha256}; {cases.Count} cases, {study.Readers.Count} readers, {sessions.Count} sessions; seed {seed}"
        );
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new BrokenRuleException(Study.SealOnce);
        }
    }

    /// <summary>A session for each reader and arm, numbered reader by reader; the number is the stream of the generator.</summary>
    private static List<ReadingSession> Sessions(Study study, IReadOnlyList<Guid> byCode, ulong seed) =>
        study
            .Readers.OrderBy(r => r.Name, StringComparer.Ordinal)
            .SelectMany(reader => study.Protocol.Arms.Select(arm => (Reader: reader, Arm: arm)))
            .Select(
                (pair, index) =>
                    new ReadingSession(
                        study.Id,
                        pair.Reader.Id,
                        pair.Arm.Id,
                        index + 1,
                        seed,
                        ReadingOrder.Draw(byCode, seed, (ulong)index + 1)
                    )
            )
            .ToList();
}
