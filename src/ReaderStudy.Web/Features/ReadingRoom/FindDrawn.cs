using Microsoft.Extensions.Caching.Memory;
using ReaderStudy.Data;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Readings.Marking;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>A case as a reader may ask for it.</summary>
/// <param name="PersonId">Who asks.</param>
/// <param name="SessionId">In which session.</param>
/// <param name="Position">Of the case, from 1.</param>
public sealed record CasePlace(Guid PersonId, Guid SessionId, int Position);

/// <summary>
/// Puts beside answers that may be drawn where the pixels of the case lie, so that the desk can hold the one against the other. A slice that
/// cannot be read lies where the page was told that it does. Remembered for a while, as the images of a case are: every stroke is a save.
/// </summary>
public sealed class FindDrawn(ReaderDesk desk, FindStack findStack, IMemoryCache cache)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    public async Task<GivenReading> Handle(CasePlace place, GivenReading given, CancellationToken cancellationToken) =>
        DrawnRules.MayBeDrawn(given.Answers) ? given with { Images = await GridsAsync(place, given.Stage, cancellationToken) } : given;

    /// <summary>Where the pixels of each series lie that a stage of the case shows, and how large its slides and photographs are.</summary>
    /// <exception cref="Domain.BrokenRuleException">It is not open.</exception>
    public async Task<IReadOnlyList<SeriesGrid>> GridsAsync(CasePlace place, ReadingStage stage, CancellationToken cancellationToken)
    {
        if (cache.TryGetValue((place, stage), out IReadOnlyList<SeriesGrid>? known) && known is not null)
        {
            return known;
        }

        var grids = new List<SeriesGrid>();
        var (series, pictures) = await desk.DrawnOnAsync(place.PersonId, place.SessionId, place.Position, stage, cancellationToken);
        foreach (var s in series)
        {
            grids.Add(SeriesPlanes.Of(s.Index, (s.Rows, s.Columns), await findStack.PlacesAsync(s.FileKeys, cancellationToken)));
        }

        grids.AddRange(pictures.Select(p => SeriesGrid.OfPicture(p.Index, p.Shape.Width, p.Shape.Height)));
        return cache.Set<IReadOnlyList<SeriesGrid>>((place, stage), grids, Remembered);
    }
}
