using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Roc;

public sealed class AucTestsOfTwoCurvesTests
{
    private static readonly Placements First = Placements.Of([1, 2, 2, 3, 5], [2, 4, 4, 6]);
    private static readonly Placements Second = Placements.Of([2, 1, 3, 3, 4], [5, 3, 4, 4]);

    [Fact]
    public void The_paired_test_is_that_of_pROC()
    {
        // pROC 1.18.0: roc.test(a, b, paired = TRUE, method = "delong"), and its alternatives "greater" and "less".
        var test = PairedAucTest.Of(First, Second);

        Assert.Equal(0.75, test.First);
        Assert.Equal(0.85, test.Second);
        Assert.Equal(-0.1, test.Difference, 15);
        Assert.Equal(DeLong.Variance(First), test.FirstVariance);
        Assert.Equal(DeLong.Variance(Second), test.SecondVariance);
        Assert.Equal(DeLong.Covariance(First, Second), test.Covariance);
        Assert.Equal(Math.Sqrt(test.FirstVariance + test.SecondVariance - (2 * test.Covariance)), test.StandardError, 15);
        Assert.Equal(-0.54349297638940586, test.Z, 14);
        Assert.Equal(0.5867904254454408, test.P, 14);
        Assert.Equal(0.7066047872772796, test.PGreater, 14);
        Assert.Equal(0.2933952127227204, test.PLess, 14);
        Assert.Equal(-0.46062360870985086, test.Interval().Lower, 14);
        Assert.Equal(0.26062360870985091, test.Interval().Upper, 14);
        Assert.Equal(test.Difference + (1.6448536269514722 * test.StandardError), test.Interval(0.9).Upper, 13);
    }

    [Fact]
    public void The_unpaired_test_is_that_of_pROC()
    {
        // pROC 1.18.0: roc.test(a, b, paired = FALSE, method = "delong").
        var test = UnpairedAucTest.Of(First, Second);

        Assert.Equal(-0.1, test.Difference, 15);
        Assert.Equal(-0.45194614629282553, test.D, 14);
        Assert.Equal(14.26334565529709941, test.DegreesOfFreedom, 12);
        Assert.Equal(0.65810439340956561, test.P, 13);
        Assert.Equal(DeLong.Variance(First), test.FirstVariance);
        Assert.Equal(DeLong.Variance(Second), test.SecondVariance);
        // R: qt(0.975, 14.26334565529710) = 2.1410775585852182.
        Assert.Equal(-0.1 - (2.1410775585852182 * test.StandardError), test.Interval().Lower, 1e-12);
        Assert.Equal(-0.1 + (2.1410775585852182 * test.StandardError), test.Interval().Upper, 1e-12);
    }

    [Fact]
    public void Unpaired_curves_may_have_different_numbers_of_cases()
    {
        // By hand: variances V1 and V2 of 9 and 5 cases.
        var small = Placements.Of([1, 3], [2, 4, 5]);
        var (v1, v2) = (DeLong.Variance(First), DeLong.Variance(small));
        var test = UnpairedAucTest.Of(First, small);

        Assert.Equal((v1 + v2) * (v1 + v2) / ((v1 * v1 / 8) + (v2 * v2 / 4)), test.DegreesOfFreedom, 12);
    }

    [Fact]
    public void Identical_ratings_do_not_differ_and_separate_ones_without_variance_do_infinitely()
    {
        var same = PairedAucTest.Of(First, First);
        Assert.Equal(0, same.StandardError);
        Assert.Equal(0, same.Z);
        Assert.Equal(1, same.P);
        Assert.Equal((0, 0), same.Interval());

        var perfect = Placements.Of([1, 2], [3, 4]);
        var constant = Placements.Of([1, 1], [1, 1]);
        Assert.Equal(double.PositiveInfinity, PairedAucTest.Of(perfect, constant).Z);
        Assert.Equal(0, PairedAucTest.Of(perfect, constant).P);
        Assert.Equal(double.NaN, UnpairedAucTest.Of(perfect, perfect).D);
        Assert.Equal(double.NaN, UnpairedAucTest.Of(perfect, constant).P);
    }

