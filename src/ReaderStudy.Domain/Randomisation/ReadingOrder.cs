namespace ReaderStudy.Domain.Randomisation;

/// <summary>Draws the order in which a reader meets the cases: once, at sealing, from a stored seed. It is stored and never drawn again.</summary>
public static class ReadingOrder
{
    /// <summary>
    /// A uniform permutation by Fisher and Yates (Durstenfeld's form: from the last place down, swap with a place at or before it).
    /// </summary>
    /// <param name="items">In an order that anyone can repeat (by case code).</param>
    /// <param name="seed">Stored with the session.</param>
    /// <param name="stream">Number of the session in the study, so that sessions with one seed differ.</param>
    public static IReadOnlyList<T> Draw<T>(IReadOnlyList<T> items, ulong seed, ulong stream)
    {
        var generator = new Pcg32(seed, stream);
        var order = items.ToArray();
        for (var last = order.Length - 1; last > 0; last--)
        {
            var other = (int)generator.Below((uint)last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }

        return order;
    }
}
