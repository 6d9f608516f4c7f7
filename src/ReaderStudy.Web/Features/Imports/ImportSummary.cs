using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>What de-identification did in one import, summed over its images and kept beside them.</summary>
/// <param name="Images">How many images were summed.</param>
/// <param name="Counts">Elements that met each fate.</param>
public sealed record ImportSummary(int Images, DeidentificationCounts Counts)
{
    /// <summary>Null when there is none: the import is not over, or no image came.</summary>
    public static async Task<ImportSummary?> FindAsync(Import import, ImageStore images, CancellationToken cancellationToken) =>
        images.Exists(KeyOf(import))
            ? JsonSerializer.Deserialize<ImportSummary>(await images.ReadAsync(KeyOf(import), cancellationToken))
            : null;

    /// <summary>Sums the receipts up and stores the sum.</summary>
    public static async Task StoreAsync(Import import, ReaderStudyDbContext db, ImageStore images, CancellationToken cancellationToken)
    {
        var (number, sum) = (0, new DeidentificationCounts(0, 0, 0, 0, 0, 0, 0));
        foreach (var key in await PlacedAsync(import, db, cancellationToken))
        {
            if (images.Exists(key))
            {
                var one = JsonSerializer.Deserialize<ImageReceipt>(await images.ReadAsync(key, cancellationToken))!.Counts;
                number++;
                sum = new DeidentificationCounts(
                    sum.Kept + one.Kept,
                    sum.Removed + one.Removed,
                    sum.PrivateRemoved + one.PrivateRemoved,
                    sum.Emptied + one.Emptied,
                    sum.Replaced + one.Replaced,
                    sum.UidsReplaced + one.UidsReplaced,
                    sum.DatesShifted + one.DatesShifted
                );
            }
        }

        if (number > 0)
        {
            await images.WriteAsync(KeyOf(import), JsonSerializer.SerializeToUtf8Bytes(new ImportSummary(number, sum)), cancellationToken);
        }
    }

    /// <summary>Takes the receipts away: the cases know everything now.</summary>
    public static async Task DeleteReceiptsAsync(
        Import import,
        ReaderStudyDbContext db,
        ImageStore images,
        CancellationToken cancellationToken
    )
    {
        foreach (var key in (await PlacedAsync(import, db, cancellationToken)).Where(images.Exists))
        {
            images.Delete(key);
        }
    }

    private static string KeyOf(Import import) => $"{import.StudyId:N}/{import.Id:N}/summary.json";

    private static async Task<List<string>> PlacedAsync(Import import, ReaderStudyDbContext db, CancellationToken cancellationToken)
    {
        var keys = await db
            .ImportFiles.Where(f => f.ImportId == import.Id && f.Status == ImportFileStatus.Placed)
            .Select(f => f.FileKey!)
            .ToListAsync(cancellationToken);
        return keys.ConvertAll(ReceiveFiles.ReceiptKeyOf);
    }
}
