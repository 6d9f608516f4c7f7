namespace ReaderStudy.Phantom.Tests;

public class PinnedGeneratorTests
{
    [Fact]
    public void Gives_the_numbers_of_the_published_demo()
    {
        // pcg32-demo of the reference C implementation (pcg-random.org, seed 42, stream 54), round 1.
        uint[] published = [0xa15c02b7, 0x7b47f409, 0xba1d3330, 0x83d2f293, 0xbfa4784b, 0xcbed606e];

        var generator = new PinnedGenerator(42, 54);

        Assert.Equal(published, published.Select(_ => generator.Next()));
    }

    [Fact]
    public void The_bell_has_mean_zero_and_deviation_one()
    {
        var generator = new PinnedGenerator(1, 1);
        var values = Enumerable.Range(0, 200_000).Select(_ => (double)generator.Bell()).ToList();

        Assert.Equal(0, values.Average(), 0.01);
        Assert.Equal(1, Math.Sqrt(values.Average(value => value * value)), 0.01);
    }

    [Fact]
    public void Draws_below_a_bound_evenly()
    {
        var generator = new PinnedGenerator(3, 9);
        var counts = new int[6];
        for (var i = 0; i < 60_000; i++)
        {
            counts[generator.Below(6)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400)); // 10 000 ± 4.4 standard deviations
    }
}
