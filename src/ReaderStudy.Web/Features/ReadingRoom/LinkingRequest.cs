using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>What the page sends when the reader has brought the series of a case together, or taken it back.</summary>
/// <param name="Stage">The stage that is on the screen; null: the only one.</param>
/// <param name="Linked">Whether they are scrolled together; null: they are.</param>
/// <param name="Offsets">All of them; null: none.</param>
/// <param name="Landmarks">All of them; null: none.</param>
public sealed record LinkingRequest(
    ReadingStage? Stage,
    bool? Linked,
    IReadOnlyList<LinkOffset>? Offsets,
    IReadOnlyList<LandmarkPair>? Landmarks
)
{
    /// <exception cref="BadHttpRequestException">There is no body, or an entry is empty.</exception>
    public static (ReadingStage Stage, Linking Linking) Check(LinkingRequest? given)
    {
        if (given is null || (given.Offsets ?? []).Any(o => o is null) || (given.Landmarks ?? []).Any(l => l is null))
        {
            throw new BadHttpRequestException(
                "The request was not understood: it needs linked, offsets and landmarks of the case. Reload the page and try again."
            );
        }

        return (given.Stage ?? ReadingStage.Only, new Linking(given.Linked ?? true, given.Offsets ?? [], given.Landmarks ?? []));
    }
}
