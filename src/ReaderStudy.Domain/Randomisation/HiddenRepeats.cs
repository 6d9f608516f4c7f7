namespace ReaderStudy.Domain.Randomisation;

/// <summary>Puts second readings of some test cases into a block, far enough from the first.</summary>
internal static class HiddenRepeats
{
    /// <summary>
    /// Drawn from the cases that leave room for a repeat before the end; each repeat stands behind a case that is drawn among those from
    /// the required distance on. First readings keep their order.
    /// </summary>
    /// <param name="order">First readings.</param>
    /// <param name="repeats">How many of them are read again.</param>
    /// <param name="distance">Places from a first reading to its repeat, at least.</param>
    /// <param name="draws">The generators.</param>
    public static IReadOnlyList<(AllocationCase Case, int Attempt)> Place(
        IReadOnlyList<AllocationCase> order,
        int repeats,
        int distance,
        AllocationDraws draws
    )
    {
        var gap = Math.Max(1, distance);
        var behind = order.Select(_ => new List<AllocationCase>()).ToList();
        if (repeats > 0)
        {
            var eligible = Enumerable.Range(0, Math.Max(0, order.Count - gap + 1)).Where(i => order[i].Purpose == Cohorts.CasePurpose.Test);
            foreach (var first in draws.Shuffle(DrawPurpose.Repeats, eligible).Take(repeats))
            {
                var earliest = first + gap - 1;
                behind[earliest + draws.Below(DrawPurpose.Repeats, order.Count - earliest)].Add(order[first]);
            }
        }

        return order.SelectMany((one, i) => behind[i].Select(r => (r, 2)).Prepend((one, 1))).ToList();
    }
}
