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
/// Freezes the design and draws the allocation, in one transaction. The lists are stored with what they were drawn from and never drawn again;
/// the audit trail holds the hash of that input, whose salt and seed nobody sees before the data are locked.
/// </summary>
public sealed class SealStudy(
    ReaderStudyDbContext db,
    FindFindings find,
    DesignNeeds design,
    GatherAllocation gather,
    FingerprintSeries fingerprints,
    TruthFirewall firewall,
    AuditTrail audit,
    TimeProvider clock
)
{
    /// <param name="study">Tracked, with its readers.</param>
    /// <param name="signature">Of the coordinator, over the protocol.</param>
    /// <param name="cancellationToken">Stops before anything is saved.</param>
    /// <exception cref="BrokenRuleException">
    /// The study cannot be sealed, somebody sealed it meanwhile, or the signature is not over the protocol that would be sealed.
    /// </exception>
    public async Task Handle(Study study, Signature signature, CancellationToken cancellationToken)
    {
        Rule.Require(signature.SubjectSha256 == ProtocolJson.Sha256Of(study.ProtocolText), Study.SealsWhatWasShown);
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
        var cases = await db.Cases.Where(c => c.StudyId == study.Id && c.IsIncluded).Select(c => c.Id).ToListAsync(cancellationToken);
        await fingerprints.Handle(study.Id, cancellationToken);
        await firewall.RequireNoTrutherAsync(study, cases, cancellationToken);
        var withoutTruth =
            study.Protocol.Truth.Due == TruthDue.Sealing ? (await TruthGaps.CodesAsync(db, study, cancellationToken)).Count : 0;
        if (cases.Count > 0 && withoutTruth == 0 && study.Readers.Count > 0)
        {
            var needed = (await design.Handle(study, cancellationToken)).FirstOrDefault(n => n.Rule is not null);
            Rule.Require(needed is null, needed?.Rule ?? Study.SealOnce, needed?.Detail);
        }

        var now = clock.GetUtcNow();
        study.Seal(cases.Count, withoutTruth, signature.PersonId, now);
        db.Signatures.Add(signature);
        db.ProtocolVersions.Add(ProtocolVersion.Sealed(study));

        var input = await gather.Handle(study, BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))), cancellationToken);
        var allocation = SealedAllocation.Of(study.Id, input, RandomNumberGenerator.GetBytes(32), now);
        var sessions = Allocation.Draw(input);
        db.SealedAllocations.Add(allocation);
        db.ReadingSessions.AddRange(sessions.Select(s => new ReadingSession(study.Id, s, input.Seed)));
        audit.Record(
            "study.sealed",
            signature.PersonId,
            study.Id,
            $"study {study.Id}",
            $"protocol SHA-256 {study.ProtocolSha256}; {cases.Count} cases, {study.Readers.Count} readers, {sessions.Count} sessions; "
                + $"allocation SHA-256 {allocation.Sha256}"
        );
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            var stored = await db.Studies.AsNoTracking().SingleAsync(s => s.Id == study.Id, CancellationToken.None);
            Rule.Require(stored.Status is StudyStatus.Draft, Study.SealOnce, "Somebody else sealed it a moment ago.");
            Rule.Require(stored.ProtocolText == study.ProtocolText, Study.SealsWhatWasShown);
            throw;
        }
    }
}
