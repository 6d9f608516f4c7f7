using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Roc;

/// <summary>What holds of any ratings; the seed is pinned.</summary>
public sealed class RocPropertyTests
{
    private static readonly Config Pinned = Config.QuickThrowOnFailure.WithReplay(20260701UL, 8351UL);

    private static Arbitrary<RatedCases> Ratings(int most) =>
        (
            from n in Gen.Choose(1, most)
            from m in Gen.Choose(1, most)
            from grades in Gen.Choose(1, 9)
            from negatives in Gen.Choose(-grades, grades).ArrayOf(n)
            from positives in Gen.Choose(-grades, grades + 2).ArrayOf(m)
            select new RatedCases([.. negatives.Select(x => (double)x)], [.. positives.Select(x => (double)x)])
        ).ToArbitrary();

    [Fact]
    public void Exchanging_the_classes_turns_the_area_round() =>
        Prop.ForAll(Ratings(40), c => Near(1, EmpiricalAuc.Of(c.Negatives, c.Positives) + EmpiricalAuc.Of(c.Positives, c.Negatives)))
            .Check(Pinned);

    [Fact]
    public void A_monotone_transformation_changes_nothing() =>
        Prop.ForAll(
                Ratings(40),
                c =>
                {
                    double[] Turned(double[] x) => [.. x.Select(v => Math.Exp(v / 3) - 100)];
                    return EmpiricalAuc.Of(c.Negatives, c.Positives) == EmpiricalAuc.Of(Turned(c.Negatives), Turned(c.Positives))
                        && DeLong.Variance(c.Negatives, c.Positives).Equals(DeLong.Variance(Turned(c.Negatives), Turned(c.Positives)));
                }
            )
            .Check(Pinned);

    [Fact]
    public void The_order_of_the_cases_changes_nothing() =>
        Prop.ForAll(
                Ratings(40),
                c =>
                    EmpiricalAuc.Of(c.Negatives, c.Positives) == EmpiricalAuc.Of([.. c.Negatives.Reverse()], [.. c.Positives.Reverse()])
                    && NearOrNaN(
                        DeLong.Variance(c.Negatives, c.Positives),
                        DeLong.Variance([.. c.Negatives.Reverse()], [.. c.Positives.Reverse()])
                    )
            )
            .Check(Pinned);

    [Fact]
    public void All_routes_to_the_area_agree() =>
        Prop.ForAll(
                Ratings(60),
                c =>
                {
                    var auc = EmpiricalAuc.Of(c.Negatives, c.Positives);
                    var curve = RocCurve.Of(c.Negatives, c.Positives);
                    var placements = Placements.Of(c.Negatives, c.Positives);
                    var trapezoids = curve
                        .Points.Zip(curve.Points.Skip(1), (a, b) => (b.Specificity - a.Specificity) * (a.Sensitivity + b.Sensitivity) / 2)
                        .Sum();
                    return auc == curve.Auc
                        && auc == placements.Auc
                        && Near(auc, trapezoids)
                        && Near(auc, PartialAuc.OverSpecificity(curve, 0, 1))
                        && Near(auc, PartialAuc.OverSensitivity(curve, 0, 1))
                        && Near(auc, placements.V10.Average())
                        && Near(auc, placements.V01.Average());
                }
            )
            .Check(Pinned);

    [Fact]
    public void Parts_of_the_area_add_up() =>
        Prop.ForAll(
                Ratings(30),
                c =>
                {
                    var curve = RocCurve.Of(c.Negatives, c.Positives);
                    return Near(curve.Auc, PartialAuc.OverSpecificity(curve, 0, 0.37) + PartialAuc.OverSpecificity(curve, 1, 0.37))
                        && Near(curve.Auc, PartialAuc.OverSensitivity(curve, 0, 0.37) + PartialAuc.OverSensitivity(curve, 1, 0.37));
                }
            )
            .Check(Pinned);

    [Fact]
    public void Points_rise_in_specificity_and_fall_in_sensitivity() =>
        Prop.ForAll(
                Ratings(30),
                c =>
                {
                    var points = RocCurve.Of(c.Negatives, c.Positives).Points;
                    return points
                        .Zip(points.Skip(1))
                        .All(p =>
                            p.First.Specificity <= p.Second.Specificity
                            && p.First.Sensitivity >= p.Second.Sensitivity
                            && p.First.Threshold < p.Second.Threshold
                        );
                }
            )
            .Check(Pinned);

    [Fact]
    public void Variances_are_not_negative_and_the_difference_of_a_curve_from_itself_has_none() =>
        Prop.ForAll(
                Ratings(30),
                c =>
                {
                    var curve = Placements.Of(c.Negatives, c.Positives);
                    return !(DeLong.Variance(curve) < 0) && PairedAucTest.Of(curve, curve).StandardError is 0 or double.NaN;
                }
            )
            .Check(Pinned);

    [Fact]
    public void The_paired_error_is_that_of_variances_and_covariance() =>
        Prop.ForAll(
                Ratings(30),
                c =>
                {
                    var first = Placements.Of(c.Negatives, c.Positives);
                    var second = Placements.Of([.. c.Negatives.Reverse()], [.. c.Positives.Reverse()]);
                    var test = PairedAucTest.Of(first, second);
                    var square = test.FirstVariance + test.SecondVariance - (2 * test.Covariance);
                    return NearOrNaN(square, test.StandardError * test.StandardError);
                }
            )
            .Check(Pinned);

    [Fact]
    public void Two_classes_make_hand_and_tills_measure_the_auc() =>
        Prop.ForAll(
                Ratings(30),
                c =>
                {
                    double[] all = [.. c.Negatives, .. c.Positives];
                    var scores = new double[all.Length, 2];
                    for (var i = 0; i < all.Length; i++)
                    {
                        (scores[i, 0], scores[i, 1]) = (-all[i], all[i]);
                    }

                    var truth = all.Select((_, i) => i < c.Negatives.Length ? 0 : 1).ToList();
                    return Near(EmpiricalAuc.Of(c.Negatives, c.Positives), MulticlassAuc.Of(truth, scores).HandTill);
                }
            )
            .Check(Pinned);

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12;

    private static bool NearOrNaN(double a, double b) => a.Equals(b) || Near(a, b);
}
