using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Statistics.Tests.Agreement;

public sealed class IntraReaderAgreementTests
{
    private const double Digits = 1e-13;

    [Fact]
    public void Each_reader_is_compared_with_themselves()
    {
        // Ann: 20 both yes, 5 yes then no, 10 no then yes, 15 both no, as Cohen's kappa by hand; Bob agrees with himself.
        var rows = Readings("Ann", 20, 5, 10, 15).Concat(Readings("Bob", 30, 0, 0, 20)).ToList();

        var estimate = IntraReaderAgreement.Of(rows, ["no", "yes"]);

        Assert.Equal(["Ann", "Bob"], estimate.Readers.Select(r => r.Reader));
        var ann = estimate.Readers[0];
        Assert.Equal(50, ann.Cases);
        Assert.Equal(0.7, ann.Percent.Coefficient, Digits);
        Assert.Equal(0.4, ann.Kappa.Coefficient, Digits);
        Assert.Equal(Math.Sqrt(0.2016 / 12.5 * 50 / 49), ann.Kappa.StandardError, Digits);
        Assert.Equal(Math.Sqrt(0.7 * 0.3 / 49), ann.Percent.StandardError, Digits);
        Assert.Equal(1, estimate.Readers[1].Kappa.Coefficient, Digits);

        // Bob's cases add nothing, so the pooled error for these readers is half of Ann's.
        Assert.Equal(0.7, estimate.Kappa.Mean, Digits);
        Assert.Equal(0.85, estimate.Percent.Mean, Digits);
        Assert.Equal(ann.Kappa.StandardError / 2, estimate.Kappa.StandardError, Digits);
        Assert.Equal(ann.Percent.StandardError / 2, estimate.Percent.StandardError, Digits);
        Assert.Equal((2, 50), (estimate.Kappa.Readers, estimate.Kappa.Cases));
        // sd(0.4, 1)/√2 = 0.3; qt(0.975, 1) = 12.706204736174696.
        Assert.Equal(0.3, estimate.Kappa.ReaderStandardError, Digits);
        Assert.Equal(0.7 - (0.3 * 12.706204736174696), estimate.Kappa.ReaderInterval().Lower, 1e-11);
        Assert.Equal(1, estimate.Kappa.ReaderInterval().Upper);
        // t(0.975; 49) = 2.0095752371292397 from its closed form (Abramowitz and Stegun 26.7.3).
        Assert.Equal(0.7 - (2.0095752371292397 * estimate.Kappa.StandardError), estimate.Kappa.Interval().Lower, 1e-12);
        Assert.InRange(estimate.Kappa.TwoSidedP, 0, 1e-6);
    }

    [Fact]
    public void Readers_who_do_the_same_are_no_more_certain_together()
    {
        var rows = Readings("Ann", 20, 5, 10, 15).Concat(Readings("Bob", 20, 5, 10, 15)).ToList();

        var estimate = IntraReaderAgreement.Of(rows);

        Assert.Equal(0.4, estimate.Kappa.Mean, Digits);
        Assert.Equal(estimate.Readers[0].Kappa.StandardError, estimate.Kappa.StandardError, Digits);
        Assert.Equal(0, estimate.Kappa.ReaderStandardError, Digits);
    }

    [Fact]
    public void The_pooled_standard_error_is_near_that_of_the_jackknife()
    {
        // Three readers with two occasions each: six columns, of which pairs are one reader's.
        var columns = AgreementSamples.Correlated(cases: 200, readers: 6, categories: 3, seed: 21, missing: 0);
        var estimate = IntraReaderAgreement.Of(Rows(columns));

        var jackknife = AgreementSamples.JackknifeError(columns, t => IntraReaderAgreement.Of(Rows(t)).Kappa.Mean);

        Assert.InRange(estimate.Kappa.StandardError / jackknife, 0.97, 1.03);
    }

