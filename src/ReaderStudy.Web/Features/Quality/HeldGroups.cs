using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Web.Features.Quality;

/// <summary>Held images that are decided on together: those of one series with the same question.</summary>
internal static class HeldGroups
{
    /// <summary>The waiting images of the group that an image belongs to, in the order of their files; empty when all are decided.</summary>
    /// <exception cref="NotFoundException">There is no such image in the study.</exception>
    public static async Task<List<HeldImage>> OfAsync(
        ReaderStudyDbContext db,
        Guid studyId,
        Guid heldId,
        CancellationToken cancellationToken
    )
    {
        var one =
            await db.HeldImages.AsNoTracking().SingleOrDefaultAsync(h => h.Id == heldId && h.StudyId == studyId, cancellationToken)
            ?? throw new NotFoundException("image");
        return await db
            .HeldImages.Where(h =>
                h.StudyId == studyId
                && h.State == HeldState.Waiting
                && h.Cause == HeldCause.BurnedInText
                && h.Image.SeriesUid == one.Image.SeriesUid
                && h.Question == one.Question
            )
            .OrderBy(h => h.Image.Order)
            .ThenBy(h => h.Id)
            .ToListAsync(cancellationToken);
    }
}
