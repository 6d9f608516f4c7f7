using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Mrmc;
using ReaderStudy.Statistics.Resampling;
using ReaderStudy.Statistics.Simulation;

namespace ReaderStudy.Statistics.Tests.Simulation;

public sealed class RoeMetzTests
{
    // Roe and Metz (1997), table 1; the structure of LH 2.5 also in the package iMRMC (roeMetzConfigs, LH2p50).
    [Theory]
    [InlineData(RoeMetzStructure.HighCorrelationLowReaderVariance, 0.75, 0.0055, 0.3, 0.3, 0.2, 0.2)]
    [InlineData(RoeMetzStructure.LowCorrelationLowReaderVariance, 2.5, 0.0055, 0.1, 0.1, 0.2, 0.6)]
    [InlineData(RoeMetzStructure.HighCorrelationHighReaderVariance, 0.75, 0.011, 0.3, 0.3, 0.2, 0.2)]
    [InlineData(RoeMetzStructure.HighCorrelationHighReaderVariance, 1.5, 0.03, 0.3, 0.3, 0.2, 0.2)]
    [InlineData(RoeMetzStructure.LowCorrelationHighReaderVariance, 2.5, 0.056, 0.1, 0.1, 0.2, 0.6)]
    public void Structures_are_the_published_ones(
        RoeMetzStructure structure,
        double separation,
        double reader,
        double c,
        double tc,
        double rc,
        double error
    )
    {
        var components = RoeMetzComponents.Of(structure, separation);

        Assert.Equal(new RoeMetzComponents(reader, reader, c, tc, rc, error), components);
        Assert.Equal(1, components.WithinReader, 15);
    }

    [Fact]
    public void Other_separations_have_no_published_components() =>
        Assert.Throws<ArgumentException>(() => RoeMetzComponents.Of(RoeMetzStructure.LowCorrelationLowReaderVariance, 1));

    // Φ(μ / √2): 0.702, 0.855 (0.8556) and 0.961.
    [Theory]
    [InlineData(0.75, 0.7020585)]
    [InlineData(1.5, 0.8555778)]
    [InlineData(2.5, 0.9614501)]
    public void The_typical_reader_has_the_published_AUC(double separation, double auc)
    {
        var model = RoeMetzModel.Null(RoeMetzStructure.HighCorrelationHighReaderVariance, separation);

        Assert.Equal(auc, model.TypicalAuc(0), 6);
        Assert.Equal(model.TypicalAuc(0), model.TypicalAuc(1));
        var readers = 4 * model.Components.Reader;
        Assert.Equal(StandardNormal.Cdf(separation / Math.Sqrt(2 + readers)), model.MeanAuc(1), 15);
    }