    [Fact]
    public void Weights_go_by_the_number_of_categories()
    {
        var columns = AgreementSamples.Correlated(cases: 30, readers: 2, categories: 4, seed: 2, missing: 0);

        var estimate = IntraReaderAgreement.Of(Rows(columns), weights: AgreementWeights.Quadratic);

        var expected = CohenKappa.Of(columns, weights: AgreementWeights.Quadratic(4)).Kappa;
        Assert.Equal(expected, estimate.Readers.Single().Kappa.Coefficient, Digits);
        Assert.Equal(double.NaN, estimate.Kappa.ReaderStandardError);
    }

    [Fact]
    public void Cases_read_once_and_missing_ratings_are_left_out()
    {
        var rows = Readings("Ann", 20, 5, 10, 15).ToList();
        rows.Add(new RepeatedRating("51", "Ann", "first", "yes"));
        rows.Add(new RepeatedRating("52", "Ann", "first", "yes"));
        rows.Add(new RepeatedRating("52", "Ann", "second", null));

        var estimate = IntraReaderAgreement.Of(rows);

        Assert.Equal(50, estimate.Readers.Single().Cases);
        Assert.Equal(0.4, estimate.Kappa.Mean, Digits);
    }

    [Fact]
    public void Every_row_at_fault_is_named_at_once()
    {
        var rows = Readings("Ann", 1, 1, 1, 1).ToList();
        rows.Add(new RepeatedRating("1", "Ann", "first", "yes"));
        rows.Add(new RepeatedRating("1", "", "first", "yes"));
        rows.Add(new RepeatedRating("1", "Ann", "", "yes"));
        rows.Add(new RepeatedRating("", "Bob", "first", "yes"));
        rows.Add(new RepeatedRating("7", "Bob", "first", "perhaps"));

        var bad = Assert.Throws<BadInputException>(() => IntraReaderAgreement.Of(rows, ["no", "yes"]));

        Assert.Equal(
            [
                new InputFault(9, "The reader has no name."),
                new InputFault(10, "The occasion has no name."),
                new InputFault(11, "The case has no name."),
                new InputFault(12, "'perhaps' is not one of the categories no, yes."),
            ],
            bad.Faults
        );
        rows.RemoveRange(9, 4);
        bad = Assert.Throws<BadInputException>(() => IntraReaderAgreement.Of(rows));
        Assert.Equal([new InputFault(8, "Reader Ann on occasion first has a second rating of case 1.")], bad.Faults);
    }

    [Fact]
    public void A_reader_who_rated_no_case_twice_is_named()
    {
        var rows = Readings("Ann", 1, 1, 1, 1).Append(new RepeatedRating("1", "Bob", "first", "yes")).ToList();

        var bad = Assert.Throws<BadInputException>(() => IntraReaderAgreement.Of(rows));

        Assert.Equal([new InputFault(null, "Reader Bob rated no case twice.")], bad.Faults);
        Assert.Equal("There is no rating.", Assert.Throws<BadInputException>(() => IntraReaderAgreement.Of([])).Message);
    }

    private static IEnumerable<RepeatedRating> Readings(string reader, int yesYes, int yesNo, int noYes, int noNo)
    {
        (string, string)[] pairs =
        [
            .. Enumerable.Repeat(("yes", "yes"), yesYes),
            .. Enumerable.Repeat(("yes", "no"), yesNo),
            .. Enumerable.Repeat(("no", "yes"), noYes),
            .. Enumerable.Repeat(("no", "no"), noNo),
        ];
        return pairs.SelectMany(
            (p, i) =>
                new[]
                {
                    new RepeatedRating($"{i + 1}", reader, "first", p.Item1),
                    new RepeatedRating($"{i + 1}", reader, "second", p.Item2),
                }
        );
    }

    /// <summary>Columns 1 and 2 are the first reader's occasions, and so on.</summary>
    private static List<RepeatedRating> Rows(RatingTable columns) =>
        [
            .. Enumerable
                .Range(0, columns.CaseCount)
                .SelectMany(i =>
                    Enumerable
                        .Range(0, columns.ReaderCount)
                        .Select(g => new RepeatedRating($"{i}", $"reader {g / 2}", $"{g % 2}", $"{columns[i, g]}"))
                ),
        ];
}
