using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Statistics.Tests.Agreement;

public sealed class KrippendorffAlphaTests
{
    private const double Digits = 1e-13;

    /// <summary>Krippendorff (2011), example C: 12 units, 4 observers, missing values.</summary>
    private static readonly RatingTable Published = Of(
        5,
        "1 1 . 1",
        "2 2 3 2",
        "3 3 3 3",
        "3 3 3 3",
        "2 2 2 2",
        "1 2 3 4",
        "4 4 4 4",
        "1 1 2 1",
        "2 2 2 2",
        ". 5 5 5",
        ". . 1 1",
        ". . 3 ."
    );

    [Theory]
    [InlineData(KrippendorffMetric.Nominal, 0.743)]
    [InlineData(KrippendorffMetric.Ordinal, 0.815)]
    [InlineData(KrippendorffMetric.Interval, 0.849)]
    [InlineData(KrippendorffMetric.Ratio, 0.797)]
    public void Published_alphas(KrippendorffMetric metric, double published)
    {
        var alpha = KrippendorffAlpha.Of(Published, metric);

        Assert.Equal(published, Math.Round(alpha.Alpha, 3));
        Assert.Equal((11, 40, 10), (alpha.Units, alpha.PairableValues, alpha.DegreesOfFreedom));
        Assert.Equal(1 - (alpha.ObservedDisagreement / alpha.ExpectedDisagreement), alpha.Alpha, Digits);
    }

    [Fact]
    public void Three_units_by_hand()
    {
        // Units 1-1, 1-2, 3-3 of two readers: n = 6, n_c = (3, 1, 2). Coincidences off the diagonal: o_12 = o_21 = 1.
        var table = Of(3, "1 1", "1 2", "3 3");

        // Nominal: D_o = 2/6, D_e = 2(3·1 + 3·2 + 1·2)/30 = 22/30.
        Near(2.0 / 6, 22.0 / 30, KrippendorffAlpha.Of(table, KrippendorffMetric.Nominal));
        // Interval: D_e = 2(3·1·1 + 3·2·4 + 1·2·1)/30.
        Near(2.0 / 6, 58.0 / 30, KrippendorffAlpha.Of(table, KrippendorffMetric.Interval));
        // Ordinal places 1.5, 3.5, 5: squares 4, 12.25, 2.25.
        Near(2.0 * 4 / 6, 2 * ((3 * 4) + (6 * 12.25) + (2 * 2.25)) / 30, KrippendorffAlpha.Of(table, KrippendorffMetric.Ordinal));
        // Ratio: (1/3)², (2/4)², (1/5)².
        Near(2.0 / 9 / 6, 2 * ((3.0 / 9) + (6.0 / 4) + (2.0 / 25)) / 30, KrippendorffAlpha.Of(table, KrippendorffMetric.Ratio));
    }

    [Fact]
    public void Agreement_is_one_minus_a_corrected_disagreement()
    {
        var alpha = KrippendorffAlpha.Of(Of(3, "1 1", "1 2", "3 3"), KrippendorffMetric.Nominal);

        // p_a = (1 − 1/6)·4/6 + 1/6, p_e = Σ π² = (9 + 1 + 4)/36.
        Assert.Equal((5.0 / 6 * 4 / 6) + (1.0 / 6), alpha.ObservedAgreement, Digits);
        Assert.Equal(14.0 / 36, alpha.ExpectedAgreement, Digits);
        Assert.Equal((alpha.ObservedAgreement - alpha.ExpectedAgreement) / (1 - alpha.ExpectedAgreement), alpha.Alpha, Digits);
    }

    [Fact]
    public void Its_interval_is_by_Student_and_cut_at_1()
    {
        var alpha = KrippendorffAlpha.Of(Published, KrippendorffMetric.Interval);

        // t(0.975; 10) = 2.2281388519862747 from its closed form (Abramowitz and Stegun 26.7.4).
        Assert.Equal(alpha.Alpha - (2.2281388519862747 * alpha.StandardError), alpha.Interval().Lower, 1e-12);
        Assert.Equal(1, alpha.Interval().Upper);
        Assert.Equal(alpha.Alpha / alpha.StandardError, alpha.T, Digits);
        Assert.Equal(0.5 * alpha.TwoSidedP, alpha.UpperTailP, Digits);
        // irrCAC 1.4 krippen.alpha.raw(cac.raw4raters, weights = "quadratic"), printed with digits = 16; 1.0 gives the other.
        Assert.Equal(0.1290511999442268, alpha.StandardError, Digits);
        Assert.Equal(0.12912996571488844, alpha.CorrectedCentreStandardError, Digits);
    }

