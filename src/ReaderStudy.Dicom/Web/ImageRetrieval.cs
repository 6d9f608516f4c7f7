using System.Runtime.CompilerServices;

namespace ReaderStudy.Dicom.Web;

/// <summary>
/// Fetches images of a DICOMweb archive (WADO-RS, PS3.18 10.4), as they are stored there, one in memory at a time. A series comes in one
/// answer; where that breaks off, the images that are missing are asked for one by one.
/// </summary>
public sealed class ImageRetrieval(DicomWebClient archive)
{
    private const string Images = "multipart/related; type=\"application/dicom\"; transfer-syntax=*";

    private DicomWebOptions Options => archive.Options;

    /// <summary>The images of an exam, series by series.</summary>
    /// <param name="examUid">Study Instance UID.</param>
    /// <param name="have">SOP Instance UIDs that are not wanted again.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="DicomWebException">As for <see cref="SeriesAsync"/>.</exception>
    public async IAsyncEnumerable<RetrievedImage> ExamAsync(
        string examUid,
        IReadOnlySet<string> have,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var series in await archive.FindSeriesAsync(examUid, cancellationToken))
        {
            await foreach (var image in SeriesAsync(examUid, series.Uid, have, cancellationToken))
            {
                yield return image;
            }
        }
    }

    /// <summary>The images of a series. One that the archive lists but does not give comes with a refusal.</summary>
    /// <param name="examUid">Study Instance UID.</param>
    /// <param name="seriesUid">Series Instance UID.</param>
    /// <param name="have">SOP Instance UIDs that are not wanted again; if there are any, the others are asked for one by one.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="DicomWebException">The archive does not answer, refuses, or has no such series.</exception>
    public async IAsyncEnumerable<RetrievedImage> SeriesAsync(
        string examUid,
        string seriesUid,
        IReadOnlySet<string> have,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var address = $"studies/{examUid}/series/{seriesUid}";
        var given = new HashSet<string>(have);
        DicomWebException? cut = null;
        for (var attempt = 1; given.Count == 0 && attempt <= Options.Tries; attempt++)
        {
            cut = null;
            await using var files = FilesAsync(address, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                try
                {
                    if (!await files.MoveNextAsync())
                    {
                        break;
                    }
                }
                catch (DicomWebException e) when (e.MayPass)
                {
                    cut = e;
                    break;
                }

                if (files.Current.SopInstanceUid is not { } uid || given.Add(uid))
                {
                    yield return files.Current;
                }
            }

            if (cut is null)
            {
                break;
            }

            if (given.Count == 0 && attempt < Options.Tries)
            {
                await archive.PauseAsync(attempt, cancellationToken);
            }
        }

        if (given.Count == 0 && cut is not null)
        {
            throw cut;
        }

        foreach (var uid in await ListAsync(examUid, seriesUid, mustAnswer: cut is not null || have.Count > 0, cancellationToken))
        {
            if (given.Add(uid))
            {
                yield return await ImageAsync($"{address}/instances/{uid}", uid, cancellationToken);
            }
        }
    }

    /// <summary>
    /// What the series should hold. After a complete answer this only finds images that were left out, so an archive that cannot
    /// list them is forgiven.
    /// </summary>
    private async Task<IReadOnlyList<string>> ListAsync(
        string examUid,
        string seriesUid,
        bool mustAnswer,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await archive.FindImagesAsync(examUid, seriesUid, cancellationToken);
        }
        catch (DicomWebException) when (!mustAnswer)
        {
            return [];
        }
    }

    private async Task<RetrievedImage> ImageAsync(string address, string uid, CancellationToken cancellationToken)
    {
        try
        {
            return await archive.PatientlyAsync(() => OneAsync(address, uid, cancellationToken), cancellationToken);
        }
        catch (DicomWebException e) when (e.Problem is DicomWebProblem.NotFound or DicomWebProblem.Failed or DicomWebProblem.NotUnderstood)
        {
            return new RetrievedImage(uid, default, "not given by the archive, which lists it. " + e.Message);
        }
    }

    private async Task<RetrievedImage> OneAsync(string address, string uid, CancellationToken cancellationToken)
    {
        await foreach (var file in FilesAsync(address, cancellationToken))
        {
            return file with { SopInstanceUid = uid };
        }

        throw NotUnderstood(null);
    }

    private async IAsyncEnumerable<RetrievedImage> FilesAsync(string address, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var answer = await archive.AskAsync(address, Images, cancellationToken);
        if (
            MultipartBoundary.Of(answer.Content.Headers.TryGetValues("Content-Type", out var types) ? types.First() : null)
            is not { } boundary
        )
        {
            throw NotUnderstood(null);
        }

        var limits = new MultipartLimits { MaxParts = int.MaxValue, Silence = Options.Silence };
        var parts = new MultipartPartReader(await answer.Content.ReadAsStreamAsync(cancellationToken), boundary.Text, limits);
        while (await NextAsync(parts, cancellationToken) is { } file)
        {
            yield return file;
        }
    }

    private async Task<RetrievedImage?> NextAsync(MultipartPartReader parts, CancellationToken cancellationToken)
    {
        try
        {
            if (await parts.NextAsync(cancellationToken) is null)
            {
                return null;
            }

            return await parts.ReadAllAsync(Options.MaxInstanceBytes, cancellationToken) is { } bytes
                ? new RetrievedImage(SopInstanceUidOf(bytes), bytes)
                : new RetrievedImage(null, default, $"larger than {Options.MaxInstanceBytes >> 20} MiB: not read");
        }
        catch (InvalidDataException e)
        {
            throw NotUnderstood(e);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new DicomWebException(DicomWebProblem.Cut, "The archive stopped sending before the end of the images.", mayPass: true, e);
        }
    }

    private static string? SopInstanceUidOf(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return DicomFile.Read(bytes).Dataset.GetString(DicomTags.SopInstanceUid);
        }
        catch (DicomException)
        {
            return null;
        }
    }

    private static DicomWebException NotUnderstood(Exception? cause) =>
        new(DicomWebProblem.NotUnderstood, "The archive did not send the images as DICOMweb prescribes.", mayPass: false, cause);
}
