using ReaderStudy.Statistics.Accuracy;
using ReaderStudy.Tests;

namespace ReaderStudy.Statistics.Tests.Accuracy;

public sealed class McNemarTests
{
    [Theory]
    [InlineData(0, 0, 1.0)]
    [InlineData(4, 4, 1.0)]
    [InlineData(0, 1, 1.0)] // By hand: 2 * 1 / 2
    [InlineData(1, 2, 1.0)] // By hand: 2 * (1 + 3) / 8 = 1
    [InlineData(0, 5, 0.0625)] // By hand: 2 / 2^5
    [InlineData(5, 1, 0.21875)] // By hand: 2 * (1 + 6) / 2^6
    public void Exact_p_by_hand(int onlyFirst, int onlySecond, double p) => Assert.Equal(p, McNemar.ExactP(onlyFirst, onlySecond), 1e-15);

    [Fact]
    public void A_negative_count_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => McNemar.ExactP(-1, 3));

    [Fact]
    public void Outcomes_of_two_raters_fall_into_four_cells()
    {
        var outcomes = PairedOutcomes.Of([
            (true, true),
            (true, false),
            (true, false),
            (false, true),
            (false, false),
            (false, false),
            (false, false),
        ]);

        Assert.Equal(new PairedOutcomes(BothRight: 1, OnlyFirstRight: 2, OnlySecondRight: 1, NeitherRight: 3), outcomes);
    }

    [SharedDataTheory(Fixture.Folder)]
    [InlineData("classify-vandyke")]
    [InlineData("classify-multiclass")]
    [InlineData("classify-edge-degenerate")]
    public void Agrees_with_statsmodels(string name)
    {
        var (values, tolerance) = new Fixture(name).Block("mcnemar_statsmodels");
        foreach (var expected in values.EnumerateArray())
        {
            var table = expected.GetProperty("table");
            Fixture.Near(
                expected.GetProperty("exact").GetProperty("p_value"),
                McNemar.ExactP(table[0][1].GetInt32(), table[1][0].GetInt32()),
                tolerance
            );
        }
    }
}
