using System.Security.Cryptography;
using System.Text;
using ReaderStudy.Data;
using ReaderStudy.Dicom.Web;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Features.Imports;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Archives;

/// <summary>
/// Fetches what an import ordered from an archive, and takes it in as any other file. Every few images the order is written anew, so that
/// a killed process goes on with the image it was at. A series that does not come is noted as not imported, with the archive's reason.
/// </summary>
public sealed class PullImages(
    ReaderStudyDbContext db,
    PullOrders orders,
    ConfiguredArchives archives,
    ReceiveFiles receive,
    ImageStore images,
    StudyKeys keys
)
{
    private const int ChunkFiles = 24;
    private const long ChunkBytes = 32L << 20;

    /// <param name="import">Running.</param>
    /// <param name="wasStopped">True once somebody cancelled it.</param>
    /// <param name="cancellationToken">Stops between images; the order stays.</param>
    /// <exception cref="DicomWebException">The archive gives nothing at all.</exception>
    public async Task Handle(Import import, Func<Task<bool>> wasStopped, CancellationToken cancellationToken)
    {
        if (await orders.FindAsync(import, cancellationToken) is not { } order)
        {
            return;
        }

        var archive =
            archives.Find(order.Archive)
            ?? throw new DicomWebException(
                DicomWebProblem.Unreachable,
                $"The archive {order.Archive} is not configured any more.",
                mayPass: false
            );
        order = await ExpandAsync(import, order, archive, cancellationToken);
        var progress = new Progress(import.FilesDone, import.FilesDone + order.Series.Sum(s => s.Images ?? 1) - order.Taken.Count);
        while (order.Series is [var series, ..])
        {
            var before = progress.Done;
            try
            {
                if (!await FetchAsync(import, order, archive, progress, wasStopped, cancellationToken))
                {
                    return;
                }
            }
            catch (DicomWebException problem)
            {
                var isHopeless = problem.Problem is DicomWebProblem.Unreachable or DicomWebProblem.Refused;
                if (isHopeless && progress.Done == 0)
                {
                    throw;
                }

                var lost = isHopeless ? order.Series : [series];
                await RefuseAsync(import, lost, order.SeriesDone, progress.Done > before, problem, cancellationToken);
                order = isHopeless ? order with { Series = [series] } : order;
            }

            order = order with { Series = [.. order.Series.Skip(1)], SeriesDone = order.SeriesDone + 1, Taken = [] };
            await orders.WriteAsync(import, order, cancellationToken);
        }

        import.Report(progress.Done, progress.Done);
        await db.SaveChangesAsync(cancellationToken);
        PullOrders.Delete(import, images);
    }

    /// <summary>Whole exams become their series that hold images.</summary>
    private async Task<PullOrder> ExpandAsync(Import import, PullOrder order, DicomWebClient archive, CancellationToken cancellationToken)
    {
        if (order.Series.All(s => s.SeriesUid is not null))
        {
            return order;
        }

        var series = new List<PullSeries>();
        foreach (var one in order.Series)
        {
            series.AddRange(
                one.SeriesUid is not null
                    ? [one]
                    : (await archive.FindSeriesAsync(one.ExamUid, cancellationToken))
                        .Where(ListSeries.HoldsImages)
                        .Select(s => new PullSeries(one.Exam, one.ExamUid, s.Uid, s.ImageCount))
            );
        }

        order = order with { Series = series };
        await orders.WriteAsync(import, order, cancellationToken);
        return order;
    }

    /// <summary>Fetches the series at work; false when somebody cancelled the import.</summary>
    private async Task<bool> FetchAsync(
        Import import,
        PullOrder order,
        DicomWebClient archive,
        Progress progress,
        Func<Task<bool>> wasStopped,
        CancellationToken cancellationToken
    )
    {
        var series = order.Series[0];
        var (taken, chunk, bytes) = (order.Taken.ToHashSet(), new List<RetrievedImage>(), 0L);
        var retrieval = new ImageRetrieval(archive);
        try
        {
            await foreach (
                var image in retrieval.SeriesAsync(series.ExamUid, series.SeriesUid!, order.Taken.ToHashSet(), cancellationToken)
            )
            {
                chunk.Add(image);
                bytes += image.Bytes.Length;
                if (chunk.Count >= ChunkFiles || bytes >= ChunkBytes)
                {
                    if (await wasStopped())
                    {
                        return false;
                    }

                    await TakeAsync();
                }
            }
        }
        catch (DicomWebException) when (chunk.Count > 0)
        {
            // What came whole before the archive failed is kept.
            await TakeAsync();
            throw;
        }

        await TakeAsync();
        return true;

        async Task TakeAsync()
        {
            var place = $"exam {series.Exam}/series {order.SeriesDone + 1}";
            var key = keys.Of(import.StudyId);
            var files = chunk.ConvertAll(i => new SourceFile($"{place}/{NameOf(i, key)}.dcm", i.Bytes, i.Refusal));
            // The files' places keep the order of the exams as they were chosen.
            await receive.Handle(import, files.ToAsyncEnumerable(), progress.Done, cancellationToken);
            taken.UnionWith(chunk.Select(i => i.SopInstanceUid).OfType<string>());
            await orders.WriteAsync(import, order with { Taken = [.. taken] }, cancellationToken);
            progress.Advance(chunk.Count);
            import.Report(progress.Done, progress.Total);
            await db.SaveChangesAsync(cancellationToken);
            chunk.Clear();
            bytes = 0;
        }
    }

    /// <param name="import">Running.</param>
    /// <param name="lost">Series that do not come, the one at work first.</param>
    /// <param name="seriesDone">How many were fetched before them.</param>
    /// <param name="hasPart">True if images of the first were taken.</param>
    /// <param name="problem">What the archive said.</param>
    /// <param name="cancellationToken">Stops.</param>
    private async Task RefuseAsync(
        Import import,
        IReadOnlyList<PullSeries> lost,
        int seriesDone,
        bool hasPart,
        DicomWebException problem,
        CancellationToken cancellationToken
    )
    {
        var files = lost.Select(
            (s, i) =>
                new SourceFile(
                    $"exam {s.Exam}/series {seriesDone + 1 + i}",
                    default,
                    (i == 0 && hasPart ? "fetched in part only. " : "not fetched. ") + problem.Message
                )
        );
        await receive.Handle(import, files.ToAsyncEnumerable(), 0, cancellationToken);
    }

    /// <summary>Tells images apart without their UID: a keyed hash of it, or of the content where it cannot be read.</summary>
    private static string NameOf(RetrievedImage image, byte[] key) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(key, image.SopInstanceUid is { } uid ? Encoding.ASCII.GetBytes("image\n" + uid) : image.Bytes.Span)
        )[..16];

    /// <summary>Images taken, of so many as the archive told.</summary>
    private sealed class Progress(int before, int total)
    {
        public int Done { get; private set; } = before;

        /// <summary>At least one more than are done, until the end.</summary>
        public int Total => Math.Max(total, Done + 1);

        public void Advance(int by) => Done += by;
    }
}
