using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Conduct;
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
    DrawAllocation draw,
    FingerprintSeries fingerprints,
    TruthFirewall firewall
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
            study.RequireSealableProtocol();
            var needed = (await design.Handle(study, cancellationToken)).FirstOrDefault(n => n.Rule is not null);
            Rule.Require(needed is null, needed?.Rule ?? Study.SealOnce, needed?.Detail);
        }

        study.Seal(cases.Count, withoutTruth, signature.PersonId, signature.SignedAt);
        await draw.Handle(study, signature, BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))), cancellationToken);
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
