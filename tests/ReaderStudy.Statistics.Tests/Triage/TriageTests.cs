using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Resampling;
using ReaderStudy.Statistics.Triage;

namespace ReaderStudy.Statistics.Tests.Triage;

public sealed class TriageTests
{
    private const double Digits = 1e-12;

    // Ten cases by rising score: negative, negative, negative, positive, negative, negative (tied with a positive), positive, ...
    private static readonly double[] Scores = [1, 2, 3, 4, 5, 6, 6, 7, 8, 9];
    private static readonly bool[] Truths = [false, false, false, true, false, false, true, false, true, true];

    [Fact]
    public void At_a_threshold_by_hand()
    {
        // Below 6: five cases, one of them positive.
        var point = RuleOut.At(Truths, Scores, 6);

        Assert.Equal(new RuleOutPoint(6, 5, 1, 4, 6), point);
        Assert.Equal(10, point.Cases);
        Assert.Equal(0.5, point.WorkloadReduction, Digits);
        Assert.Equal(0.8, point.NegativePredictiveValue, Digits);
        Assert.Equal(0.75, point.Sensitivity, Digits);
        Assert.Equal(4.0 / 6, point.Specificity, Digits);
        Assert.Equal(100, point.MissedPer1000, Digits);
        Assert.Equal(200, point.MissedPer1000CalledLow, Digits);
        // R 4.2.2: binom.test(5, 10), (3, 4) and (1, 10) $conf.int
        Assert.Equal(0.1870860284473986, point.WorkloadReductionInterval().Lower, Digits);
        Assert.Equal(0.8129139715526015, point.WorkloadReductionInterval().Upper, Digits);
        Assert.Equal(0.1941204496832434, point.SensitivityInterval().Lower, Digits);
        Assert.Equal(0.9936905367902902, point.SensitivityInterval().Upper, Digits);
        Assert.Equal(2.528578544461786, point.MissedPer1000Interval().Lower, 1e-10);
        Assert.Equal(445.016117028195435, point.MissedPer1000Interval().Upper, 1e-9);
    }

    [Fact]
    public void Another_prevalence_changes_predictive_value_and_workload()
    {
        // Se 3/4, Sp 2/3, prevalence 10 %: low negatives 0.6, low positives 0.025.
        var point = RuleOut.At(Truths, Scores, 6);

        Assert.Equal(0.6 / 0.625, point.NegativePredictiveValueAt(0.1), Digits);
        Assert.Equal(0.625, point.WorkloadReductionAt(0.1), Digits);
        Assert.Equal(25, point.MissedPer1000At(0.1), Digits);
        Assert.Equal(point.NegativePredictiveValue, point.NegativePredictiveValueAt(0.4), Digits);
        Assert.Equal(point.WorkloadReduction, point.WorkloadReductionAt(0.4), Digits);
        Assert.True(double.IsNaN(RuleOut.At(Truths, Scores, 0).NegativePredictiveValueAt(0.1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => point.NegativePredictiveValueAt(1.1));
    }

    [Fact]
    public void The_curve_goes_from_none_to_all_by_distinct_scores()
    {
        var curve = RuleOut.Curve(Truths, Scores);

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, double.PositiveInfinity], curve.Select(p => p.Threshold));
        Assert.Equal([0, 1, 2, 3, 4, 5, 7, 8, 9, 10], curve.Select(p => p.CalledLow));
        Assert.Equal([0, 0, 0, 0, 1, 1, 2, 2, 3, 4], curve.Select(p => p.Missed));
        Assert.True(double.IsNaN(curve[0].NegativePredictiveValue));
        Assert.True(double.IsNaN(curve[0].MissedPer1000CalledLow));
        Assert.True(double.IsNaN(curve[0].NegativePredictiveValueInterval().Lower));
        Assert.All(curve.Take(9), p => Assert.Equal(p, RuleOut.At(Truths, Scores, p.Threshold)));
    }

    [Fact]
    public void The_threshold_is_the_largest_that_keeps_the_promise()
    {
        // NPV along the curve: -, 1, 1, 1, 3/4, 4/5, 5/7, 6/8, 6/9, 6/10: 0.75 is reached again after it was lost.
        Assert.Equal(3, RuleOut.LargestWithNegativePredictiveValue(Truths, Scores, 0.9)!.CalledLow);
        Assert.Equal(5, RuleOut.LargestWithNegativePredictiveValue(Truths, Scores, 0.8)!.CalledLow);
        Assert.Equal(8, RuleOut.LargestWithNegativePredictiveValue(Truths, Scores, 0.75)!.CalledLow);
        Assert.Null(RuleOut.LargestWithNegativePredictiveValue([true, false, true], [1, 2, 3], 0.9));
        Assert.Equal(3, RuleOut.LargestWithSensitivity(Truths, Scores, 1).CalledLow);
        Assert.Equal(5, RuleOut.LargestWithSensitivity(Truths, Scores, 0.75).CalledLow);
        Assert.Equal(0, RuleOut.LargestWithSensitivity([true, false, true], [1, 2, 3], 1).CalledLow);
        Assert.Throws<ArgumentOutOfRangeException>(() => RuleOut.LargestWithSensitivity(Truths, Scores, 1.01));
    }

