using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>Images that are in cases of a study already.</summary>
internal static class PlacedImages
{
    /// <summary>SHA-256 and place of the stored bytes by SOP Instance UID, for those of the UIDs that are there.</summary>
    public static async Task<Dictionary<string, (string Sha256, string? FileKey)>> FindAsync(
        ReaderStudyDbContext db,
        Guid studyId,
        IReadOnlyList<string> sopUids,
        CancellationToken cancellationToken
    )
    {
        // In two steps: in one, SQLite walks through every series of the study for every UID.
        var found = await db
            .Instances.Where(i => sopUids.Contains(i.SopInstanceUid))
            .Select(i => new
            {
                i.SeriesId,
                i.SopInstanceUid,
                i.Sha256,
                i.FileKey,
            })
            .ToListAsync(cancellationToken);
        var seriesIds = found.Select(f => f.SeriesId).Distinct().ToList();
        var ours = await db
            .Series.Where(s => seriesIds.Contains(s.Id) && db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == studyId))
            .Select(s => s.Id)
            .ToListAsync(cancellationToken);
        var here = ours.ToHashSet();
        return found
            .Where(f => here.Contains(f.SeriesId))
            .DistinctBy(f => f.SopInstanceUid)
            .ToDictionary(f => f.SopInstanceUid, f => (f.Sha256, (string?)f.FileKey));
    }
}
