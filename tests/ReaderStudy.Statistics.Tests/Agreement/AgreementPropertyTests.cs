using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Statistics.Tests.Agreement;

/// <summary>What holds for all ratings; some of them are missing, some categories unused.</summary>
public sealed class AgreementPropertyTests
{
    private const double Digits = 1e-10;

    private static readonly (string Name, Func<RatingTable, double> Of)[] Nominal =
    [
        ("percent", t => PercentAgreement.Of(t).Coefficient),
        ("Fleiss", t => FleissKappa.Of(t).Kappa),
        ("Fleiss SE", t => FleissKappa.Of(t).StandardError),
        ("Conger", t => CongerKappa.Of(t).Coefficient),
        ("Conger SE", t => CongerKappa.Of(t).StandardError),
        ("AC1", t => GwetAc.Of(t).Coefficient),
        ("AC1 SE", t => GwetAc.Of(t).StandardError),
        ("Brennan-Prediger", t => BrennanPrediger.Of(t).Coefficient),
        ("Light", t => LightKappa.Of(t).Kappa),
        ("Light SE", t => LightKappa.Of(t).StandardError),
        ("alpha", t => KrippendorffAlpha.Of(t, KrippendorffMetric.Nominal).Alpha),
        ("alpha SE", t => KrippendorffAlpha.Of(t, KrippendorffMetric.Nominal).StandardError),
    ];

    private static readonly (string Name, Func<int, AgreementWeights> Of)[] Weights =
    [
        ("linear", AgreementWeights.Linear),
        ("quadratic", AgreementWeights.Quadratic),
        ("ordinal", AgreementWeights.Ordinal),
        ("radical", AgreementWeights.Radical),
        ("ratio", AgreementWeights.Ratio),
        ("circular", AgreementWeights.Circular),
        ("bipolar", AgreementWeights.Bipolar),
    ];

    [Fact]
    public void Names_of_categories_do_not_matter_to_nominal_coefficients() =>
        ForAll(t =>
        {
            var renamed = t.WithCategoryOrder([.. Enumerable.Range(0, t.CategoryCount).Reverse()]);
            foreach (var (name, of) in Nominal)
            {
                Near(of(t), of(renamed), name);
            }
        });

    [Fact]
    public void The_order_of_cases_and_of_readers_does_not_matter() =>
        ForAll(t =>
        {
            var cases = AgreementSamples.Cases(t, Enumerable.Range(0, t.CaseCount).Reverse());
            var readers = AgreementSamples.Readers(t, [.. Enumerable.Range(0, t.ReaderCount).Reverse()]);
            foreach (var (name, of) in Nominal)
            {
                Near(of(t), of(cases), name);
                Near(of(t), of(readers), name);
            }

            foreach (var metric in Enum.GetValues<KrippendorffMetric>())
            {
                Near(KrippendorffAlpha.Of(t, metric).Alpha, KrippendorffAlpha.Of(readers, metric).Alpha, $"{metric}");
            }
        });

    [Fact]
    public void Coefficients_do_not_exceed_1_nor_shares_their_bounds() =>
        ForAll(t =>
        {
            foreach (var (name, of) in Nominal.Where(c => !c.Name.EndsWith("SE", StringComparison.Ordinal)))
            {
                Assert.False(of(t) > 1 + Digits, name);
            }

            foreach (var (_, weights) in Weights)
            {
                var w = weights(t.CategoryCount);
                var fleiss = FleissKappa.Weighted(t, w);
                Assert.False(fleiss.Coefficient > 1 + Digits);
                Assert.False(fleiss.ObservedAgreement is < -Digits or > 1 + Digits);
                Assert.False(fleiss.ExpectedAgreement is < -Digits or > 1 + Digits);
                Assert.False(CongerKappa.Of(t, w).Coefficient > 1 + Digits);
                Assert.False(GwetAc.Of(t, w).Coefficient > 1 + Digits);
                Assert.False(fleiss.Interval().Upper > 1);
            }
        });

    [Fact]
    public void Two_readers_are_symmetric() =>
        ForAll(t =>
        {
            foreach (var (name, weights) in Weights)
            {
                var w = weights(t.CategoryCount);
                var one = CohenKappa.Of(t, 0, 1, w);
                var other = CohenKappa.Of(t, 1, 0, w);
                Near(one.Kappa, other.Kappa, name);
                Near(one.StandardError, other.StandardError, name);
                Near(one.NullStandardError, other.NullStandardError, name);
            }
        });

