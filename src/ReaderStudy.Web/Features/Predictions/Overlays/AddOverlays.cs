using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Predictions.Overlays;

/// <summary>Brings in what a model drew, to one of its finished runs: all files, or none.</summary>
public sealed class AddOverlays(
    ReaderStudyDbContext db,
    AuditTrail audit,
    ImageStore store,
    ReadSegmentation readSegmentation,
    ReadOverlayList readList
)
{
    /// <summary>Most bytes of one overlay's maps: they travel to the reader's page whole.</summary>
    public const int MostMapBytes = 16 * 1024 * 1024;

    public static readonly Rule BeforeSealing = new(
        "prediction-overlays.before-sealing",
        "What a model drew is brought in, or removed, before the protocol is sealed: what readers see is fixed then."
    );
    public static readonly Rule RunHasFinished = new(
        "prediction-overlays.run-finished",
        "What a model drew is brought in to a run that has finished. Wait for its end, or run the model again."
    );
    public static readonly Rule FilesAreReadable = new(
        "prediction-overlays.readable",
        "A file cannot be taken, so none was. Mend it and bring all of them in again."
    );

    /// <param name="pass">A coordinator's.</param>
    /// <param name="runId">Whose drawings they are.</param>
    /// <param name="files">Names and contents.</param>
    /// <param name="cancellationToken">Stops before anything is saved.</param>
    /// <exception cref="BrokenRuleException">The study is sealed, the run has not finished, or a file cannot be taken, which is named.</exception>
    public async Task<int> Handle(
        StudyPass pass,
        Guid runId,
        IReadOnlyList<(string Name, byte[] Bytes)> files,
        CancellationToken cancellationToken
    )
    {
        var run = await RunAsync(db, pass, runId, cancellationToken);
        Rule.Require(files.Count > 0, FilesAreReadable, "No file was chosen.");
        var found = new List<FoundOverlay>();
        foreach (var (name, bytes) in files)
        {
            found.AddRange(await ReadAsync(pass.Study.Id, name, bytes, cancellationToken));
        }

        var number = await db.PredictionOverlays.Where(o => o.RunId == runId).MaxAsync(o => (int?)o.Number, cancellationToken) ?? 0;
        foreach (var one in found)
        {
            var overlay = new PredictionOverlay(run.Id, one.Series.CaseId, one.Series.Id, one.Kind, one.Label.Trim(), one.Score);
            var bytes = one.Geometry.ToBytes();
            var key = $"{pass.Study.Id:N}/overlays/{overlay.Id:N}.json.gz";
            await store.WriteAsync(key, bytes, cancellationToken);
            overlay.KeepAs(++number, key, ImageStore.Sha256Of(bytes));
            db.PredictionOverlays.Add(overlay);
        }

        audit.Record(
            "predictions.overlays-added",
            pass.PersonId,
            pass.Study.Id,
            $"prediction run {run.Id}",
            $"{found.Count} of {files.Count} file(s)"
        );
        await SaveAsync(db, pass.Study, cancellationToken);
        return found.Count;
    }

    /// <summary>A finished run of a draft.</summary>
    internal static async Task<PredictionRun> RunAsync(
        ReaderStudyDbContext db,
        StudyPass pass,
        Guid runId,
        CancellationToken cancellationToken
    )
    {
        var run =
            await db.PredictionRuns.SingleOrDefaultAsync(r => r.Id == runId && r.StudyId == pass.Study.Id, cancellationToken)
            ?? throw new NotFoundException("prediction run");
        Rule.Require(pass.Study.Status is StudyStatus.Draft, BeforeSealing);
        Rule.Require(run is { Status: PredictionRunStatus.Succeeded, IsImported: false }, RunHasFinished);
        return run;
    }

    /// <summary>With the study's status as it was read: a sealing at the same moment makes this fail.</summary>
    internal static Task SaveAsync(ReaderStudyDbContext db, Study study, CancellationToken cancellationToken)
    {
        db.Entry(study).Property(s => s.Status).IsModified = true;
        return db.SaveChangesAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<FoundOverlay>> ReadAsync(Guid studyId, string name, byte[] bytes, CancellationToken cancellationToken)
    {
        try
        {
            var found = IsList(bytes)
                ? await readList.Handle(studyId, bytes, cancellationToken)
                : await readSegmentation.Handle(studyId, bytes, cancellationToken);
            foreach (var one in found)
            {
                if (one.Label.Trim().Length is 0 or > PredictionOverlay.LongestLabel)
                {
                    throw new OverlayFileException(
                        $"Its label '{one.Label}' has {one.Label.Trim().Length} characters; readers are shown 1 to {PredictionOverlay.LongestLabel}."
                    );
                }

                if (one.Geometry.Slices?.Sum(s => (long)s.Rows * s.Columns) > MostMapBytes)
                {
                    throw new OverlayFileException(
                        $"The map '{one.Label}' is larger than {MostMapBytes / (1024 * 1024)} MB. Write it coarser, or with fewer slices."
                    );
                }
            }

            return found.Count > 0 ? found : throw new OverlayFileException("Nothing is drawn in it. Leave it out.");
        }
        catch (OverlayFileException refused)
        {
            throw new BrokenRuleException(FilesAreReadable, $"{name}: {refused.Message}");
        }
        catch (DicomException refused)
        {
            throw new BrokenRuleException(
                FilesAreReadable,
                $"{name}: {refused.Message}. Masks and maps are DICOM segmentations (binary, label map, fractional) on the images of a series of this study; boxes are a JSON file."
            );
        }
    }

    private static bool IsList(byte[] bytes) =>
        bytes.AsSpan().TrimStart([(byte)0xEF, (byte)0xBB, (byte)0xBF, (byte)' ', (byte)'\r', (byte)'\n', (byte)'\t']) is [(byte)'{', ..];
}
