using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Roc;

public sealed class MulticlassAucTests
{
    private static readonly int[] Truth = [0, 0, 1, 1, 2];

    private static readonly double[,] Scores =
    {
        { 0.7, 0.2, 0.1 },
        { 0.4, 0.5, 0.1 },
        { 0.3, 0.6, 0.1 },
        { 0.5, 0.3, 0.2 },
        { 0.2, 0.3, 0.5 },
    };

    [Fact]
    public void Each_pair_of_classes_is_compared_by_the_scores_of_both()
    {
        // By hand, e.g. classes 1 and 2 by the score of 1: 0.6 and 0.3 against 0.3, 1.5 of 2 pairs; by the score of 2: 0.5 above 0.1 and 0.2.
        var auc = MulticlassAuc.Of(Truth, Scores);

        Assert.Equal([new ClassPair(0, 1, 0.75, 0.75, 4), new ClassPair(0, 2, 1, 1, 3), new ClassPair(1, 2, 0.75, 1, 3)], auc.Pairs);
        Assert.Equal(0.875, auc.Pairs[2].Auc);
        Assert.Equal((0.75 + 1 + 0.875) / 3, auc.HandTill, 15);
        Assert.Equal(((0.75 * 4) + (1 * 3) + (0.875 * 3)) / 10, auc.PairsWeightedByPrevalence, 15);
    }

    [Fact]
    public void Each_class_is_compared_with_the_rest()
    {
        // By hand: class 0: 5 of 6 pairs, class 1: 4.5 of 6, class 2: all; micro: 44 of the 50 pairs of true and other scores.
        var auc = MulticlassAuc.Of(Truth, Scores);

        Assert.Equal([2, 2, 1], auc.CasesByClass);
        Assert.Equal([5.0 / 6, 0.75, 1], auc.OneVersusRest.Select(c => c.Auc));
        Assert.Equal((5.0 / 6 + 0.75 + 1) / 3, auc.Macro, 15);
        Assert.Equal((2 * 5.0 / 6 + 1.5 + 1) / 5, auc.WeightedByPrevalence, 15);
        Assert.Equal(0.88, auc.Micro, 15);
        Assert.Equal([1, 1.0 / 3 * 2], auc.OneVersusRest[0].V10);
    }

    [Fact]
    public void A_class_without_cases_has_no_pairs_and_no_auc()
    {
        var auc = MulticlassAuc.Of([0, 0, 1, 1, 1], Scores);

        Assert.Equal([(0, 1)], auc.Pairs.Select(p => (p.First, p.Second)));
        Assert.Equal(double.NaN, auc.OneVersusRest[2].Auc);
        Assert.Equal(double.NaN, auc.Macro);
        Assert.Equal(((2 * auc.OneVersusRest[0].Auc) + (3 * auc.OneVersusRest[1].Auc)) / 5, auc.WeightedByPrevalence, 15);
        Assert.Equal(double.NaN, MulticlassAuc.Of([0, 0, 0, 0, 0], Scores).HandTill);
    }

    [Fact]
    public void Bad_rows_are_named_all_at_once()
    {
        double[,] scores =
        {
            { 0.1, double.NaN },
            { 0.2, 0.8 },
            { double.NaN, double.NaN },
        };

        var bad = Assert.Throws<BadInputException>(() => MulticlassAuc.Of([0, 2, -1], scores));

        Assert.Equal([0, 1, 2, 2, 2], bad.Faults.Select(f => f.Row));
        Assert.Throws<ArgumentException>(() => MulticlassAuc.Of([0, 1], scores));
    }

    [Fact]
    public void One_rating_is_compared_over_all_pairs_of_ordered_classes()
    {
        // By hand: (1, 3) against (2): ½; (1, 3) against (0, 2): 1 of 4; (2) against (0, 2): ½ of 2.
        var auc = UnivariateMulticlassAuc.Of([
            [1, 3],
            [2],
            [0, 2],
        ]);
        Assert.Equal([(0, 1, 0.5), (0, 2, 0.25), (1, 2, 0.25)], auc.Pairs);
        Assert.Equal(1.0 / 3, auc.Auc, 15);

        // By medians 2, 2, 1 the last two pairs are turned.
        Assert.Equal(
            [(0, 1, 0.5), (0, 2, 0.75), (1, 2, 0.75)],
            UnivariateMulticlassAuc
                .DirectionByMedians([
                    [1, 3],
                    [2],
                    [0, 2],
                ])
                .Pairs
        );
        Assert.Equal(
            [(0, 2, 1.0)],
            UnivariateMulticlassAuc
                .Of([
                    [1],
                    [],
                    [2],
                ])
                .Pairs
        );
        Assert.Equal(
            double.NaN,
            UnivariateMulticlassAuc
                .Of([
                    [1],
                    [],
                ])
                .Auc
        );
    }
}
