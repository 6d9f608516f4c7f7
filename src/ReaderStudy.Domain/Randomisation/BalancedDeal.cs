namespace ReaderStudy.Domain.Randomisation;

/// <param name="Number">What the item got, from 0.</param>
/// <param name="Block">Which complete block it is of, counted over all cells from 0; those that are left over are of the last.</param>
internal readonly record struct Dealt(int Number, int Block);

/// <summary>
/// Deals the numbers 0 … k−1 to items that stand in cells (readers by level, cases by stratum): permuted blocks within each cell, and what is
/// left over of the cells is dealt from one permutation that goes round and round over the cells. So each number is given out equally
/// often, to within one, in each cell, in any run of neighbouring cells, and in all; and each item gets each number with probability 1/k.
/// </summary>
internal static class BalancedDeal
{
    public static Dictionary<T, Dealt> Draw<T>(IEnumerable<IReadOnlyList<T>> cells, int numbers, AllocationDraws draws, DrawPurpose purpose)
        where T : notnull
    {
        var dealt = new Dictionary<T, Dealt>();
        var rest = new List<T>();
        var block = 0;
        foreach (var cell in cells)
        {
            var order = draws.Shuffle(purpose, cell);
            var whole = order.Length / numbers * numbers;
            for (var i = 0; i < whole; i++)
            {
                dealt.Add(order[i], new Dealt(i % numbers, block + (i / numbers)));
            }

            block += order.Length / numbers;
            rest.AddRange(order[whole..]);
        }

        var round = draws.Shuffle(purpose, Enumerable.Range(0, numbers));
        for (var i = 0; i < rest.Count; i++)
        {
            dealt.Add(rest[i], new Dealt(round[i % numbers], block));
        }

        return dealt;
    }
}