    [Fact]
    public void Quadratic_weights_are_the_interval_alpha()
    {
        var weighted = KrippendorffAlpha.Weighted(Published, AgreementWeights.Quadratic(5));
        var interval = KrippendorffAlpha.Of(Published, KrippendorffMetric.Interval);

        Assert.Equal(interval.Alpha, weighted.Alpha, Digits);
        Assert.Equal(interval.StandardError, weighted.StandardError, Digits);
        Assert.Equal(interval.CorrectedCentreStandardError, weighted.CorrectedCentreStandardError, Digits);
    }

    [Fact]
    public void A_unit_with_one_rating_is_not_looked_at()
    {
        var with = KrippendorffAlpha.Of(Of(2, "1 1", "1 2", "2 .", "2 2"), KrippendorffMetric.Nominal);
        var without = KrippendorffAlpha.Of(Of(2, "1 1", "1 2", "2 2"), KrippendorffMetric.Nominal);

        Assert.Equal(without, with);
    }

    [Fact]
    public void Undefined_without_variety_or_pairs()
    {
        var same = KrippendorffAlpha.Of(Of(2, "1 1", "1 1", "2 ."), KrippendorffMetric.Nominal);
        Assert.Equal(double.NaN, same.Alpha);
        Assert.Equal(0, same.ExpectedDisagreement);
        Assert.Equal(double.NaN, same.StandardError);
        Assert.Equal(double.NaN, same.TwoSidedP);

        var unpaired = KrippendorffAlpha.Of(Of(2, "1 .", ". 2"), KrippendorffMetric.Ordinal);
        Assert.Equal((0, 0), (unpaired.Units, unpaired.PairableValues));
        Assert.Equal(double.NaN, unpaired.Alpha);

        var single = KrippendorffAlpha.Of(Of(2, "1 2"), KrippendorffMetric.Interval);
        Assert.Equal(0, single.Alpha, Digits);
        Assert.Equal(double.NaN, single.StandardError);

        Assert.Equal(double.NaN, KrippendorffAlpha.Weighted(CrossTable.Of(Of(2, "1 1")), AgreementWeights.Identity(2)).Alpha);
    }

    [Fact]
    public void Two_zeros_are_no_ratio_and_negative_numbers_are_refused()
    {
        var counts = Of(2, "1 1", "1 2", "2 2").Counts();

        // 0 against 3: ((0 − 3)/3)² = 1, as nominal.
        Assert.Equal(
            KrippendorffAlpha.Of(counts, KrippendorffMetric.Nominal, [0, 3]).Alpha,
            KrippendorffAlpha.Of(counts, KrippendorffMetric.Ratio, [0, 3]).Alpha,
            Digits
        );
        Assert.Throws<ArgumentException>(() => KrippendorffAlpha.Of(counts, KrippendorffMetric.Ratio, [-1, 3]));
        Assert.Throws<ArgumentException>(() => KrippendorffAlpha.Of(counts, KrippendorffMetric.Interval, [1]));
    }

    private static void Near(double observed, double expected, KrippendorffEstimate alpha)
    {
        Assert.Equal(observed, alpha.ObservedDisagreement, Digits);
        Assert.Equal(expected, alpha.ExpectedDisagreement, Digits);
        Assert.Equal(1 - (observed / expected), alpha.Alpha, Digits);
        Assert.Equal((3, 6), (alpha.Units, alpha.PairableValues));
    }

    /// <summary>Categories from 1, a point for a missing rating.</summary>
    internal static RatingTable Of(int categories, params string[] cases)
    {
        var rows = cases.Select(c => c.Split(' ')).ToArray();
        int[] ratings =
        [
            .. rows.SelectMany(r => r).Select(x => x == "." ? -1 : int.Parse(x, System.Globalization.CultureInfo.InvariantCulture) - 1),
        ];
        return RatingTable.Of(ratings, rows[0].Length, categories);
    }
}
