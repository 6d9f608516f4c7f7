using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Statistics.Tests.Agreement;

/// <summary>Conger's and Light's kappa.</summary>
public sealed class ManyReadersTests
{
    private const double Digits = 1e-13;

    [Fact]
    public void Conger_by_hand()
    {
        // Cases aab, abb, aaa, bba: p_a = (1/3 + 1/3 + 1 + 1/3)/4 = 1/2. Readers' shares of a: 3/4, 1/2, 1/2:
        // pairs 3/8 + 1/8, 3/8 + 1/8, 1/4 + 1/4, each 1/2: p_e = 1/2, kappa 0.
        var table = RatingTable.Of([0, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 0], 3, 2);

        var kappa = CongerKappa.Of(table);

        Assert.Equal(0.5, kappa.ObservedAgreement, Digits);
        Assert.Equal(0.5, kappa.ExpectedAgreement, Digits);
        Assert.Equal(0, kappa.Coefficient, Digits);
    }

    [Fact]
    public void Conger_of_two_readers_is_Cohen()
    {
        var table = RatingTable.Of([0, 0, 0, 1, 1, 1, 2, 1, 2, 2, 0, 2, 1, 0, 2, 2], 2, 3);
        var w = AgreementWeights.Linear(3);

        var conger = CongerKappa.Of(table, w);
        var cohen = CohenKappa.Of(CrossTable.Of(table), w);

        Assert.Equal(cohen.Kappa, conger.Coefficient, Digits);
        // The variance from ratings has n − 1 = 7 where that from the table has n = 8.
        Assert.Equal(cohen.StandardError * Math.Sqrt(8.0 / 7), conger.StandardError, Digits);
    }

    [Fact]
    public void A_reader_without_ratings_changes_nothing()
    {
        int[] two = [0, 0, 0, 1, 1, 1, 2, 1, 2, 2, 0, 2];
        int[] three = [.. two.Chunk(2).SelectMany(c => new[] { c[0], RatingTable.Missing, c[1] })];

        var with = CongerKappa.Of(RatingTable.Of(three, 3, 3));
        var without = CongerKappa.Of(RatingTable.Of(two, 2, 3));

        Assert.Equal(without.Coefficient, with.Coefficient, Digits);
        Assert.Equal(without.StandardError, with.StandardError, Digits);
    }

    [Fact]
    public void A_case_without_ratings_changes_nothing()
    {
        var without = RatingTable.Of([0, 0, 1, 0, 1, 1, 0, 0, -1, 1, 1, 0], 3, 2);
        var with = RatingTable.Of([0, 0, 1, -1, -1, -1, 0, 1, 1, 0, 0, -1, 1, 1, 0], 3, 2);

        Assert.Equal(CongerKappa.Of(without), CongerKappa.Of(with));
        Assert.Equal(GwetAc.Of(without), GwetAc.Of(with));
    }

    [Fact]
    public void One_category_throughout_is_undefined()
    {
        var table = RatingTable.Of([1, 1, 1, 1, 1, 1], 3, 2);

        Assert.Equal(double.NaN, CongerKappa.Of(table).Coefficient);
        Assert.Equal(double.NaN, CongerKappa.Of(table).StandardError);
        Assert.Equal(double.NaN, LightKappa.Of(table).Kappa);
        Assert.Equal(double.NaN, LightKappa.Of(table).StandardError);
    }

    [Fact]
    public void Light_is_the_mean_over_pairs_of_readers()
    {
        var table = RatingTable.Of([0, 0, 1, 0, 1, 1, 0, 0, -1, 1, 1, 0, 1, 0, 1], 3, 2);

        var light = LightKappa.Of(table);

        Assert.Equal([(0, 1), (0, 2), (1, 2)], light.Pairs.Select(p => (p.First, p.Second)));
        Assert.All(light.Pairs, p => Assert.Equal(CohenKappa.Of(table, p.First, p.Second), p.Kappa));
        Assert.Equal(light.Pairs.Average(p => p.Kappa.Kappa), light.Kappa, Digits);
        Assert.Equal([5, 4, 4], light.Pairs.Select(p => p.Kappa.Cases));
        Assert.Equal(5, light.Cases);
    }

    [Fact]
    public void Light_of_two_readers_is_Cohen_with_the_variance_of_a_sample()
    {
        var table = RatingTable.Of([0, 0, 0, 1, 1, 1, 2, 1, 2, 2, 0, 2, 1, 0, 2, 2], 2, 3);
        var w = AgreementWeights.Quadratic(3);

        var light = LightKappa.Of(table, w);
        var cohen = CohenKappa.Of(table, weights: w);

        Assert.Equal(cohen.Kappa, light.Kappa, Digits);
        Assert.Equal(cohen.StandardError * Math.Sqrt(8.0 / 7), light.StandardError, Digits);
        Assert.Equal(light.Kappa / light.StandardError, light.T, Digits);
        // t(0.975; 7) = 2.364624251592785 from its closed form (Abramowitz and Stegun 26.7.3).
        Assert.Equal(light.Kappa - (2.364624251592785 * light.StandardError), light.Interval().Lower, 1e-12);
        Assert.Equal(Math.Min(1, light.Kappa + (2.364624251592785 * light.StandardError)), light.Interval().Upper, 1e-12);
        Assert.InRange(light.TwoSidedP, 0, 0.5);
    }

    [Fact]
    public void The_standard_error_of_Light_is_near_that_of_the_jackknife()
    {
        var table = AgreementSamples.Correlated(cases: 200, readers: 4, categories: 3, seed: 5);

        var light = LightKappa.Of(table);
        var jackknife = AgreementSamples.JackknifeError(table, t => LightKappa.Of(t).Kappa);

        Assert.InRange(light.StandardError / jackknife, 0.97, 1.03);
    }

    [Fact]
    public void A_single_reader_agrees_with_nobody()
    {
        var light = LightKappa.Of(RatingTable.Of([0, 1, 1], 1, 2));

        Assert.Empty(light.Pairs);
        Assert.Equal(double.NaN, light.Kappa);
        Assert.Equal(double.NaN, light.StandardError);
        Assert.Equal(double.NaN, light.TwoSidedP);
    }
}
