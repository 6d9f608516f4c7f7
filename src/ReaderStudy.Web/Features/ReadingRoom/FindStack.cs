using Microsoft.Extensions.Caching.Memory;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
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
public sealed class FindStack(ReaderDesk desk, ImageStore images, IMemoryCache cache)
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

    /// <summary>One stored image.</summary>
    /// <exception cref="NotFoundException">The store has lost it.</exception>
    public async Task<DicomFile> ReadAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return DicomFile.Read(await images.ReadAsync(key, cancellationToken));
        }
        catch (IOException exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NotFoundException("image");
        }
    }
}
