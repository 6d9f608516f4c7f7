using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Agreement;
using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Tests.Agreement;

public sealed class IntraclassCorrelationTests
{
    // Shrout PE, Fleiss JL (1979). Psychological Bulletin 86:420-428, table 2.
    private static readonly double[,] ShroutFleiss = new double[,]
    {
        { 9, 2, 5, 8 },
        { 6, 1, 3, 2 },
        { 8, 4, 6, 8 },
        { 7, 1, 2, 6 },
        { 10, 5, 6, 9 },
        { 6, 2, 4, 7 },
    };

    [Fact]
    public void The_example_of_Shrout_and_Fleiss()
    {
        var icc = IntraclassCorrelation.Of(ShroutFleiss);

        Assert.Equal((6, 4), (icc.Cases, icc.Readers));
        // Their table 3: 11.24, 32.49, 1.02, 6.26; table 4: .17, .29, .71, .44, .62, .91.
        Assert.Equal(11.241666666666667, icc.CaseMeanSquare, 1e-13);
        Assert.Equal(32.486111111111114, icc.ReaderMeanSquare, 1e-13);
        Assert.Equal(1.0194444444444444, icc.ErrorMeanSquare, 1e-13);
        Assert.Equal(6.2638888888888889, icc.WithinMeanSquare, 1e-13);
        Assert.Equal(0.1657417684054754, icc.OneWay().Value, 1e-14);
        Assert.Equal(0.2897637795275592, icc.Agreement().Value, 1e-14);
        Assert.Equal(0.7148407148407149, icc.Consistency().Value, 1e-14);
        Assert.Equal(0.44, icc.AverageOneWay().Value, 0.005);
        Assert.Equal(0.62, icc.AverageAgreement().Value, 0.005);
        Assert.Equal(0.91, icc.AverageConsistency().Value, 0.005);
    }

    [Fact]
    public void Intervals_by_hand_from_the_mean_squares()
    {
        // (MS_R / MS_W) over or times the quantile of F, then (F - 1) / (F + k - 1) and 1 - 1 / F.
        var icc = IntraclassCorrelation.Of(ShroutFleiss);
        var ratio = icc.CaseMeanSquare / icc.WithinMeanSquare;
        var low = ratio / FisherF.Quantile(0.95, 5, 18);
        var high = ratio * FisherF.Quantile(0.95, 18, 5);

        Assert.Equal((low - 1) / (low + 3), icc.OneWay(0.9).Lower, 1e-14);
        Assert.Equal((high - 1) / (high + 3), icc.OneWay(0.9).Upper, 1e-14);
        Assert.Equal(1 - (1 / low), icc.AverageOneWay(0.9).Lower, 1e-14);
        Assert.Equal(1 - (1 / high), icc.AverageOneWay(0.9).Upper, 1e-14);
        Assert.Equal((5.0, 18.0), (icc.OneWay().NumeratorDegreesOfFreedom, icc.OneWay().DenominatorDegreesOfFreedom));
        Assert.Equal(15, icc.Consistency().DenominatorDegreesOfFreedom);
    }

    [Fact]
    public void A_tested_correlation_scales_F()
    {
        // F (1 - r) / (1 + (k - 1) r), and F (1 - r) for means; for agreement MS_R / (a MS_C + b MS_E).
        var icc = IntraclassCorrelation.Of(ShroutFleiss);
        Assert.Equal(icc.OneWay().F * 0.7 / 1.9, icc.OneWay(tested: 0.3).F, 1e-14);
        Assert.Equal(icc.Consistency().F * 0.7, icc.AverageConsistency(tested: 0.3).F, 1e-13);
        var a = 4 * 0.3 / (6 * 0.7);
        var b = 1 + (4 * 0.3 * 5 / (6 * 0.7));
        Assert.Equal(icc.CaseMeanSquare / ((a * icc.ReaderMeanSquare) + (b * icc.ErrorMeanSquare)), icc.Agreement(tested: 0.3).F, 1e-14);
        a = 0.3 / (6 * 0.7);
        b = 1 + (0.3 * 5 / (6 * 0.7));
        Assert.Equal(
            icc.CaseMeanSquare / ((a * icc.ReaderMeanSquare) + (b * icc.ErrorMeanSquare)),
            icc.AverageAgreement(tested: 0.3).F,
            1e-14
        );
        Assert.Equal(FisherF.UpperTail(icc.OneWay(tested: 0.3).F, 5, 18), icc.OneWay(tested: 0.3).P);
    }