    [Fact]
    public void Unequal_variances_keep_the_AUCs()
    {
        var equal = new RoeMetzModel([1.5, 1.8], RoeMetzComponents.Of(RoeMetzStructure.LowCorrelationHighReaderVariance, 1.5));

        var unequal = equal.WithMeanToSigma();

        // The mean-to-sigma ratio of the first arm: μ / (1/b − 1) = 4.5.
        Assert.Equal(4.5, unequal.Separations[0] / ((1 / unequal.Slope) - 1), 12);
        Assert.InRange(unequal.Slope, 0.5, 0.99);
        Assert.Equal(equal.TypicalAuc(0), unequal.TypicalAuc(0), 14);
        Assert.Equal(equal.TypicalAuc(1), unequal.TypicalAuc(1), 14);
        Assert.Equal(equal.MeanAuc(0), unequal.MeanAuc(0), 14);
        Assert.Throws<ArgumentException>(() => equal.WithMeanToSigma(0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => equal.WithMeanToSigma(0));
    }

    [Fact]
    public void A_study_depends_on_its_seed_and_number_only()
    {
        var model = RoeMetzModel.Null(RoeMetzStructure.LowCorrelationLowReaderVariance, 1.5);
        var design = new SimulatedDesign(3, 4, 5);

        var one = RoeMetz.Study(model, design, new RandomStream(7, 3));
        var again = RoeMetz.Study(model, design, new RandomStream(7, 3));
        var next = RoeMetz.Study(model, design, new RandomStream(7, 4));

        Assert.Equal(one.Of(1, 2).ToArray(), again.Of(1, 2).ToArray());
        Assert.NotEqual(one.Of(1, 2).ToArray(), next.Of(1, 2).ToArray());
        Assert.Equal((2, 3, 9), (one.Treatments.Count, one.Readers.Count, one.Cases.Count));
        Assert.Equal([false, false, false, false, true, true, true, true, true], one.Diseased);
        // Pinned: the first ratings of this generator, seed 7, stream 3.
        Assert.Equal(PinnedRatings, one.Of(0, 0).ToArray()[..3].Select(x => Math.Round(x, 12)));
    }

    private static readonly double[] PinnedRatings = [-1.053316082215, -1.095251501455, 0.671539263559];

    [Theory]
    [InlineData(MrmcDesign.Crossed, 2 * 4 * 12)]
    [InlineData(MrmcDesign.PartiallyPaired, 2 * 4 * 6)]
    [InlineData(MrmcDesign.CasesNestedInReaders, 2 * 4 * 3)]
    [InlineData(MrmcDesign.CasesNestedInTreatments, 2 * 4 * 6)]
    [InlineData(MrmcDesign.ReadersNestedInTreatments, 4 * 12)]
    public void A_design_leaves_readings_out_and_changes_none(MrmcDesign plan, int readings)
    {
        var model = RoeMetzModel.Null(RoeMetzStructure.HighCorrelationLowReaderVariance, 0.75);
        var crossed = RoeMetz.Study(model, new SimulatedDesign(4, 4, 8), new RandomStream(1, 0));

        var study = RoeMetz.Study(model, new SimulatedDesign(4, 4, 8, plan), new RandomStream(1, 0));

        var count = 0;
        for (var arm = 0; arm < 2; arm++)
        {
            for (var reader = 0; reader < 4; reader++)
            {
                var (all, some) = (crossed.Of(arm, reader).ToArray(), study.Of(arm, reader).ToArray());
                for (var k = 0; k < some.Length; k++)
                {
                    count += double.IsNaN(some[k]) ? 0 : 1;
                    Assert.True(double.IsNaN(some[k]) || some[k] == all[k]);
                }
            }
        }

        Assert.Equal(readings, count);
    }

    [Fact]
    public void Nested_designs_pass_as_such()
    {
        var model = RoeMetzModel.Null(RoeMetzStructure.HighCorrelationLowReaderVariance, 0.75);
        foreach (var plan in Enum.GetValues<MrmcDesign>().Where(d => d != MrmcDesign.PartiallyPaired))
        {
            var study = RoeMetz.Study(model, new SimulatedDesign(4, 12, 12, plan), new RandomStream(1, 0));

            Assert.True(ObuchowskiRockette.DeLong(study, plan).RandomReadersRandomCases().Differences[0].Estimate.StandardError > 0);
        }
    }

    [Fact]
    public void Without_separation_the_moments_are_those_of_the_bivariate_normal()
    {
        // With μ = 0 the kernel's products have the means ¼ + arcsin(ρ) / 2π, ρ the correlation of the two differences of ratings.
        var c = new RoeMetzComponents(0.3, 0.2, 0.2, 0.1, 0.3, 0.4);
        var model = new RoeMetzModel([0, 0], c);
        var all = 2 * (c.Reader + c.TreatmentReader + c.Case + c.TreatmentCase + c.ReaderCase + c.Error);
        var reader = 2 * (c.Reader + c.TreatmentReader);
        var oneCase = c.Case + c.TreatmentCase;
        var oneReading = oneCase + c.ReaderCase + c.Error;
        double[] shared = [all, reader + oneReading, reader + oneReading, reader, 2 * oneCase, oneCase, oneCase, 0];
        double[] products =
        [
            2 * (c.Reader + c.Case + c.ReaderCase),
            (2 * c.Reader) + c.Case + c.ReaderCase,
            (2 * c.Reader) + c.Case + c.ReaderCase,
            2 * c.Reader,
            2 * c.Case,
            c.Case,
            c.Case,
            0,
        ];
        var (own, cross) = (new double[8], new double[8]);
        const int Studies = 4000;
        for (var i = 0; i < Studies; i++)
        {
            var analysis = UStatistic.Of(RoeMetz.Study(model, new SimulatedDesign(4, 6, 6), new RandomStream(42, (ulong)i)));
            for (var k = 0; k < 8; k++)
            {
                own[k] += analysis.Arms[0].Moments.Unbiased[k] / Studies;
                cross[k] += analysis.Differences[0].Moments.Unbiased[k] / Studies;
            }
        }

        for (var k = 0; k < 8; k++)
        {
            // Errors of the mean of 4000 studies are at most 0.003.
            Assert.InRange(own[k] - Product(shared[k] / all), -0.01, 0.01);
            Assert.InRange(cross[k] - Product(products[k] / all), -0.01, 0.01);
        }

        static double Product(double correlation) => 0.25 + (Math.Asin(Math.Min(1, correlation)) / (2 * Math.PI));
    }

    [Fact]
    public void Diseased_ratings_spread_more_when_the_slope_is_below_1()
    {
        var model = new RoeMetzModel([0], new RoeMetzComponents(0, 0, 0.25, 0.25, 0.25, 0.25), 0.5);

        var study = RoeMetz.Study(model, new SimulatedDesign(1, 20000, 20000), new RandomStream(5, 0));

        var ratings = study.Of(0, 0).ToArray();
        Assert.Equal(1, ratings[..20000].Average(x => x * x), 1);
        Assert.InRange(ratings[20000..].Average(x => x * x), 3.9, 4.1);
    }

    [Fact]
    public void A_standalone_model_shares_the_cases_and_not_the_readers()
    {
        var model = new RoeMetzModel([1.5], new RoeMetzComponents(9, 9, 1, 0, 0, 0));

        var (ratings, scores) = RoeMetz.StudyWithStandalone(model, 2.5, new SimulatedDesign(1, 3, 3), new RandomStream(1, 0));

        // All the variance within a reader is the cases': rating − score is the reader's offset, the same for all cases of a class.
        double[] offset = [.. ratings.Of(0, 0).ToArray().Select((x, k) => x - scores[k])];
        Assert.Equal(6, scores.Length);
        Assert.All(offset[..3], o => Assert.Equal(offset[0], o, 13));
        Assert.All(offset[3..], o => Assert.Equal(offset[3], o, 13));
        Assert.NotEqual(offset[0], offset[3]);
    }

    [Fact]
    public void Empty_designs_are_refused()
    {
        var model = new RoeMetzModel([0], new RoeMetzComponents(1, 1, 1, 1, 1, 1));
        foreach (var design in new SimulatedDesign[] { new(0, 1, 1), new(1, 0, 1), new(1, 1, 0) })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => RoeMetz.Study(model, design, new RandomStream(1, 0)));
        }
    }
}
