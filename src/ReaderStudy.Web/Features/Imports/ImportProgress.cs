using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Features.Shared;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Imports;

/// <param name="Status">Where the import stands.</param>
/// <param name="Step">What happens now, in words.</param>
/// <param name="Done">Files (or, while stacks are sorted, series) done.</param>
/// <param name="Total">Of this many; 0 while it is not known.</param>
/// <param name="Imported">Files received or in cases.</param>
/// <param name="Duplicates">Files that were there already.</param>
/// <param name="Rejected">Files refused.</param>
/// <param name="Held">Files that a person has to look at or decide on.</param>
/// <param name="PassedOver">Files that are no images for reading.</param>
/// <param name="Bytes">Of the files that were read.</param>
/// <param name="Speed">How fast it went so far and how long it may take, in words; empty when that says nothing.</param>
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
    int Held,
    int PassedOver,
    long Bytes,
    string Speed,
    bool IsOver,
    string Sentence
);

/// <param name="Name">Path within the import.</param>
/// <param name="Reason">Why it was refused.</param>
public sealed record RejectedFile(string Name, string Reason);

/// <param name="Pass">Who looks.</param>
/// <param name="Import">The import.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Rejected">By name; at most 1,000.</param>
/// <param name="Waiting">Held images that nobody has decided on.</param>
/// <param name="Report">What de-identification did so far.</param>
public sealed record ImportPage(
    StudyPass Pass,
    Import Import,
    ImportState State,
    IReadOnlyList<RejectedFile> Rejected,
    int Waiting,
    DeidentificationReport Report
);

/// <summary>Tells how far an import is, and what became of its files.</summary>
public sealed class ImportProgress(ReaderStudyDbContext db, TimeProvider clock)
{
    public async Task<ImportPage> Handle(StudyPass pass, Import import, CancellationToken cancellationToken)
    {
        var rejected = await db
            .ImportFiles.Where(f => f.ImportId == import.Id && f.Status == ImportFileStatus.Rejected)
            .OrderBy(f => f.Name)
            .Take(1000)
            .Select(f => new RejectedFile(f.Name ?? "(its name is not kept)", f.Reason!))
            .ToListAsync(cancellationToken);
        var waiting = await db.HeldImages.CountAsync(
            h => h.ImportId == import.Id && h.State == HeldState.Waiting && h.Cause == HeldCause.BurnedInText,
            cancellationToken
        );
        return new ImportPage(pass, import, await StateAsync(import, cancellationToken), rejected, waiting, ReportOf(import));
    }

    /// <summary>What de-identification did in an import.</summary>
    public static DeidentificationReport ReportOf(Import import) =>
        import.ReportJson is { } json ? DeidentificationReport.FromJson(json) : DeidentificationReport.Empty;

    /// <summary>The state alone, for live progress.</summary>
    public async Task<ImportState> StateAsync(Import import, CancellationToken cancellationToken)
    {
        var counts = await db
            .ImportFiles.Where(f => f.ImportId == import.Id)
            .GroupBy(f => f.Status)
            .Select(g => new { Status = g.Key, Number = g.Count() })
            .ToDictionaryAsync(g => g.Status, g => g.Number, cancellationToken);
        int Count(ImportFileStatus status) => counts.GetValueOrDefault(status);
        var (placed, received) = (Count(ImportFileStatus.Placed), Count(ImportFileStatus.Received));
        var (step, done, total) = await StepAsync(import, received, placed, cancellationToken);
        var sentence = import.Status switch
        {
            ImportStatus.Receiving when import.Source is { } sender =>
                $"{Files(counts.Values.Sum())} received so far from {sender}; the import begins once the sender is quiet.",
            ImportStatus.Receiving => $"{Files(counts.Values.Sum())} received so far; the upload is not finished.",
            ImportStatus.Queued => "The import waits for its turn.",
            ImportStatus.Running => $"{step}.",
            ImportStatus.Succeeded => await ImportOutcome.OfAsync(db, import, counts, cancellationToken),
            ImportStatus.Failed => $"The import failed. {import.FailureReason}",
            ImportStatus.Cancelled =>
                $"The import was cancelled. {Files(placed)} that {(placed == 1 ? "was" : "were")} in cases already stayed; the others were thrown away.",
        };
        return new ImportState(
            import.Status,
            step,
            done,
            total,
            placed + received,
            Count(ImportFileStatus.Duplicate),
            Count(ImportFileStatus.Rejected),
            Count(ImportFileStatus.Held),
            Count(ImportFileStatus.PassedOver),
            import.BytesDone,
            SpeedOf(import, counts.Values.Sum()),
            import.IsOver,
            sentence
        );
    }

    /// <summary>How long it may take is told of the reading, which is nearly all of it; empty where nothing is known.</summary>
    private string SpeedOf(Import import, int files)
    {
        var span = (import.FinishedAt ?? clock.GetUtcNow()) - import.StartedAt;
        if (span.TotalSeconds < 1 || files == 0 || import.Folder is null)
        {
            return "";
        }

        var perSecond = Math.Round(files / span.TotalSeconds);
        var rate = string.Create(
            CultureInfo.InvariantCulture,
            $"{perSecond:0} {(perSecond == 1 ? "file" : "files")} and {import.BytesDone / 1e6 / span.TotalSeconds:0.0} MB a second"
        );
        return import.Status switch
        {
            ImportStatus.Succeeded => $"{rate}, {Texts.Duration(span)} in all",
            ImportStatus.Running when import.FilesDone > 0 && import.FilesDone < import.FilesTotal =>
                $"{rate}, about {Texts.Duration(span * ((double)(import.FilesTotal - import.FilesDone) / import.FilesDone))} left",
            ImportStatus.Running when import.FilesTotal == 0 => rate,
            _ => "",
        };
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

    private static string Files(int number) => $"{number.ToString("N0", CultureInfo.InvariantCulture)} {(number == 1 ? "file" : "files")}";
}
