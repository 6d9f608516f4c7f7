using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Imports;

/// <param name="Received">Files whose images are new and stored without identity.</param>
/// <param name="Duplicates">Files whose images are there already, byte by byte.</param>
/// <param name="Rejected">Files that were refused.</param>
/// <param name="Known">Files that this import has had already.</param>
/// <param name="Held">Files that a person has to look at, or whose conflict has to be decided.</param>
/// <param name="PassedOver">Files that are no images for reading.</param>
public sealed record ReceivedCounts(int Received, int Duplicates, int Rejected, int Known, int Held = 0, int PassedOver = 0)
{
    public static readonly ReceivedCounts None = new(0, 0, 0, 0);

    public static ReceivedCounts operator +(ReceivedCounts a, ReceivedCounts b) =>
        new(
            a.Received + b.Received,
            a.Duplicates + b.Duplicates,
            a.Rejected + b.Rejected,
            a.Known + b.Known,
            a.Held + b.Held,
            a.PassedOver + b.PassedOver
        );
}

/// <summary>
/// Takes files into an import: one reads them (and opens zips), several decode and de-identify in memory and write beside the store, one
/// notes in batches what became of them. Only a bounded part of the files is in memory at any time. The note follows the bytes: a process
/// that dies in between takes the file again and replaces the same by the same.
/// </summary>
public sealed class ReceiveFiles(
    ReaderStudyDbContext db,
    ImageStore images,
    Quarantine quarantine,
    StudyKeys keys,
    Paths paths,
    TimeProvider clock
)
{
    private const int BatchFiles = 256;
    private const int BatchImages = 1024;
    private const int MebibytesInMemory = 64;

    /// <summary>A note waits so long for company: each costs a flush of the database to the disk.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(250);

    /// <summary>Twice the processors: while one waits for the disk to have an image, another computes.</summary>
    private static readonly int Workers = Math.Clamp(2 * Environment.ProcessorCount, 2, 16);

    /// <param name="import">Belongs to a draft.</param>
    /// <param name="files">In the order in which cases shall be numbered. Asked for on another thread, so it must not use the database.</param>
    /// <param name="firstOrder">Place of the first file in the import.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    public async Task<ReceivedCounts> Handle(
        Import import,
        IAsyncEnumerable<SourceFile> files,
        long firstOrder,
        CancellationToken cancellationToken
    )
    {
        var key = keys.Of(import.StudyId);
        var known = import.Folder is null ? [] : await KnownAsync(import, cancellationToken);
        var loader = new FileLoader(new SourceKeys(key), ZipLimits.Default, paths.Spool, known, firstOrder, import.WithPictures);
        var note = new NoteFiles(db, images, quarantine, clock, import);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var budget = new ByteBudget(MebibytesInMemory);
        var loaded = Channel.CreateBounded<LoadedFile>(new BoundedChannelOptions(2 * Workers) { SingleWriter = true });
        var taken = Channel.CreateBounded<TakenFile>(new BoundedChannelOptions(2 * BatchFiles) { SingleReader = true });
        var reading = Task.Run(() => ReadAsync(loader, files, budget, loaded.Writer, stop.Token), CancellationToken.None);
        var working = Task.Run(() => WorkAsync(import, key, loaded.Reader, budget, taken.Writer, stop.Token), CancellationToken.None);
        try
        {
            var counts = await NoteAsync(note, taken.Reader, clock, cancellationToken);
            return counts with { Known = counts.Known + loader.Known };
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(reading, working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (loaded.Reader.TryRead(out var file))
            {
                file.Dispose();
            }

            while (taken.Reader.TryRead(out var file))
            {
                file.Discard();
            }
        }
    }

    /// <summary>Where an image of an import lies: by its UID, so that two files with one UID meet.</summary>
    public static string FileKeyOf(Import import, string sopUid) => FileKeyOf(import.StudyId, import.Id, sopUid);

    public static string FileKeyOf(Guid studyId, Guid importId, string sopUid) => $"{FolderOf(studyId, importId)}/{Short(sopUid)}.dcm";

    /// <summary>Where the tiles of a picture of an import lie: by its file, so that one that is taken again replaces what a killed process left.</summary>
    public static string TilesKeyOf(Import import, string sourceKey) => $"{FolderOf(import)}/{Short(sourceKey)}.tiles";

    /// <summary>Below which the images of an import lie.</summary>
    internal static string FolderOf(Import import) => FolderOf(import.StudyId, import.Id);

    private static string Short(string text) => ImageStore.Sha256Of(System.Text.Encoding.UTF8.GetBytes(text))[..32];

    private static string FolderOf(Guid studyId, Guid importId) => $"{studyId:N}/{importId:N}";

    private async Task<HashSet<string>> KnownAsync(Import import, CancellationToken cancellationToken) =>
        (await db.ImportFiles.Where(f => f.ImportId == import.Id).Select(f => f.SourceKey).ToListAsync(cancellationToken)).ToHashSet();

    private static async Task ReadAsync(
        FileLoader loader,
        IAsyncEnumerable<SourceFile> files,
        ByteBudget budget,
        ChannelWriter<LoadedFile> target,
        CancellationToken stop
    )
    {
        try
        {
            await foreach (var file in files.WithCancellation(stop))
            {
                foreach (var one in loader.Load(file))
                {
                    await budget.TakeAsync(one.Bytes.Length, stop);
                    await target.WriteAsync(one, stop);
                }
            }

            target.Complete();
        }
        catch (Exception exception)
        {
            target.Complete(exception);
        }
    }

    private async Task WorkAsync(
        Import import,
        byte[] key,
        ChannelReader<LoadedFile> source,
        ByteBudget budget,
        ChannelWriter<TakenFile> target,
        CancellationToken stop
    )
    {
        async Task TakeAsync()
        {
            var deidentifier = new Deidentifier(key);
            await foreach (var file in source.ReadAllAsync(stop))
            {
                try
                {
                    var one = await TakenFile.OfAsync(file, import, key, deidentifier, images, quarantine, paths.Spool, stop);
                    await GiveAsync(one, target, stop);
                }
                finally
                {
                    budget.Return(file.Bytes.Length);
                    file.Dispose();
                }
            }
        }

        try
        {
            await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(TakeAsync, CancellationToken.None)));
            target.Complete();
        }
        catch (Exception exception)
        {
            target.Complete(exception);
        }
    }

    private static async Task GiveAsync(TakenFile file, ChannelWriter<TakenFile> target, CancellationToken stop)
    {
        try
        {
            await target.WriteAsync(file, stop);
        }
        catch (OperationCanceledException)
        {
            file.Discard();
            throw;
        }
    }

    private static async Task<ReceivedCounts> NoteAsync(
        NoteFiles note,
        ChannelReader<TakenFile> source,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var counts = ReceivedCounts.None;
        var batch = new List<TakenFile>(BatchFiles);
        while (await source.WaitToReadAsync(cancellationToken))
        {
            batch.Clear();
            var number = 0;
            using var gathered = new CancellationTokenSource(Gathering, clock);
            do
            {
                while (batch.Count < BatchFiles && number < BatchImages && source.TryRead(out var file))
                {
                    batch.Add(file);
                    number += file.Images.Count;
                }
            } while (batch.Count < BatchFiles && number < BatchImages && await IsMoreComingAsync(source, gathered.Token));

            if (await note.TakeAsync(batch, cancellationToken) is not { } more)
            {
                return counts;
            }

            counts += more;
        }

        return counts;
    }

    /// <summary>False when nothing more comes, or not in time. Why nothing more comes is told once what has come is noted.</summary>
    private static async Task<bool> IsMoreComingAsync(ChannelReader<TakenFile> source, CancellationToken gathered)
    {
        var more = source.WaitToReadAsync(gathered).AsTask();
        await ((Task)more).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return more.IsCompletedSuccessfully && await more;
    }
}
