using ReaderStudy.Domain.Randomisation;

namespace ReaderStudy.Domain.Tests.Randomisation;

public sealed class Pcg32Tests
{
    [Fact]
    public void It_gives_the_published_numbers()
    {
        // pcg-c-basic, pcg32-demo.c (www.pcg-random.org): pcg32_srandom_r(&rng, 42u, 54u), round 1.
        var generator = new Pcg32(42, 54);

        Assert.Equal(
            [0xa15c02b7, 0x7b47f409, 0xba1d3330, 0x83d2f293, 0xbfa4784b, 0xcbed606e],
            Enumerable.Range(0, 6).Select(_ => generator.Next())
        );
    }

    [Fact]
    public void Bounded_numbers_stay_below_the_bound_and_reach_every_value()
    {
        var generator = new Pcg32(1, 1);

        var seen = Enumerable.Range(0, 1000).Select(_ => generator.Below(7)).Distinct().Order();

        Assert.Equal([0u, 1u, 2u, 3u, 4u, 5u, 6u], seen);
    }

    [Fact]
    public void There_is_nothing_below_zero()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Pcg32(1, 1).Below(0));
    }
}
