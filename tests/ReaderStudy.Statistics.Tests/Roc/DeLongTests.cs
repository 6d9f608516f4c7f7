using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Roc;

public sealed class DeLongTests
{
    private static readonly double[] Negatives = [1, 2, 2, 3, 5];
    private static readonly double[] Positives = [2, 4, 4, 6];
    private static readonly double[] OtherNegatives = [2, 1, 3, 3, 4];
    private static readonly double[] OtherPositives = [5, 3, 4, 4];

    private static Placements First => Placements.Of(Negatives, Positives);

    private static Placements Second => Placements.Of(OtherNegatives, OtherPositives);

    [Fact]
    public void A_positive_case_has_the_share_of_negatives_below_it_and_a_negative_one_the_share_of_positives_above()
    {
        // By hand, ties one half.
        Assert.Equal(0.75, First.Auc);
        Assert.Equal([0.4, 0.8, 0.8, 1], First.V10);
        Assert.Equal([1, 0.875, 0.875, 0.75, 0.25], First.V01);
        Assert.Equal(0.85, Second.Auc);
        Assert.Equal([1, 0.6, 0.9, 0.9], Second.V10);
        Assert.Equal([1, 1, 0.875, 0.875, 0.5], Second.V01);
    }

    [Fact]
    public void The_components_can_be_written_to_the_callers_arrays()
    {
        var v10 = new double[4];
        var v01 = new double[5];

        Assert.Equal(0.75, Placements.Fill(Negatives, Positives, v10, v01));

        Assert.Equal(First.V10, v10);
        Assert.Equal(First.V01, v01);
    }

    [Fact]
    public void Variance_and_covariance_are_those_of_the_components_over_the_number_of_cases()
    {
        // By hand: S10 = 0.19 / 3, S01 = 0.34375 / 4; second S10 = 0.09 / 3, S01 = 0.16875 / 4; together S10 = −0.05 / 3, S01 = 0.234375 / 4.
        Assert.Equal((0.19 / 3 / 4) + (0.34375 / 4 / 5), DeLong.Variance(Negatives, Positives), 15);
        Assert.Equal((0.09 / 3 / 4) + (0.16875 / 4 / 5), DeLong.Variance(Second), 15);
        Assert.Equal((-0.05 / 3 / 4) + (0.234375 / 4 / 5), DeLong.Covariance(First, Second), 15);
    }

    [Fact]
    public void The_matrix_holds_the_variances_and_is_symmetric()
    {
        var matrix = DeLong.CovarianceMatrix([First, Second]);

        Assert.Equal(DeLong.Variance(First), matrix[0, 0]);
        Assert.Equal(DeLong.Variance(Second), matrix[1, 1]);
        Assert.Equal(DeLong.Covariance(First, Second), matrix[0, 1]);
        Assert.Equal(matrix[0, 1], matrix[1, 0]);
    }

    [Fact]
    public void Perfect_and_constant_ratings_have_no_variance()
    {
        Assert.Equal(0, DeLong.Variance([1, 2], [3, 4]));
        Assert.Equal(0, DeLong.Variance([3, 3], [3, 3]));
    }

    [Fact]
    public void With_fewer_than_two_cases_of_a_class_it_is_not_defined()
    {
        Assert.Equal(double.NaN, DeLong.Variance([1, 2, 3], [2]));
        Assert.Equal(double.NaN, DeLong.Variance([1], [2, 3]));
        Assert.True(double.IsFinite(DeLong.Variance([1, 3], [2, 4])));
        Assert.Equal(double.NaN, Placements.Of([], [1, 2]).Auc);
        Assert.Equal(double.NaN, Placements.Of([1, 2], []).Auc);
        Assert.All(Placements.Of([], [1, 2]).V10, v => Assert.Equal(double.NaN, v));
    }

    [Fact]
    public void Curves_of_different_cases_have_no_covariance()
    {
        Assert.Throws<ArgumentException>(() => DeLong.Covariance(First, Placements.Of([1, 2], Positives)));
        Assert.Throws<ArgumentException>(() => DeLong.Covariance(First, Placements.Of(Negatives, [1, 2])));
    }

    [Fact]
    public void Ratings_that_are_not_numbers_are_named()
    {
        Assert.Equal(1, Assert.Throws<BadInputException>(() => Placements.Of([1, double.NaN], [1])).Faults.Single().Row);
        Assert.Equal(0, Assert.Throws<BadInputException>(() => Placements.Of([1], [double.NaN])).Faults.Single().Row);
    }
}