    [Fact]
    public void A_tested_correlation_at_a_limit_is_just_rejected()
    {
        // The lower limit of a 90 % interval is the correlation whose one-sided p-value is 0.05.
        var icc = IntraclassCorrelation.Of(ShroutFleiss);
        Assert.Equal(0.05, icc.OneWay(tested: icc.OneWay(0.9).Lower).P, 1e-12);
        Assert.Equal(0.05, icc.Consistency(tested: icc.Consistency(0.9).Lower).P, 1e-12);
        Assert.Equal(0.05, icc.AverageConsistency(tested: icc.AverageConsistency(0.9).Lower).P, 1e-12);
    }

    [Fact]
    public void The_two_intervals_of_average_agreement_differ()
    {
        var icc = IntraclassCorrelation.Of(ShroutFleiss);
        var (single, stepped) = (icc.Agreement(), icc.AverageAgreementFromSingle());

        Assert.Equal(icc.AverageAgreement().Value, stepped.Value);
        Assert.Equal(4 * single.Value / (1 + (3 * single.Value)), stepped.Value, 1e-14);
        Assert.Equal(4 * single.Lower / (1 + (3 * single.Lower)), stepped.Lower, 1e-15);
        Assert.Equal(4 * single.Upper / (1 + (3 * single.Upper)), stepped.Upper, 1e-15);
        Assert.NotEqual(stepped.Lower, icc.AverageAgreement().Lower, 1e-4);
    }

    [Fact]
    public void Incomplete_cases_are_left_out()
    {
        var with = new double[8, 4];
        for (var i = 0; i < 8; i++)
        {
            for (var j = 0; j < 4; j++)
            {
                with[i, j] = i < 6 ? ShroutFleiss[i, j] : (i - j == 4 ? double.NaN : i * j);
            }
        }

        with[7, 0] = double.NaN;
        Assert.Equal(IntraclassCorrelation.Of(ShroutFleiss), IntraclassCorrelation.Of(with));
    }

    [Fact]
    public void Perfect_agreement_is_1_without_an_interval()
    {
        var icc = IntraclassCorrelation.Of(
            new double[,]
            {
                { 1, 1 },
                { 2, 2 },
                { 5, 5 },
            }
        );

        Assert.Equal(1, icc.Agreement().Value);
        Assert.Equal(1, icc.OneWay().Value);
        Assert.Equal(double.PositiveInfinity, icc.Consistency().F);
        Assert.Equal(0, icc.Consistency().P);
        Assert.Equal(double.NaN, icc.Consistency().Lower);
        Assert.Equal(double.NaN, icc.Agreement().Upper);
    }

    [Fact]
    public void One_case_or_one_reader_is_undefined()
    {
        Assert.Equal(
            double.NaN,
            IntraclassCorrelation
                .Of(
                    new double[,]
                    {
                        { 1, 2 },
                    }
                )
                .OneWay()
                .Value
        );
        Assert.Equal(
            double.NaN,
            IntraclassCorrelation
                .Of(
                    new double[,]
                    {
                        { 1 },
                        { 2 },
                    }
                )
                .Agreement()
                .Value
        );
        Assert.Equal(double.NaN, IntraclassCorrelation.Of(new double[0, 3]).Consistency().Value);
        Assert.Throws<ArgumentOutOfRangeException>(() => IntraclassCorrelation.Of(ShroutFleiss).OneWay(1));
    }

    [Fact]
    public void Scale_place_and_order_change_nothing() =>
        Prop.ForAll(
                Gen.Choose(-50, 50).ArrayOf(15).Where(v => v.Distinct().Count() > 5).ToArbitrary(),
                v =>
                {
                    var (table, moved) = (new double[5, 3], new double[5, 3]);
                    int[] readers = [2, 0, 1];
                    for (var i = 0; i < 15; i++)
                    {
                        table[i / 3, i % 3] = v[i];
                        moved[4 - (i / 3), readers[i % 3]] = 7 - (0.25 * v[i]);
                    }

                    var (a, b) = (IntraclassCorrelation.Of(table), IntraclassCorrelation.Of(moved));
                    bool Same(IntraclassEstimate x, IntraclassEstimate y) =>
                        Near(x.Value, y.Value) && Near(x.Lower, y.Lower) && Near(x.Upper, y.Upper);
                    return Same(a.OneWay(), b.OneWay())
                        && Same(a.Agreement(), b.Agreement())
                        && Same(a.Consistency(), b.Consistency())
                        && Same(a.AverageAgreement(), b.AverageAgreement());
                }
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(19, 3));

    private static bool Near(double a, double b) => a.Equals(b) || Math.Abs(a - b) < 1e-8 * Math.Max(1, Math.Abs(a));
}
