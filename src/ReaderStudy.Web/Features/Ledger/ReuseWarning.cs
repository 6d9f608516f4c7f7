using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Ledger;

/// <summary>Says before the sealing whether the images of a study were used in others; in counts, without naming a study.</summary>
public sealed class ReuseWarning(ReaderStudyDbContext db)
{
    /// <summary>A sentence; null: nobody read these images before, and no model ran over them, as far as their fingerprints tell.</summary>
    public async Task<string?> Handle(Study study, CancellationToken cancellationToken)
    {
        var shared = await SharedCases.OfAsync(db, study.Id, cancellationToken);
        if (shared.Count == 0)
        {
            return null;
        }

        var own = shared.ToLookup(s => s.Other, s => s.Own);
        var exposed = await SharedCases.ExposedAsync(db, [.. shared.Select(s => s.StudyId).Distinct()], cancellationToken);
        var there = exposed.SelectMany(e => own[e.CaseId].Select(o => e with { CaseId = o })).ToList();
        var before = SharedCases.Count(shared.Select(s => s.Own).Distinct().Count(), there);
        var readers = study.Readers.Count(r => r.PersonId is { } person && there.Exists(e => e.Who == person));
        return before.IsAny
            ? $"Images of {Of(there.Select(e => e.CaseId).Distinct().Count(), "case", "cases")} were used before in {Of(there.Select(e => e.StudyId).Distinct().Count(), "other study", "other studies")}: "
                + $"read by {Of(before.Readers, "reader", "readers")}, run through {Of(before.Models, "model", "models")}. "
                + (
                    readers == 0
                        ? "None of this study's readers saw them there."
                        : $"{Of(readers, "reader", "readers")} of this study saw them there: new readers are better."
                )
            : null;
    }

    /// <summary>A sentence on series that cannot be recognised yet, here and in other studies; null: there is none.</summary>
    public async Task<string?> UnknownAsync(Study study, CancellationToken cancellationToken)
    {
        var unmarked = FingerprintSeries.Unmarked(db);
        var all = await unmarked.CountAsync(cancellationToken);
        var own = await unmarked.CountAsync(s => db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == study.Id), cancellationToken);
        var where = (own, all - own) switch
        {
            (0, 0) => null,
            (_, 0) => $"{own} series of this study",
            (0, var others) => $"{others} series of other studies",
            (_, var others) => $"{own} series of this study and {others} of other studies",
        };
        return where is null
            ? null
            : $"Whether other studies have these images is not known for certain: {where} cannot be recognised yet. Their fingerprints are taken at the next start, and those of this study by the sealing or on the ledger.";
    }

    private static string Of(int number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";
}
