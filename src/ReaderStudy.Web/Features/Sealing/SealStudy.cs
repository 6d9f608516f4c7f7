using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Ledger;
using ReaderStudy.Web.Features.Quality;
using ReaderStudy.Web.Features.Truth;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Sealing;

/// <summary>
/// Freezes the design and draws the allocation, in one transaction that holds the study: whoever changes the draft at the same moment comes
/// before it, and is sealed with it, or after it, and is refused. The lists are stored with what they were drawn from and never drawn again;
/// the audit trail holds the hash of that input, whose salt and seed nobody sees before the data are locked.
/// </summary>
public sealed class SealStudy(
    ReaderStudyDbContext db,
    FindFindings find,
    DesignNeeds design,
    DrawAllocation draw,
    AllocationSeeds seeds,
    FingerprintSeries fingerprints,
    TruthFirewall firewall
)
{
    /// <param name="study">Tracked; read anew once nobody else can change it.</param>
    /// <param name="signature">Of the coordinator, over the protocol.</param>
    /// <param name="cancellationToken">Stops before anything is saved.</param>
    /// <param name="seed">Of the allocation; null, as for every real study: the next one that <see cref="AllocationSeeds"/> has.</param>
    /// <exception cref="BrokenRuleException">
    /// The study cannot be sealed, somebody sealed it meanwhile, or the signature is not over the protocol that would be sealed.
    /// </exception>
    public async Task Handle(Study study, Signature signature, CancellationToken cancellationToken, ulong? seed = null)
    {
        // What takes long comes before the study is held.
        await find.Handle(study.Id, cancellationToken);
        await fingerprints.Handle(study.Id, cancellationToken);
        await firewall.PrepareAsync(study, cancellationToken);
        try
        {
            await using var transaction = await StudyHold.BeginAsync(db, study, cancellationToken);
            await CheckAsync(study, signature, cancellationToken);
            await draw.Handle(study, signature, seed ?? seeds.Next(), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (BrokenRuleException)
        {
            // The context still holds what the transaction took back.
            db.ChangeTracker.Clear();
            throw;
        }
    }

    /// <summary>All that sealing asks for; then the study is sealed, and not yet saved.</summary>
    private async Task CheckAsync(Study study, Signature signature, CancellationToken cancellationToken)
    {
        Rule.Require(study.Status is StudyStatus.Draft, Study.SealOnce, "Somebody else sealed it a moment ago.");
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
        var blocking = await BlockingFindings.CountAsync(db, study.Id, cancellationToken);
        Rule.Require(blocking == 0, CohortFinding.NoneBlocksSealing);
        Rule.Require(
            await find.IsUpToDateAsync(study.Id, cancellationToken),
            CohortFinding.NoneBlocksSealing,
            "The cohort changed at this moment. Look at its findings, and seal then."
        );
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
    }
}
