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
    /// How one stored image is to be drawn; null when it cannot be read, which the log tells. Remembered: the images of a store never change.
    /// </summary>
    public async Task<DescribedSlice?> DescribeAsync(string key, CancellationToken cancellationToken)
    {
        var place = ("described slice", key);
        if (cache.TryGetValue(place, out DescribedSlice? known) && known is not null)
        {
            return known;
        }

        try
        {
            var header = await images.FindHeaderAsync(key, cancellationToken);
            var described = header is null
                ? await ReadAsync(key, file => DescribedSlice.OfWholeAsync(file, cancellationToken), cancellationToken)
                : DescribedSlice.Of(header, PixelDescription.Of(header));
            return cache.Set(place, described, Remembered);
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
