using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Quality;

/// <param name="First">An image of the group.</param>
/// <param name="Images">How many wait.</param>
/// <param name="CaseCode">Null: no image of the patient is in a case yet.</param>
public sealed record HeldLine(HeldImage First, int Images, string? CaseCode);

/// <param name="Pass">Who looks.</param>
/// <param name="Groups">Series by question.</param>
public sealed record HeldList(StudyPass Pass, IReadOnlyList<HeldLine> Groups);

/// <param name="Pass">Who looks.</param>
/// <param name="Shown">The image shown large.</param>
/// <param name="Rows">Its height in pixels.</param>
/// <param name="Columns">Its width in pixels.</param>
/// <param name="Regions">Where text is suspected, in all images of the group.</param>
/// <param name="Unframed">How many more places there are than are framed.</param>
/// <param name="Group">All images that are decided on together.</param>
/// <param name="Modality">Of the series.</param>
public sealed record HeldReview(
    StudyPass Pass,
    HeldImage Shown,
    int Rows,
    int Columns,
    IReadOnlyList<PixelRegion> Regions,
    int Unframed,
    IReadOnlyList<HeldImage> Group,
    string Modality
);

/// <summary>Shows held images to the coordinators who decide on them, and to nobody else.</summary>
public sealed class HeldPages(ReaderStudyDbContext db, Quarantine quarantine)
{
    /// <summary>So many frames are offered; there is room for some more that a person draws.</summary>
    public const int MostRegions = 64;

    private const int Largest = 1600;

    public async Task<HeldList> Handle(StudyPass pass, CancellationToken cancellationToken)
    {
        var waiting = await db
            .HeldImages.AsNoTracking()
            .Where(h => h.StudyId == pass.Study.Id && h.State == HeldState.Waiting && h.Cause == HeldCause.BurnedInText)
            .ToListAsync(cancellationToken);
        var codes = await db
            .Cases.Where(c => c.StudyId == pass.Study.Id)
            .Select(c => new { c.Pseudonym, c.Code })
            .ToDictionaryAsync(c => c.Pseudonym, c => c.Code, cancellationToken);
        return new HeldList(
            pass,
            [
                .. waiting
                    .GroupBy(FindHeldImages.GroupOf)
                    .Select(g => new HeldLine(g.MinBy(h => h.Image.Order)!, g.Count(), codes.GetValueOrDefault(g.First().Image.Patient)))
                    .OrderBy(l => l.First.Image.Order),
            ]
        );
    }

    public async Task<HeldReview?> ReviewAsync(StudyPass pass, Guid heldId, CancellationToken cancellationToken)
    {
        var group = await HeldGroups.OfAsync(db, pass.Study.Id, heldId, cancellationToken);
        if (group.Find(h => h.Id == heldId) is not { } shown)
        {
            return null;
        }

        var image = await ReadAsync(shown, cancellationToken);
        var all = group.SelectMany(h => JsonSerializer.Deserialize<List<PixelRegion>>(h.RegionsJson) ?? []).Distinct().ToList();
        var regions = all.Where(r => !all.Exists(other => other != r && Contains(other, r))).ToList();
        return new HeldReview(
            pass,
            shown,
            image.RequireInt(DicomTags.Rows),
            image.RequireInt(DicomTags.Columns),
            [.. regions.Take(MostRegions)],
            Math.Max(0, regions.Count - MostRegions),
            group,
            image.GetString(DicomTags.Modality) ?? ""
        );
    }

    private static bool Contains(PixelRegion outer, PixelRegion inner) =>
        outer.Left <= inner.Left
        && outer.Top <= inner.Top
        && outer.Left + outer.Width >= inner.Left + inner.Width
        && outer.Top + outer.Height >= inner.Top + inner.Height;

    /// <summary>A held image as a PNG.</summary>
    /// <param name="pass">A coordinator's.</param>
    /// <param name="heldId">The image.</param>
    /// <param name="longest">Pixels of its longer side.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<byte[]> PictureAsync(StudyPass pass, Guid heldId, int longest, CancellationToken cancellationToken)
    {
        var held =
            await db
                .HeldImages.AsNoTracking()
                .SingleOrDefaultAsync(h => h.Id == heldId && h.StudyId == pass.Study.Id && h.State == HeldState.Waiting, cancellationToken)
            ?? throw new NotFoundException("image");
        var image = await ReadAsync(held, cancellationToken);
        return Thumbnail.Png(image, NativePixels.Of(image), longest: Math.Clamp(longest, 32, Largest));
    }

    private async Task<DicomDataset> ReadAsync(HeldImage held, CancellationToken cancellationToken)
    {
        try
        {
            return DicomFile.Read(await quarantine.ReadAsync(held.StudyId, Quarantine.KeyOf(held), cancellationToken)).Dataset;
        }
        catch (IOException exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NotFoundException("image");
        }
    }
}
