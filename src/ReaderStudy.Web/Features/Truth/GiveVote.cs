using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Domain.Truth;
using ReaderStudy.Web.Features.Ledger;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Truth;

/// <param name="ClassId">A class of the protocol.</param>
/// <param name="Kind">What the vote rests on.</param>
/// <param name="ReferenceDate">When that was established; null: not known.</param>
/// <param name="Rationale">Why; may be empty in the first round.</param>
public sealed record GivenVote(string ClassId, ReferenceKind Kind, DateOnly? ReferenceDate, string Rationale);

/// <summary>Takes a truther's vote. The vote that completes the panel brings the reference standard with it, in the same transaction.</summary>
public sealed class GiveVote(
    ReaderStudyDbContext db,
    TruthFirewall firewall,
    FingerprintSeries fingerprints,
    AuditTrail audit,
    TimeProvider clock
)
{
    public static readonly Rule ClassIsKnown = new("truth.class-known", "A vote names a class of the protocol's reference standard.");

    private const int Tries = 4;

    /// <returns>Where the panel stands afterwards.</returns>
    /// <exception cref="BrokenRuleException">The person has nothing to vote on here, reads these images, or the panel is closed.</exception>
    public async Task<PanelState> Handle(StudyPass pass, Guid caseId, GivenVote given, CancellationToken cancellationToken)
    {
        var plan = pass.Study.Protocol.Truth;
        Rule.Require(plan.HasVotes, TruthPanel.TruthIsRecorded);
        Rule.Require(plan.IsOpenIn(pass.Study.Status), TruthPanel.PanelIsOpen);
        var isThere = await db.Cases.AnyAsync(c => c.Id == caseId && c.StudyId == pass.Study.Id && c.IsIncluded, cancellationToken);
        if (!isThere)
        {
            throw new NotFoundException("case");
        }

        await fingerprints.OfCasesAsync([caseId], cancellationToken);
        await firewall.RequireNoReaderAsync(pass.PersonId, [caseId], cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TakeAsync(pass, caseId, given, cancellationToken);
            }
            catch (DbUpdateException) when (attempt < Tries)
            {
                // Another truther, or another tab, was faster, or the study moved on: look again, and apply the rules to what is there now.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<PanelState> TakeAsync(StudyPass pass, Guid caseId, GivenVote given, CancellationToken cancellationToken)
    {
        var study = await db.Studies.Include(s => s.Members).SingleAsync(s => s.Id == pass.Study.Id, cancellationToken);
        var protocol = study.Protocol;
        Rule.Require(protocol.Truth.IsOpenIn(study.Status), TruthPanel.PanelIsOpen);
        var known = protocol.Reference.Find(given.ClassId);
        Rule.Require(known is not null, ClassIsKnown);
        var votes = await db.TruthVotes.AsNoTracking().Where(v => v.CaseId == caseId).ToListAsync(cancellationToken);
        var truthers = StudyPanels.TruthersOf(study);
        var seat = new TruthPanel(protocol.Truth.Rule, truthers, votes).SeatOf(pass.PersonId);
        var now = clock.GetUtcNow();
        var vote = new TruthVote(caseId, pass.PersonId, seat, known!.Id, given.Kind, given.ReferenceDate, given.Rationale, now);
        db.TruthVotes.Add(vote);
        // Not the vote's id: the entry is chained to the hash of the vote, from which few guesses would tell the class if the id were known.
        audit.Record("truth.voted", pass.PersonId, study.Id, $"case {caseId}");
        var panel = new TruthPanel(protocol.Truth.Rule, truthers, [.. votes, vote]);
        if (panel.State == PanelState.Decided)
        {
            var revision = await db.ReferenceStandards.Where(r => r.CaseId == caseId).MaxAsync(r => (int?)r.Revision, cancellationToken);
            db.ReferenceStandards.Add(ReferenceStandard.Of(panel, caseId, (revision ?? 0) + 1, now));
            audit.Record("truth.decided", null, study.Id, $"case {caseId}");
        }

        // Written with the status as it was read: a sealing or a data lock at the same moment makes this fail, and be refused by the rule above.
        db.Entry(study).Property(s => s.Status).IsModified = true;
        await db.SaveChangesAsync(cancellationToken);
        return panel.State;
    }
}
