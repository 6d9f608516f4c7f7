using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Cohort;

/// <summary>A small picture of one slice. It is made once and kept beside the images.</summary>
public sealed class SeriesThumbnail(ReaderStudyDbContext db, ImageStore images)
{
    private const int Longest = 112;

    /// <summary>Where the picture of an image lies once it is made.</summary>
    internal static string KeyOf(Guid studyId, Guid instanceId) => $"{studyId:N}/thumbnails/{instanceId:N}.png";

    /// <param name="studyId">The study that the series must belong to.</param>
    /// <param name="seriesId">The series.</param>
    /// <param name="slice">From 0, in the order of the stack.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The PNG, and a name that changes when the picture does.</returns>
    public async Task<(byte[] Png, string Version)> Handle(Guid studyId, Guid seriesId, int slice, CancellationToken cancellationToken)
    {
        var instance =
            await db
                .Instances.AsNoTracking()
                .FirstOrDefaultAsync(
                    i =>
                        i.SeriesId == seriesId
                        && i.Position == slice
                        && db.Series.Any(s => s.Id == seriesId && db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == studyId)),
                    cancellationToken
                )
            ?? throw new NotFoundException("image");
        var key = KeyOf(studyId, instance.Id);
        if (!images.Exists(key))
        {
            var header = DicomFile.Read(await images.ReadAsync(instance.FileKey, cancellationToken)).Dataset;
            var window = header.GetString(DicomTags.Modality) == "CT" ? Window.Abdomen : (Window?)null;
            var png = Thumbnail.Png(header, NativePixels.Of(header), longest: Longest, window: window);
            await images.WriteAsync(key, png, cancellationToken);
        }

        return (await images.ReadAsync(key, cancellationToken), $"{instance.Id:N}-{instance.Sha256[..16]}");
    }
}
