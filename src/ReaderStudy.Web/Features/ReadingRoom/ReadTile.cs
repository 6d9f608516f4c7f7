using Microsoft.Extensions.Caching.Memory;
using ReaderStudy.Data;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>A picture as a reader may ask for it.</summary>
/// <param name="PersonId">Who asks.</param>
/// <param name="SessionId">In which session.</param>
/// <param name="Position">Of the case, from 1.</param>
/// <param name="Picture">Of the picture in the case, from 0.</param>
public sealed record PicturePlace(Guid PersonId, Guid SessionId, int Position, int Picture);

/// <summary>
/// One tile of a slide or photograph. As with stacks, what a reader was once shown at a position is remembered for a while: a slide is
/// asked for by hundreds of tiles.
/// </summary>
public sealed class ReadTile(ReaderDesk desk, ImageStore images, IMemoryCache cache)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    /// <param name="place">The picture.</param>
    /// <param name="level">From the smallest, 0.</param>
    /// <param name="column">From 0.</param>
    /// <param name="row">From 0.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A JPEG.</returns>
    public async Task<byte[]> Handle(PicturePlace place, int level, int column, int row, CancellationToken cancellationToken)
    {
        if (!cache.TryGetValue(place, out string? key) || key is null)
        {
            key = cache.Set(
                place,
                await desk.TilesAsync(place.PersonId, place.SessionId, place.Position, place.Picture, cancellationToken),
                Remembered
            );
        }

        try
        {
            using var pack = images.Open(key);
            return TilePack.Read(pack, level, column, row) ?? throw new NotFoundException("tile");
        }
        catch (IOException exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NotFoundException("picture");
        }
    }
}
