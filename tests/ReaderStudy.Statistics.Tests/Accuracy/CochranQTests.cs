using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Accuracy;

namespace ReaderStudy.Statistics.Tests.Accuracy;

public sealed class CochranQTests
{
    [Fact]
    public void Three_readers_by_hand()
    {
        // By hand: columns 3, 2, 1, rows 3, 2, 1, 0: Q = 2 (3 * 14 - 36) / (3 * 6 - 14) = 3.
        var q = CochranQ.Of(
            new[,]
            {
                { true, true, true },
                { true, true, false },
                { true, false, false },
                { false, false, false },
            }
        );

        Assert.Equal(4, q.Cases);
        Assert.Equal([3, 2, 1], q.RightByReader);
        Assert.Equal(3, q.Test.Statistic);
        Assert.Equal(2, q.Test.DegreesOfFreedom);
        Assert.Equal(Math.Exp(-1.5), q.Test.P, 1e-14);
    }

    [Fact]
    public void When_no_case_tells_readers_apart_it_is_undefined()
    {
        Assert.Equal(
            double.NaN,
            CochranQ
                .Of(
                    new[,]
                    {
                        { true, true },
                        { false, false },
                    }
                )
                .Test.P
        );
        Assert.Equal(double.NaN, CochranQ.Of(new bool[3, 1]).Test.Statistic);
        Assert.Equal(double.NaN, CochranQ.Of(new bool[0, 3]).Test.Statistic);
    }

    [Fact]
    public void Two_readers_are_McNemars_and_agreed_cases_change_nothing() =>
        Prop.ForAll(
                Gen.Elements(true, false).Two().ListOf().Where(l => l.Any(p => p.Item1 != p.Item2)).ToArbitrary(),
                pairs =>
                {
                    var outcomes = PairedOutcomes.Of(pairs.Select(p => (p.Item1, p.Item2)));
                    var q = CochranQ.Of(Table(pairs)).Test.Statistic;
                    var more = CochranQ.Of(Table([.. pairs, (true, true), (false, false)])).Test.Statistic;
                    var expected = McNemar.Asymptotic(outcomes.OnlyFirstRight, outcomes.OnlySecondRight).Statistic;
                    return Math.Abs(q - expected) < 1e-12 && Math.Abs(more - q) < 1e-12;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(3, 9));

    private static bool[,] Table(IEnumerable<(bool, bool)> pairs)
    {
        var list = pairs.ToList();
        var table = new bool[list.Count, 2];
        for (var i = 0; i < list.Count; i++)
        {
            (table[i, 0], table[i, 1]) = list[i];
        }

        return table;
    }
}
