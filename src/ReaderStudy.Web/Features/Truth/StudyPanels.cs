using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Domain.Truth;

namespace ReaderStudy.Web.Features.Truth;

/// <param name="CaseId">The case.</param>
/// <param name="Code">Its code.</param>
/// <param name="Panel">Its votes and what they come to.</param>
/// <param name="Votes">By round and seat.</param>
public sealed record CasePanel(Guid CaseId, string Code, TruthPanel Panel, IReadOnlyList<TruthVote> Votes);

/// <summary>Gathers the votes on the included cases of a study. What of them a page shows is its own affair.</summary>
public sealed class StudyPanels(ReaderStudyDbContext db)
{
    /// <summary>By code. The protocol must have truthers vote.</summary>
    public async Task<IReadOnlyList<CasePanel>> Handle(Study study, CancellationToken cancellationToken)
    {
        var cases = await db
            .Cases.Where(c => c.StudyId == study.Id && c.IsIncluded)
            .Select(c => new { c.Id, c.Code })
            .ToListAsync(cancellationToken);
        var votes = await db
            .TruthVotes.AsNoTracking()
            .Where(v => db.Cases.Any(c => c.Id == v.CaseId && c.StudyId == study.Id))
            .ToListAsync(cancellationToken);
        var byCase = votes.ToLookup(v => v.CaseId);
        var (rule, truthers) = (study.Protocol.Truth.Rule, TruthersOf(study));
        return
        [
            .. cases
                .OrderBy(c => c.Code.Length)
                .ThenBy(c => c.Code, StringComparer.Ordinal)
                .Select(c => new CasePanel(
                    c.Id,
                    c.Code,
                    new TruthPanel(rule, truthers, byCase[c.Id]),
                    [.. byCase[c.Id].OrderBy(v => v.Round).ThenBy(v => v.Seat)]
                )),
        ];
    }

    /// <summary>The study's truthers.</summary>
    internal static List<Guid> TruthersOf(Study study) =>
        [.. study.Members.Where(m => m.Role == StudyRole.Truther).Select(m => m.PersonId)];
}
