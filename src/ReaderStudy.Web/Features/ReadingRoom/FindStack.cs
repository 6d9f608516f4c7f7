using Microsoft.Extensions.Caching.Memory;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>A series as a reader may ask for it.</summary>
/// <param name="PersonId">Who asks.</param>
/// <param name="SessionId">In which session.</param>
/// <param name="Position">Of the case, from 1.</param>
/// <param name="Series">Of the series in the case, from 0.</param>
public sealed record SeriesPlace(Guid PersonId, Guid SessionId, int Position, int Series);

/// <summary>
/// Finds the stored images of a series. What a reader was once shown at a position stays theirs and never changes, so the
/// answer is remembered for a while: a case has hundreds of slices, each asked for by itself.
/// </summary>
public sealed partial class FindStack(ReaderDesk desk, ImageStore images, IMemoryCache cache, ILogger<FindStack> log)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    /// <returns>Keys of the image store, in the order of the stack.</returns>
    public async Task<IReadOnlyList<string>> Handle(SeriesPlace place, CancellationToken cancellationToken)
    {
        if (cache.TryGetValue(place, out IReadOnlyList<string>? known) && known is not null)
        {
            return known;
        }

        var keys = await desk.StackAsync(place.PersonId, place.SessionId, place.Position, place.Series, cancellationToken);
        return cache.Set(place, keys, Remembered);
    }

    /// <summary>What somebody makes of one stored image.</summary>
    /// <exception cref="NotFoundException">The store has lost it, or it cannot be read; the log names it.</exception>
    public async Task<T> ReadAsync<T>(string key, Func<DicomFile, Task<T>> make, CancellationToken cancellationToken)
    {
        try
        {
            return await make(DicomFile.Read(await images.ReadAsync(key, cancellationToken)));
        }
        catch (Exception exception) when (exception is IOException or DicomException)
        {
            LogUnreadable(log, key, exception is DicomException dicom ? dicom.MessageWithoutValue : exception.GetType().Name);
            throw new NotFoundException("image");
        }
    }

    /// <summary>
    /// How each image of a stack is to be drawn; one that cannot be read, which the log tells, is described by its neighbours. Empty when none
    /// can be read.
    /// </summary>
    public async Task<IReadOnlyList<DescribedSlice>> DescribeAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var slices = new List<DescribedSlice?>(keys.Count);
        foreach (var key in keys)
        {
            slices.Add(await DescribeAsync(key, cancellationToken));
        }

        return MissingSlices.Filled(slices);
    }

    /// <summary>
    /// Likewise only where each image lies: of images that no page has asked for lately the headers are read, and no pixels are decoded.
    /// </summary>
    public async Task<IReadOnlyList<DescribedSlice>> PlacesAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var slices = new List<DescribedSlice?>(keys.Count);
        foreach (var key in keys)
        {
            slices.Add(
                Known(key)
                    ?? await OrNullAsync(key, async () => DescribedSlice.OfPlace(await images.ReadHeaderAsync(key, cancellationToken)))
            );
        }

        return MissingSlices.Filled(slices);
    }

    /// <summary>How one stored image is to be drawn; null when it cannot be read. Remembered: the images of a store never change.</summary>
    public async Task<DescribedSlice?> DescribeAsync(string key, CancellationToken cancellationToken)
    {
        if (Known(key) is { } known)
        {
            return known;
        }

        var described = await OrNullAsync(
            key,
            async () =>
                await images.FindHeaderAsync(key, cancellationToken) is { } header
                    ? DescribedSlice.Of(header, PixelDescription.Of(header))
                    : await ReadAsync(key, file => DescribedSlice.OfWholeAsync(file, cancellationToken), cancellationToken)
        );
        return described is null ? null : cache.Set(("described slice", key), described, Remembered);
    }

    private DescribedSlice? Known(string key) => cache.TryGetValue(("described slice", key), out DescribedSlice? known) ? known : null;

    private async Task<DescribedSlice?> OrNullAsync(string key, Func<Task<DescribedSlice>> find)
    {
        try
        {
            return await find();
        }
        catch (NotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or DicomException)
        {
            LogUnreadable(log, key, exception is DicomException dicom ? dicom.MessageWithoutValue : exception.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "The stored image {Key} cannot be read: {Reason}")]
    private static partial void LogUnreadable(ILogger log, string key, string reason);
}