    [Fact]
    public void Too_few_cases_give_no_test()
    {
        var one = Placements.Of([1, 2, 3], [2]);
        Assert.Equal(double.NaN, PairedAucTest.Of(one, one).StandardError);
        Assert.Equal(double.NaN, PairedAucTest.Of(one, one).P);
        var other = Placements.Of([1], [2, 3, 4]);
        Assert.Equal(double.NaN, PairedAucTest.Of(other, other).Z);
    }

    [Fact]
    public void Non_inferiority_and_equivalence_shift_the_hypothesis_by_the_margin()
    {
        // By hand: z = (−0.1 + 0.3) / SE and (−0.1 − 0.3) / SE.
        var test = PairedAucTest.Of(First, Second);
        double Upper(double z) => ReaderStudy.Statistics.Distributions.StandardNormal.UpperTail(z);

        Assert.Equal(Upper(0.2 / test.StandardError), test.NonInferiorityP(0.3), 13);
        Assert.Equal(Upper(0.2 / test.StandardError), test.EquivalenceP(0.3), 13);
        var reversed = PairedAucTest.Of(Second, First);
        Assert.Equal(Upper(0.4 / test.StandardError), reversed.NonInferiorityP(0.3), 13);
        Assert.Equal(Upper(0.2 / test.StandardError), reversed.EquivalenceP(0.3), 13);
        Assert.Equal(test.PGreater, test.NonInferiorityP(0), 14);
        Assert.Throws<ArgumentOutOfRangeException>(() => test.NonInferiorityP(-0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => test.EquivalenceP(-0.1));
    }

    [Fact]
    public void Several_curves_are_compared_at_once()
    {
        var two = AucContrastTest.Of([First, Second]);
        var paired = PairedAucTest.Of(First, Second);
        Assert.Equal(1, two.DegreesOfFreedom);
        Assert.Equal(paired.Z * paired.Z, two.ChiSquare, 12);
        Assert.Equal(paired.P, two.P, 12);
        Assert.Equal([0.75, 0.85], two.Aucs);
        Assert.Equal(paired.Covariance, two.Covariance[0, 1]);

        // By hand with V the 2 × 2 covariance of the differences: dᵀ V⁻¹ d.
        var third = Placements.Of([1, 4, 2, 2, 5], [3, 3, 6, 5]);
        var three = AucContrastTest.Of([First, Second, third]);
        var s = three.Covariance;
        double Cov(int i, int j) => s[0, 0] - s[0, i] - s[0, j] + s[i, j];
        var (d1, d2) = (First.Auc - Second.Auc, First.Auc - third.Auc);
        var determinant = (Cov(1, 1) * Cov(2, 2)) - (Cov(1, 2) * Cov(1, 2));
        var chiSquare = ((d1 * d1 * Cov(2, 2)) - (2 * d1 * d2 * Cov(1, 2)) + (d2 * d2 * Cov(1, 1))) / determinant;
        Assert.Equal(2, three.DegreesOfFreedom);
        Assert.Equal(chiSquare, three.ChiSquare, 10);
    }

    [Fact]
    public void Curves_that_repeat_take_no_degrees_of_freedom()
    {
        var test = AucContrastTest.Of([First, Second, Second]);
        Assert.Equal(1, test.DegreesOfFreedom);
        Assert.Equal(AucContrastTest.Of([First, Second]).ChiSquare, test.ChiSquare, 10);

        var same = AucContrastTest.Of([First, First]);
        Assert.Equal(0, same.DegreesOfFreedom);
        Assert.Equal(double.NaN, same.ChiSquare);
        Assert.Equal(double.NaN, same.P);
        Assert.Throws<ArgumentException>(() => AucContrastTest.Of([First]));
        var one = Placements.Of([1, 2, 3], [2]);
        Assert.Equal(double.NaN, AucContrastTest.Of([one, one]).ChiSquare);
    }
}
