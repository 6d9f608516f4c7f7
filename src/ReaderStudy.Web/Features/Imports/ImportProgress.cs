using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Imports;

/// <param name="Status">Where the import stands.</param>
/// <param name="Step">What happens now, in words.</param>
/// <param name="Done">Files (or, while stacks are sorted, series) done.</param>
/// <param name="Total">Of this many; 0 while it is not known.</param>
/// <param name="Imported">Images received or in cases.</param>
/// <param name="Duplicates">Files that were there already.</param>
/// <param name="Rejected">Files refused.</param>
/// <param name="IsOver">Nothing will change any more.</param>
/// <param name="Sentence">How it stands or ended, in a sentence.</param>
public sealed record ImportState(
    ImportStatus Status,
    string Step,
    int Done,
    int Total,
    int Imported,
    int Duplicates,
    int Rejected,
    bool IsOver,
    string Sentence
);

/// <param name="Name">Path within the import.</param>
/// <param name="Reason">Why it was refused.</param>
public sealed record RejectedFile(string Name, string Reason);

/// <param name="CaseCode">The case.</param>
/// <param name="Question">What to look at.</param>
/// <param name="Images">How many images raise it.</param>
public sealed record ImportQuestion(string CaseCode, string Question, int Images);

/// <param name="Pass">Who looks.</param>
/// <param name="Import">The import.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Rejected">By name; at most 1,000.</param>
/// <param name="Questions">What a person has to look at.</param>
/// <param name="Summary">What de-identification did; null until the end.</param>
public sealed record ImportPage(
    StudyPass Pass,
    Import Import,
    ImportState State,
    IReadOnlyList<RejectedFile> Rejected,
    IReadOnlyList<ImportQuestion> Questions,
    ImportSummary? Summary
);

/// <summary>Tells how far an import is, and what became of its files.</summary>
public sealed class ImportProgress(ReaderStudyDbContext db, ImageStore images)
{
    public async Task<ImportPage> Handle(StudyPass pass, Import import, CancellationToken cancellationToken)
    {
        var rejected = await db
            .ImportFiles.Where(f => f.ImportId == import.Id && f.Status == ImportFileStatus.Rejected)
            .OrderBy(f => f.Name)
            .Take(1000)
            .Select(f => new RejectedFile(f.Name!, f.Reason!))
            .ToListAsync(cancellationToken);
        var questions = await db
            .ImportFiles.Where(f => f.ImportId == import.Id && f.Status == ImportFileStatus.Placed && f.Reason != null)
            .Join(db.Instances, f => f.FileKey, i => i.FileKey, (f, i) => new { Reason = f.Reason!, i.SeriesId })
            .Join(db.Series, f => f.SeriesId, s => s.Id, (f, s) => new { f.Reason, s.CaseId })
            .Join(db.Cases, f => f.CaseId, c => c.Id, (f, c) => new { f.Reason, c.Code })
            .GroupBy(f => new { f.Reason, f.Code })
            .Select(g => new
            {
                g.Key.Code,
                g.Key.Reason,
                Number = g.Count(),
            })
            .OrderBy(q => q.Code)
            .Take(1000)
            .ToListAsync(cancellationToken);
        var summary = import.IsOver ? await ImportSummary.FindAsync(import, images, cancellationToken) : null;
        return new ImportPage(
            pass,
            import,
            await StateAsync(import, cancellationToken),
            rejected,
            questions.ConvertAll(q => new ImportQuestion(q.Code, q.Reason, q.Number)),
            summary
        );
    }