    [Fact]
    public void Coefficients_of_two_readers_and_of_many_agree_on_complete_cases() =>
        ForAll(t =>
        {
            var two = AgreementSamples.Readers(t, [0, 1]).CompleteCases();
            double n = two.CaseCount;
            if (n < 2)
            {
                return;
            }

            var cross = CrossTable.Of(two);
            foreach (var (name, weights) in Weights)
            {
                var w = weights(t.CategoryCount);
                Same(CohenKappa.Of(cross, w), CongerKappa.Of(two, w), n, $"Conger {name}");
                Same(ScottPi.Of(cross, w), FleissKappa.Weighted(two, w), n, $"Fleiss {name}");
                Same(GwetAc.Of(cross, w), GwetAc.Of(two, w), n, $"Gwet {name}");
                Same(BrennanPrediger.Of(cross, w), BrennanPrediger.Of(two, w), n, $"Brennan-Prediger {name}");
                Same(PercentAgreement.Of(cross, w), PercentAgreement.Of(two, w), n, $"percent {name}");
                var (alpha, many) = (KrippendorffAlpha.Weighted(cross, w), KrippendorffAlpha.Weighted(two, w));
                Near(many.Alpha, alpha.Alpha, $"alpha {name}");
                Near(many.StandardError, alpha.StandardError * Math.Sqrt(n / (n - 1)), $"alpha {name}");
            }
        });

    [Fact]
    public void Alpha_is_Fleiss_with_a_small_sample_correction_on_complete_cases() =>
        ForAll(t =>
        {
            // α = κ + (1 − κ)/(n m) with n cases and m readers.
            var complete = t.CompleteCases();
            foreach (var (name, weights) in Weights)
            {
                var kappa = FleissKappa.Weighted(complete, weights(t.CategoryCount)).Coefficient;
                var alpha = KrippendorffAlpha.Weighted(complete, weights(t.CategoryCount)).Alpha;
                Near(kappa + ((1 - kappa) / (complete.CaseCount * (double)complete.ReaderCount)), alpha, name);
            }
        });

    [Fact]
    public void Two_categories_leave_weights_nothing_to_weigh() =>
        ForAll(t =>
        {
            int[] binary = [.. Enumerable.Range(0, t.CaseCount).SelectMany(i => t.RatingsOf(i).ToArray()).Select(r => Math.Min(r, 1))];
            var two = RatingTable.Of(binary, t.ReaderCount, 2);
            foreach (var (name, weights) in Weights)
            {
                Near(FleissKappa.Of(two).Kappa, FleissKappa.Weighted(two, weights(2)).Coefficient, name);
                Near(GwetAc.Of(two).Coefficient, GwetAc.Of(two, weights(2)).Coefficient, name);
            }

            Near(
                KrippendorffAlpha.Of(two, KrippendorffMetric.Nominal).Alpha,
                KrippendorffAlpha.Of(two, KrippendorffMetric.Ordinal).Alpha,
                "ordinal"
            );
        });

    [Fact]
    public void Readers_of_one_mind_agree_perfectly() =>
        ForAll(t =>
        {
            var same = AgreementSamples.Readers(t, [0, 0, 0]);
            foreach (var (name, of) in Nominal)
            {
                var got = of(same);
                Assert.True(double.IsNaN(got) || Math.Abs(got - (name.EndsWith("SE", StringComparison.Ordinal) ? 0 : 1)) < Digits, name);
            }
        });

    /// <summary>2 to 12 cases, 2 to 5 readers, 2 to 5 categories, a fifth of the ratings missing.</summary>
    private static void ForAll(Action<RatingTable> holds)
    {
        var tables =
            from cases in Gen.Choose(2, 12)
            from readers in Gen.Choose(2, 5)
            from categories in Gen.Choose(2, 5)
            from ratings in Gen.Frequency((1, Gen.Constant(RatingTable.Missing)), (4, Gen.Choose(0, categories - 1)))
                .ArrayOf(cases * readers)
            select RatingTable.Of(ratings, readers, categories);
        Prop.ForAll(tables.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithReplay(2024, 11).WithMaxTest(300));
    }

    private static void Same(AgreementEstimate table, AgreementEstimate ratings, double n, string what)
    {
        Near(table.Coefficient, ratings.Coefficient, what);
        Near(table.StandardError * Math.Sqrt(n / (n - 1)), ratings.StandardError, what);
    }

    private static void Near(double expected, double got, string what) =>
        Assert.True(
            (double.IsNaN(expected) && double.IsNaN(got)) || Math.Abs(expected - got) <= Digits,
            $"{what}: {expected:R} against {got:R}"
        );
}
