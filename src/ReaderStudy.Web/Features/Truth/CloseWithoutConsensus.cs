using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Domain.Truth;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Truth;

/// <summary>
/// Excludes the cases whose truthers did not agree after a number of rounds, with that reason. All at once and by the number of rounds, so that
/// nobody picks cases; the votes stay.
/// </summary>
public sealed class CloseWithoutConsensus(ReaderStudyDbContext db, StudyPanels panels, AuditTrail audit)
{
    /// <param name="pass">A coordinator's.</param>
    /// <param name="rounds">Complete rounds that a case needs behind it, from 1.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>How many were excluded.</returns>
    public async Task<int> Handle(StudyPass pass, int rounds, CancellationToken cancellationToken)
    {
        var plan = pass.Study.Protocol.Truth;
        Rule.Require(plan.HasVotes, TruthPanel.TruthIsRecorded);
        Rule.Require(plan.IsOpenIn(pass.Study.Status), TruthPanel.PanelIsOpen);
        var open = await panels.Handle(pass.Study, cancellationToken);
        var closed = open.Where(p => p.Panel.State == PanelState.Differs && p.Panel.CompleteRounds >= Math.Max(1, rounds))
            .Select(p => p.CaseId)
            .ToHashSet();
        Rule.Require(plan.Rule == TruthRule.Consensus && closed.Count > 0, TruthPanel.CloseAfterDisagreement);
        foreach (var one in await db.Cases.Where(c => closed.Contains(c.Id)).ToListAsync(cancellationToken))
        {
            one.Exclude($"No consensus on the reference standard after {Math.Max(1, rounds)} or more rounds");
            audit.Record("case.excluded", pass.PersonId, pass.Study.Id, $"case {one.Id}", "no consensus");
        }

        db.Entry(pass.Study).Property(s => s.Status).IsModified = true;
        await db.SaveChangesAsync(cancellationToken);
        return closed.Count;
    }
}