    /// <summary>The state alone, for live progress.</summary>
    public async Task<ImportState> StateAsync(Import import, CancellationToken cancellationToken)
    {
        var counts = await db
            .ImportFiles.Where(f => f.ImportId == import.Id)
            .GroupBy(f => f.Status)
            .Select(g => new { Status = g.Key, Number = g.Count() })
            .ToDictionaryAsync(g => g.Status, g => g.Number, cancellationToken);
        var placed = counts.GetValueOrDefault(ImportFileStatus.Placed);
        var received = counts.GetValueOrDefault(ImportFileStatus.Received);
        var duplicates = counts.GetValueOrDefault(ImportFileStatus.Duplicate);
        var rejected = counts.GetValueOrDefault(ImportFileStatus.Rejected);
        var (step, done, total) = await StepAsync(import, received, placed, cancellationToken);
        var sentence = import.Status switch
        {
            ImportStatus.Receiving when import.Source is { } sender =>
                $"{Files(received + duplicates + rejected)} received so far from {sender}; the import begins once the sender is quiet.",
            ImportStatus.Receiving => $"{Files(received + duplicates + rejected)} received so far; the upload is not finished.",
            ImportStatus.Queued => "The import waits for its turn.",
            ImportStatus.Running => $"{step}.",
            ImportStatus.Succeeded => await OutcomeAsync(import, placed, duplicates, rejected, cancellationToken),
            ImportStatus.Failed => $"The import failed. {import.FailureReason}",
            ImportStatus.Cancelled =>
                $"The import was cancelled. {Files(placed)} that {(placed == 1 ? "was" : "were")} in cases already stayed; the others were thrown away.",
        };
        return new ImportState(import.Status, step, done, total, placed + received, duplicates, rejected, import.IsOver, sentence);
    }

    private async Task<(string Step, int Done, int Total)> StepAsync(
        Import import,
        int received,
        int placed,
        CancellationToken cancellationToken
    )
    {
        if (import.IsOver)
        {
            return ("Done", import.FilesDone, import.FilesTotal);
        }

        if (import.Status is not ImportStatus.Running)
        {
            return (import.Status is ImportStatus.Queued ? "Waiting" : "Receiving files", received, 0);
        }

        if (import.Folder is not null && import.FilesDone < import.FilesTotal || import is { Folder: not null, FilesTotal: 0 })
        {
            return ("Reading files and taking identities out", import.FilesDone, import.FilesTotal);
        }

        if (import is { Source: not null, FilesTotal: > 0 } && import.FilesDone < import.FilesTotal)
        {
            return ("Fetching images and taking identities out", import.FilesDone, import.FilesTotal);
        }

        if (received > 0)
        {
            return ("Putting images into cases", placed, placed + received);
        }

        var left = await SortSeries.Unsorted(db, import.StudyId).CountAsync(cancellationToken);
        var all = await db.Series.CountAsync(s => db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == import.StudyId), cancellationToken);
        return ("Sorting stacks and looking for their phase", all - left, all);
    }

    /// <summary><c>211 of 214 files imported; 3 were not: 2 are not DICOM, 1 is truncated.</c></summary>
    private async Task<string> OutcomeAsync(Import import, int placed, int duplicates, int rejected, CancellationToken cancellationToken)
    {
        var total = placed + duplicates + rejected;
        var text = $"{placed.ToString("N0", CultureInfo.InvariantCulture)} of {Files(total)} imported";
        if (duplicates > 0)
        {
            text += $"; {duplicates} {(duplicates == 1 ? "was" : "were")} there already";
        }

        if (rejected == 0)
        {
            return text + ".";
        }

        var reasons = await db
            .ImportFiles.Where(f => f.ImportId == import.Id && f.Status == ImportFileStatus.Rejected)
            .Select(f => f.Reason!)
            .ToListAsync(cancellationToken);
        var kinds = reasons
            .GroupBy(KindOf)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Count()} {(g.Count() == 1 ? "is" : "are")} {g.Key}");
        return $"{text}; {rejected} {(rejected == 1 ? "was" : "were")} not: {string.Join(", ", kinds)}.";
    }

    private static string KindOf(string reason) =>
        reason switch
        {
            _ when reason.StartsWith("not a DICOM", StringComparison.Ordinal) => "not DICOM",
            _ when reason.StartsWith("not readable as DICOM", StringComparison.Ordinal) => "not DICOM",
            _ when reason.StartsWith("truncated", StringComparison.Ordinal) => "truncated",
            _ when reason.StartsWith("unsupported", StringComparison.Ordinal) => "of a kind that is not read",
            _ when reason.StartsWith("another image", StringComparison.Ordinal) => "in conflict with another image",
            _ when reason.Contains("zip", StringComparison.Ordinal) => "not a usable zip",
            _ => "not usable",
        };

    private static string Files(int number) => $"{number.ToString("N0", CultureInfo.InvariantCulture)} {(number == 1 ? "file" : "files")}";
}
