using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Cohort;

/// <summary>A slide or photograph, small: its largest level that is one tile.</summary>
public sealed class PictureThumbnail(ReaderStudyDbContext db, ImageStore images)
{
    /// <summary>That of a picture 256 pixels wide or high at most.</summary>
    private const int Level = 8;

    /// <returns>A JPEG, and a name that changes when the picture does; null: the series is no picture.</returns>
    public async Task<(byte[] Jpeg, string Version)?> Handle(Guid studyId, Guid seriesId, CancellationToken cancellationToken)
    {
        var picture = await db
            .Pictures.AsNoTracking()
            .SingleOrDefaultAsync(
                p =>
                    p.SeriesId == seriesId
                    && db.Series.Any(s => s.Id == seriesId && db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == studyId)),
                cancellationToken
            );
        if (picture is null)
        {
            return null;
        }

        using var pack = images.Open(picture.FileKey);
        for (var level = Level; level >= 0; level--)
        {
            if (TilePack.Read(pack, level, 0, 0) is { } tile)
            {
                return (tile, picture.Sha256[..16]);
            }
        }

        return null;
    }
}
