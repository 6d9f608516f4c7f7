namespace ReaderStudy.Domain.Randomisation;

/// <summary>Draws the order in which a reader meets the cases: once, at sealing, from a stored seed. It is stored and never drawn again.</summary>
public static class ReadingOrder
{
    /// <summary>
    /// A uniform permutation by Fisher and Yates (Durstenfeld's form: from the last place down, swap with a place at or before it).
    /// </summary>
    /// <param name="items">In an order that anyone can repeat (by case code).</param>
    /// <param name="seed">Stored.</param>
    /// <param name="stream">Of the generator.</param>
    public static IReadOnlyList<T> Draw<T>(IReadOnlyList<T> items, ulong seed, ulong stream) =>
        Shuffle(items.ToArray(), new Pcg32(seed, stream));

    /// <summary>The same with a generator that goes on; in place.</summary>
    internal static T[] Shuffle<T>(T[] order, Pcg32 generator)
    {
        for (var last = order.Length - 1; last > 0; last--)
        {
            var other = (int)generator.Below((uint)last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }

        return order;
    }
}
