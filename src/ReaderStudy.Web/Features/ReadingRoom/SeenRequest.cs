using System.Text.RegularExpressions;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Seen;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>What the page sends of what it showed since its last message; milliseconds throughout.</summary>
/// <param name="Page">Letters and digits that the page drew when it was loaded.</param>
/// <param name="Sequence">Of the message, from 1.</param>
/// <param name="Visible">How long the case was on a page that could be seen.</param>
/// <param name="Hidden">How long the page was out of sight.</param>
/// <param name="Idle">Of the visible time: without mouse and key for half a minute.</param>
/// <param name="Series">What was shown.</param>
/// <param name="Screen">On what; null: as before.</param>
/// <param name="Stage">The stage that is on the screen; null: the only one.</param>
/// <param name="Pictures">What was shown of slides and photographs; null: none.</param>
public sealed partial record SeenRequest(
    string? Page,
    int Sequence,
    int Visible,
    int Hidden,
    int Idle,
    IReadOnlyList<SeenOfSeries>? Series,
    SeenScreen? Screen = null,
    ReadingStage? Stage = null,
    IReadOnlyList<SeenOfPicture>? Pictures = null
)
{
    /// <summary>As the desk takes it.</summary>
    /// <exception cref="BadHttpRequestException">There is no body, or it is not of this form.</exception>
    public static GivenSeen Check(SeenRequest? given)
    {
        if (
            given?.Page is null
            || !PageName().IsMatch(given.Page)
            || given.Sequence is < 1 or > 1_000_000
            || given.Series?.All(s => s?.Slices is not null && s.Windows?.All(w => w is not null) != false) != true
            || given.Pictures?.Contains(null!) == true
        )
        {
            throw new BadHttpRequestException(
                "The request was not understood: it needs page, sequence from 1, visible, hidden, idle and series with index and slices; a stage is only, unaided or aided."
            );
        }

        return new GivenSeen(
            given.Stage ?? ReadingStage.Only,
            given.Page,
            given.Sequence,
            shown => new SeenContent(
                given.Visible,
                given.Hidden,
                given.Idle,
                [
                    .. given.Series.Select(s => new SeenSeries(
                        IdOf(s.Index, shown.Series),
                        s.Slices!,
                        s.Windows ?? [],
                        s.Scale ?? [],
                        s.Decimated
                    )),
                    .. (given.Pictures ?? []).Select(p => new SeenSeries(
                        IdOf(p.Index, shown.Pictures),
                        [0, p.Shown],
                        [],
                        p.Scale ?? [],
                        p.Decimated
                    )),
                ],
                given.Screen
            )
        );
    }

    private static Guid IdOf(int index, IReadOnlyDictionary<int, Guid> ids) =>
        ids.TryGetValue(index, out var id)
            ? id
            : throw new BrokenRuleException(SeenBounds.Fits, "It tells of a series that this case does not show.");

    [GeneratedRegex("^[a-z0-9]{8,32}$", RegexOptions.None, 1000)]
    private static partial Regex PageName();
}

/// <param name="Index">Of the series in the case.</param>
/// <param name="Slices">Pairs: the slice as the server counts, from 0, and for how long it was shown.</param>
/// <param name="Windows">Triples: centre, width, and for how long.</param>
/// <param name="Scale">Smallest and largest number of screen pixels for one image pixel; null: not known.</param>
/// <param name="Decimated">Of the slices' times: with fewer screen pixels than image pixels; null: not known.</param>
public sealed record SeenOfSeries(
    int Index,
    IReadOnlyList<int>? Slices,
    IReadOnlyList<IReadOnlyList<double>>? Windows = null,
    IReadOnlyList<double>? Scale = null,
    int? Decimated = null
);

/// <param name="Index">Of the slide or photograph in the case.</param>
/// <param name="Shown">For how long.</param>
/// <param name="Scale">Smallest and largest number of screen pixels for one pixel of its full resolution; null: not known.</param>
/// <param name="Decimated">Of that time: with fewer screen pixels than it has; null: not known.</param>
public sealed record SeenOfPicture(int Index, int Shown, IReadOnlyList<double>? Scale = null, int? Decimated = null);
