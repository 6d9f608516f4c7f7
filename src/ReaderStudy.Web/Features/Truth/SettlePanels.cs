using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Domain.Truth;

namespace ReaderStudy.Web.Features.Truth;

/// <summary>
/// Writes the reference standard of cases that are decided not by a new vote but because who votes or the rule changed: a truther who was waited
/// for left the panel, or two votes count where all did. The caller saves.
/// </summary>
public sealed class SettlePanels(ReaderStudyDbContext db, AuditTrail audit, TimeProvider clock)
{
    /// <param name="study">As it is to be from now on, with its members.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task Handle(Study study, CancellationToken cancellationToken)
    {
        var protocol = study.Protocol;
        if (!protocol.Truth.HasVotes)
        {
            return;
        }

        var cases = db.Cases.Where(c => c.StudyId == study.Id).Select(c => c.Id);
        var votes = await db.TruthVotes.AsNoTracking().Where(v => cases.Contains(v.CaseId)).ToListAsync(cancellationToken);
        var kept = await db.ReferenceStandards.AsNoTracking().Where(r => cases.Contains(r.CaseId)).ToListAsync(cancellationToken);
        var latest = kept.GroupBy(r => r.CaseId).ToDictionary(g => g.Key, g => g.MaxBy(r => r.Revision)!);
        foreach (var ofCase in votes.GroupBy(v => v.CaseId).OrderBy(g => g.Key))
        {
            var panel = new TruthPanel(protocol.Truth.Rule, StudyPanels.TruthersOf(study), ofCase);
            var standard = latest.GetValueOrDefault(ofCase.Key);
            var isKept = standard is { RecordedBy: null } && standard.ClassId == panel.ClassId && standard.Source == panel.Source;
            if (panel.State is PanelState.Decided && !isKept && protocol.Reference.Find(panel.ClassId!) is not null)
            {
                db.ReferenceStandards.Add(ReferenceStandard.Of(panel, ofCase.Key, (standard?.Revision ?? 0) + 1, clock.GetUtcNow()));
                audit.Record("truth.decided", null, study.Id, $"case {ofCase.Key}");
            }
        }
    }
}
