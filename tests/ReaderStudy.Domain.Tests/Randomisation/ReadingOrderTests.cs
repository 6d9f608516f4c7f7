using ReaderStudy.Domain.Randomisation;

namespace ReaderStudy.Domain.Tests.Randomisation;

public sealed class ReadingOrderTests
{
    /// <summary>
    /// Written by a second implementation, in Python, from the paper: state and increment of 64 bits, XSH-RR, rejection below (2^32 - n) mod n,
    /// and for last = n-1 … 1 a swap with place Below(last + 1).
    /// </summary>
    [Theory]
    [InlineData(42, 54, new[] { 8, 2, 6, 4, 5, 1, 7, 0, 9, 3 })]
    [InlineData(42, 55, new[] { 2, 0, 7, 1, 8, 6, 9, 4, 3, 5 })]
    [InlineData(ulong.MaxValue, 1, new[] { 6, 2, 3, 9, 4, 1, 0, 8, 5, 7 })]
    public void An_order_is_the_same_on_every_machine_and_day(ulong seed, ulong stream, int[] order)
    {
        Assert.Equal(order, ReadingOrder.Draw(Enumerable.Range(0, 10).ToList(), seed, stream));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void All_orders_are_equally_likely_over_seeds_and_over_streams(bool overSeeds)
    {
        const int Draws = 24_000;
        var counts = new Dictionary<string, int>();
        for (ulong i = 0; i < Draws; i++)
        {
            var order = string.Concat(ReadingOrder.Draw([0, 1, 2, 3], overSeeds ? i : 12345, overSeeds ? 1 : i));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        // Chi-square over the 24 orders, 1,000 expected of each: 49.73 is the 99.9 % point at 23 degrees of freedom.
        var chiSquare = counts.Values.Sum(c => (c - 1000.0) * (c - 1000.0) / 1000.0);
        Assert.Equal(24, counts.Count);
        Assert.InRange(chiSquare, 0, 49.73);
    }

    [Fact]
    public void Every_case_stands_in_the_order_once()
    {
        var order = ReadingOrder.Draw(Enumerable.Range(0, 10_000).ToList(), 7, 3);

        Assert.Equal(Enumerable.Range(0, 10_000), order.Order());
    }

    [Fact]
    public void No_case_and_one_case_are_orders_too()
    {
        Assert.Empty(ReadingOrder.Draw(Array.Empty<int>(), 1, 1));
        Assert.Equal([5], ReadingOrder.Draw([5], 1, 1));
    }
}
