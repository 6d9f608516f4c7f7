using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>Images that are in cases of a study already.</summary>
internal static class PlacedImages
{
    /// <summary>SHA-256 of the stored bytes by SOP Instance UID, for those of the UIDs that are there.</summary>
    public static async Task<Dictionary<string, string>> HashesAsync(
        ReaderStudyDbContext db,
        Guid studyId,
        IReadOnlyList<string> sopUids,
        CancellationToken cancellationToken
    )
    {
        var found = await db
            .Instances.Where(i => sopUids.Contains(i.SopInstanceUid))
            .Join(
                db.Series,
                i => i.SeriesId,
                s => s.Id,
                (i, s) =>
                    new
                    {
                        i.SopInstanceUid,
                        i.Sha256,
                        s.CaseId,
                    }
            )
            .Join(db.Cases.Where(c => c.StudyId == studyId), i => i.CaseId, c => c.Id, (i, _) => new { i.SopInstanceUid, i.Sha256 })
            .ToListAsync(cancellationToken);
        return found.DistinctBy(f => f.SopInstanceUid).ToDictionary(f => f.SopInstanceUid, f => f.Sha256);
    }
}
