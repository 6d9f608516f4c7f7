using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Randomisation;

/// <summary>The order of cases in a block: a uniform permutation, or one whose stretches of some cases hold every stratum in proportion.</summary>
internal static class CaseOrder
{
    /// <param name="cases">By code.</param>
    /// <param name="input">Its design says how.</param>
    /// <param name="draws">The generators.</param>
    public static IReadOnlyList<AllocationCase> Draw(IReadOnlyList<AllocationCase> cases, AllocationInput input, AllocationDraws draws)
    {
        if (input.Design.BlockSize is not { } size)
        {
            return draws.Shuffle(DrawPurpose.CaseOrder, cases);
        }

        var spread = Spread(cases, input, draws, DrawPurpose.CaseOrder);
        return spread.Chunk(size).SelectMany(stretch => draws.Shuffle(DrawPurpose.CaseOrder, stretch)).ToList();
    }

    /// <summary>
    /// Strata interleaved so that the first m of n cases hold ⌊m·n_s/n⌋ or ⌈m·n_s/n⌉ of each stratum s, begun at a place that is drawn.
    /// The t-th case of a stratum may stand from place ⌊(t−1)·n/n_s⌋+1 and must stand by place ⌈t·n/n_s⌉; the one that must stand first goes first.
    /// </summary>
    /// <remarks>Steiner G, Yeomans S (1993). Level schedules for mixed-model, just-in-time processes. Management Science 39:728–735.</remarks>
    public static IReadOnlyList<AllocationCase> Spread(
        IReadOnlyList<AllocationCase> cases,
        AllocationInput input,
        AllocationDraws draws,
        DrawPurpose purpose
    )
    {
        if (cases.Count == 0)
        {
            return cases;
        }

        var strata = Strata.Cells(cases, input).Select(cell => draws.Shuffle(purpose, cell)).ToList();
        var taken = new int[strata.Count];
        var spread = new AllocationCase[cases.Count];
        var turn = draws.Below(purpose, cases.Count);
        for (var place = 0; place < cases.Count; place++)
        {
            var next = -1;
            var nextDue = long.MaxValue;
            for (var s = 0; s < strata.Count; s++)
            {
                long size = strata[s].Length;
                var isFree = taken[s] < size && (long)taken[s] * cases.Count / size <= place;
                var due = (((taken[s] + 1L) * cases.Count) + size - 1) / size;
                if (isFree && due < nextDue)
                {
                    (next, nextDue) = (s, due);
                }
            }

            spread[(place + turn) % cases.Count] = strata[next][taken[next]++];
        }

        return spread;
    }
}
