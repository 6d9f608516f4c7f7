using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>How an import ended, in a sentence: <c>211 of 214 files imported; 3 were not: 2 are not DICOM, 1 is truncated.</c></summary>
internal static class ImportOutcome
{
    public static async Task<string> OfAsync(
        ReaderStudyDbContext db,
        Import import,
        IReadOnlyDictionary<ImportFileStatus, int> counts,
        CancellationToken cancellationToken
    )
    {
        int Count(ImportFileStatus status) => counts.GetValueOrDefault(status);
        var total = counts.Values.Sum();
        var text = $"{Number(Count(ImportFileStatus.Placed))} of {Number(total)} {(total == 1 ? "file" : "files")} imported";
        if (Count(ImportFileStatus.Duplicate) is > 0 and var duplicates)
        {
            text += $"; {Number(duplicates)} {Were(duplicates)} there already";
        }

        if (Count(ImportFileStatus.Held) is > 0 and var held)
        {
            text += $"; {Number(held)} {(held == 1 ? "is" : "are")} held until somebody has looked at {(held == 1 ? "it" : "them")}";
        }

        var reasons = await db
            .ImportFiles.Where(f =>
                f.ImportId == import.Id && (f.Status == ImportFileStatus.Rejected || f.Status == ImportFileStatus.PassedOver)
            )
            .GroupBy(f => new { f.Status, f.Reason })
            .Select(g => new
            {
                g.Key.Status,
                Reason = g.Key.Reason!,
                Number = g.Count(),
            })
            .ToListAsync(cancellationToken);
        if (Count(ImportFileStatus.PassedOver) is > 0 and var passed)
        {
            var kinds = reasons
                .Where(r => r.Status == ImportFileStatus.PassedOver)
                .OrderByDescending(r => r.Number)
                .ThenBy(r => r.Reason, StringComparer.Ordinal)
                .Select(r => r.Number == 1 ? $"1 is {r.Reason}" : $"{Number(r.Number)} are {NotForReading.Plural(r.Reason)}");
            text += $"; {Number(passed)} {Were(passed)} passed over: {string.Join(", ", kinds)}";
        }

        if (Count(ImportFileStatus.Rejected) is > 0 and var rejected)
        {
            var kinds = reasons
                .Where(r => r.Status == ImportFileStatus.Rejected)
                .GroupBy(r => KindOf(r.Reason))
                .Select(g => (Kind: g.Key, Number: g.Sum(r => r.Number)))
                .OrderByDescending(g => g.Number)
                .ThenBy(g => g.Kind, StringComparer.Ordinal)
                .Select(g => $"{Number(g.Number)} {(g.Number == 1 ? "is" : "are")} {g.Kind}");
            text += $"; {Number(rejected)} {Were(rejected)} not: {string.Join(", ", kinds)}";
        }

        return text + ".";
    }

    private static string KindOf(string reason) =>
        reason switch
        {
            _ when reason.StartsWith("not a DICOM", StringComparison.Ordinal) => "not DICOM",
            _ when reason.StartsWith("not readable as DICOM", StringComparison.Ordinal) => "not DICOM",
            _ when reason.StartsWith("truncated", StringComparison.Ordinal) => "truncated",
            _ when reason.StartsWith("unsupported", StringComparison.Ordinal) => "of a kind that is not read",
            _ when reason.StartsWith(Quality.DecideHeldImages.RejectedByPerson, StringComparison.Ordinal) => "not wanted",
            _ when reason.Contains("zip", StringComparison.Ordinal) => "not a usable zip",
            _ => "not usable",
        };

    private static string Were(int number) => number == 1 ? "was" : "were";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
