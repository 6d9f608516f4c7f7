namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>
/// Keeps the places of slices that cannot be read. They are described as the nearest one that can, where their neighbours say that they
/// would lie; their pixels are never sent.
/// </summary>
internal static class MissingSlices
{
    /// <returns>Empty when no slice can be read.</returns>
    public static IReadOnlyList<DescribedSlice> Filled(IReadOnlyList<DescribedSlice?> slices)
    {
        var sound = Enumerable.Range(0, slices.Count).Where(i => slices[i] is not null).ToList();
        return sound.Count == 0 ? [] : [.. slices.Select((slice, index) => slice ?? Between(slices, sound, index))];
    }

    /// <summary>On the line through the two nearest slices; at the only one's place when there are not two that say where they lie.</summary>
    private static DescribedSlice Between(IReadOnlyList<DescribedSlice?> slices, IReadOnlyList<int> sound, int index)
    {
        var nearest = sound.OrderBy(i => Math.Abs(i - index)).Take(2).ToList();
        var first = slices[nearest[0]]!;
        if (
            nearest.Count < 2
            || first.Position is not { } here
            || slices[nearest[1]]!.Position is not { } there
            || here.Count != there.Count
        )
        {
            return first;
        }

        var share = (double)(index - nearest[0]) / (nearest[1] - nearest[0]);
        return first.At([.. here.Select((value, axis) => value + (share * (there[axis] - value)))]);
    }
}