    [Fact]
    public void Proof_asks_more_than_an_estimate()
    {
        // Lower Clopper-Pearson limits (R 4.2.2, binom.test): 6 of 8 0.349, 6 of 9 0.299, 6 of 10 0.262; of all 4 positive cases
        // 0.025^(1/4) = 0.398.
        Assert.Equal(8, RuleOut.LargestWithNegativePredictiveValueLimit(Truths, Scores, 0.349)!.CalledLow);
        Assert.Equal(9, RuleOut.LargestWithNegativePredictiveValueLimit(Truths, Scores, 0.299)!.CalledLow);
        Assert.Null(RuleOut.LargestWithNegativePredictiveValueLimit(Truths, Scores, 0.9));
        Assert.Equal(3, RuleOut.LargestWithSensitivityLimit(Truths, Scores, 0.39)!.CalledLow);
        Assert.Null(RuleOut.LargestWithSensitivityLimit(Truths, Scores, 0.4));
    }

    [Fact]
    public void Rule_in_is_the_other_side_of_the_threshold()
    {
        var point = RuleIn.At(Truths, Scores, 6);

        // From 6 on: five cases, three of them positive.
        Assert.Equal(new RuleInPoint(6, 5, 3, 4, 6), point);
        Assert.Equal(10, point.Cases);
        Assert.Equal(0.5, point.Share, Digits);
        Assert.Equal(0.6, point.PositivePredictiveValue, Digits);
        Assert.Equal(0.75, point.Sensitivity, Digits);
        Assert.Equal(4.0 / 6, point.Specificity, Digits);
        Assert.Equal(200, point.FalseAlarmsPer1000, Digits);
        Assert.Equal(0.1941204496832434, point.SensitivityInterval().Lower, Digits);
        Assert.Equal(0.1870860284473986, point.ShareInterval().Lower, Digits);
        Assert.Equal(RuleOut.At(Truths, Scores, 6).SpecificityInterval(), point.SpecificityInterval());
        Assert.InRange(point.PositivePredictiveValueInterval().Lower, 0.1, 0.2);

        Assert.Equal(2, RuleIn.LargestWithPositivePredictiveValue(Truths, Scores, 1)!.CalledHigh);
        Assert.Equal(5, RuleIn.LargestWithPositivePredictiveValue(Truths, Scores, 0.6)!.CalledHigh);
        Assert.Equal(2, RuleIn.LargestWithSpecificity(Truths, Scores, 1).CalledHigh);
        Assert.Equal(5, RuleIn.LargestWithSpecificity(Truths, Scores, 0.6).CalledHigh);
        Assert.True(double.IsNaN(RuleIn.Curve(Truths, Scores)[^1].PositivePredictiveValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => RuleIn.LargestWithSpecificity(Truths, Scores, 1.01));
    }

    [Fact]
    public void Resamples_choose_the_threshold_anew()
    {
        var bootstrap = RuleOutBootstrap.WorkloadReductionAtSensitivity(Truths, Scores, 1, 400, 11);
        var byNpv = RuleOutBootstrap.WorkloadReductionAtNegativePredictiveValue(Truths, Scores, 0.9, 400, 11);

        Assert.Equal(0.3, bootstrap.Estimate, Digits);
        Assert.Equal(0.3, byNpv.Estimate, Digits);
        Assert.Equal(bootstrap.Replicates, RuleOutBootstrap.WorkloadReductionAtSensitivity(Truths, Scores, 1, 400, 11).Replicates);
        Assert.True(bootstrap.StandardError > 0.1);
        // In a resample without the one positive case of score 4, more cases are low.
        Assert.Contains(bootstrap.Replicates, r => r > 0.5);
    }

    [Fact]
    public void Bad_cases_are_named()
    {
        var bad = Assert.Throws<BadInputException>(() => RuleOut.Curve([true, false, true], [1, double.NaN, double.PositiveInfinity]));
        Assert.Equal([1, 2], bad.Faults.Select(f => f.Row!.Value));
        Assert.Throws<BadInputException>(() => RuleOut.At([true, true], [1, 2], 1));
        Assert.Throws<BadInputException>(() => RuleOut.At([false, false], [1, 2], 1));
        Assert.Throws<ArgumentException>(() => RuleOut.At([false, true], [1], 1));
        var risk = Assert.Throws<BadInputException>(() => DecisionCurve.Of([true, false], [0.2, 1.2], [0.5]));
        Assert.Equal(1, risk.Faults.Single().Row);
    }

    [Fact]
    public void A_decision_curve_by_hand()
    {
        // Risks from 0.2 on: 3 of 4 positive and 2 of 6 negative cases; the cost of a false positive is 1/4.
        double[] risks = [0.01, 0.02, 0.05, 0.1, 0.12, 0.2, 0.3, 0.4, 0.6, 0.9];
        bool[] truths = [false, false, false, false, true, false, true, false, true, true];

        var curve = DecisionCurve.Of(truths, risks, [0.2, 0, 0.95]);

        var point = curve[0];
        Assert.Equal(new DecisionPoint(0.2, 3, 2, 4, 6), point);
        Assert.Equal((3 - 0.5) / 10, point.NetBenefit, Digits);
        Assert.Equal((4 - 1.5) / 10, point.NetBenefitOfAll, Digits);
        Assert.Equal(0.25 / 0.4, point.StandardisedNetBenefit, Digits);
        Assert.Equal(0, point.AvoidedPer100, Digits);
        // The mean of 1, 1, 1, −¼, −¼ and five 0: variance (3 + 1/8)/10 − 1/16, over 9.
        Assert.Equal(Math.Sqrt((0.3125 - 0.0625) / 9), point.StandardError, Digits);
        Assert.Equal(0.25 - (1.959963984540054 / 6), point.Interval().Lower, Digits);
        Assert.Equal(0.4, curve[1].NetBenefit, Digits);
        Assert.True(double.IsNaN(curve[1].AvoidedPer100));
        Assert.Equal(0, curve[2].NetBenefit);
        Assert.Equal(-(4 - (6 * 19)) / 10.0 / 19 * 100, curve[2].AvoidedPer100, 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => DecisionCurve.Of(truths, risks, [1]));
    }

    [Fact]
    public void Two_predictors_are_compared_case_by_case()
    {
        // Differences of the cases: +1 (a positive more), −1/4 (a negative more), and eight 0.
        bool[] truths = [true, false, true, false, true, false, true, false, true, false];
        double[] first = [0.5, 0.5, 0.5, 0.1, 0.1, 0.1, 0.5, 0.5, 0.1, 0.1];
        double[] second = [0.1, 0.1, 0.5, 0.1, 0.1, 0.1, 0.5, 0.5, 0.1, 0.1];

        var (difference, error) = DecisionCurve.Difference(truths, first, second, 0.2);

        Assert.Equal(0.075, difference, Digits);
        Assert.Equal(Math.Sqrt(((1.0625 / 10) - (0.075 * 0.075)) / 9), error, Digits);
        Assert.Equal(
            DecisionCurve.Of(truths, first, [0.2])[0].NetBenefit - DecisionCurve.Of(truths, second, [0.2])[0].NetBenefit,
            difference,
            Digits
        );
    }

    [Fact]
    public void Points_on_the_curve_are_what_counting_gives() =>
        Check.One(
            Config.QuickThrowOnFailure.WithReplay(20250704UL, 9UL),
            Prop.ForAll(
                Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
                seed =>
                {
                    var chance = new RandomStream((ulong)seed, 0);
                    var n = 2 + chance.Below(20);
                    bool[] truths = [true, false, .. Enumerable.Range(0, n - 2).Select(_ => chance.Below(2) == 0)];
                    double[] risks = [.. Enumerable.Range(0, n).Select(_ => chance.Below(8) / 8.0)];

                    var curve = RuleOut.Curve(truths, risks);
                    Assert.All(curve.SkipLast(1), p => Assert.Equal(p, RuleOut.At(truths, risks, p.Threshold)));
                    Assert.All(curve.Zip(curve.Skip(1)), p => Assert.True(p.Second.CalledLow > p.First.CalledLow));
                    var decision = DecisionCurve.Of(truths, risks, [0.3])[0];
                    var ruleIn = RuleIn.At(truths, risks, 0.3);
                    Assert.Equal(ruleIn.Found, decision.TruePositives);
                    Assert.Equal(ruleIn.CalledHigh - ruleIn.Found, decision.FalsePositives);
                    // Turning truth and scores round makes rule-in of rule-out.
                    var turned = RuleOut.Curve([.. truths.Select(t => !t)], [.. risks.Select(r => -r)]);
                    Assert.Equal(
                        curve.Select(p => (p.Cases - p.CalledLow, p.Positives - p.Missed)).Reverse(),
                        turned.Select(p => (p.CalledLow, p.CalledLow - p.Missed))
                    );
                }
            )
        );
}
