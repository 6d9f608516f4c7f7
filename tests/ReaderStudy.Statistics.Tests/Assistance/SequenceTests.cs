using ReaderStudy.Statistics.Assistance;
using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Assistance;

public sealed class SequenceTests
{
    [Fact]
    public void A_planted_trend_of_log_time_is_found_beside_readers_and_arms()
    {
        var readings = new List<SequencedReading>();
        foreach (var (reader, level) in new[] { ("A", 3.0), ("B", 3.5), ("C", 4.0) })
        {
            for (var k = 0; k < 12; k++)
            {
                var (arm, session) = (k % 2 == 0 ? "alone" : "with AI", 1 + (k / 6));
                var log = level - (0.25 * (k % 2)) + (0.01 * (k % 6 + 1)) - (0.1 * session) + (0.002 * (k * k % 7));
                readings.Add(new SequencedReading(reader, $"{(k * 5) % 12}", arm, session, k % 6 + 1, null, Math.Exp(log), k * k % 7));
            }
        }

        var fit = SequenceModel.OfLogTime(readings);

        Assert.Equal(["arm: with AI", "position", "session", "minutes since break"], fit.Fit.Coefficients.Select(c => c.Name));
        Assert.Equal("alone", fit.ReferenceArm);
        double[] truth = [-0.25, 0.01, -0.1, 0.002];
        Assert.All(fit.Fit.Coefficients.Select((c, k) => (c.Estimate, truth[k])), x => Assert.Equal(x.Item2, x.Estimate, 10));
        Assert.Equal((36, 3, 12), (fit.Fit.Rows, fit.Fit.Readers, fit.Fit.Cases));
        Assert.Empty(fit.ReadersLeftOut);
    }

    [Fact]
    public void What_does_not_vary_is_left_out()
    {
        SequencedReading[] readings =
        [
            new("A", "1", "alone", 1, 1, true, 10),
            new("A", "2", "alone", 1, 2, false, 20, 5),
            new("B", "1", "alone", 1, 1, true, 30),
            new("B", "2", "alone", 1, 2, true, 50),
        ];

        var fit = SequenceModel.OfLogTime(readings);

        Assert.Equal(["position"], fit.Fit.Coefficients.Select(c => c.Name));
        Assert.Equal(["session"], fit.Fit.LeftOut);
        Assert.Equal((Math.Log(2) + Math.Log(5.0 / 3)) / 2, fit.Fit.Coefficients[0].Estimate, 12);
    }

    [Fact]
    public void Readers_who_are_always_right_tell_nothing_about_correctness()
    {
        var readings = new List<SequencedReading>();
        for (var k = 0; k < 8; k++)
        {
            readings.Add(new SequencedReading("always", $"{k}", "x", 1, k + 1, true));
            readings.Add(new SequencedReading("A", $"{k}", "x", 1, k + 1, k % 3 > 0));
            readings.Add(new SequencedReading("B", $"{k}", "x", 1, k + 1, k % 4 > 1));
            readings.Add(new SequencedReading("unknown", $"{k}", "x", 1, k + 1));
        }

        var fit = SequenceModel.OfCorrectness(readings);

        Assert.Equal(["always"], fit.ReadersLeftOut);
        Assert.Equal((16, 2, 8), (fit.Fit.Rows, fit.Fit.Readers, fit.Fit.Cases));
        Assert.True(fit.Fit.Converged);
        Assert.Throws<BadInputException>(() => SequenceModel.OfCorrectness([.. readings.Where(r => r.Reader is "always" or "unknown")]));
    }

    [Fact]
    public void Impossible_rows_are_named()
    {
        var bad = Assert.Throws<BadInputException>(() =>
            SequenceModel.OfLogTime([
                new("A", "1", "x", 0, 1, null, 1),
                new("A", "2", "x", 1, 0, null, 1),
                new("A", "3", "x", 1, 1, null, 0),
                new("A", "4", "x", 1, 1, null, double.PositiveInfinity),
            ])
        );

        Assert.Equal([0, 1, 2, 3], bad.Faults.Select(f => f.Row!.Value));
        Assert.Throws<BadInputException>(() => SequenceModel.OfLogTime([new("A", "1", "x", 1, 1, true)]));
    }

    [Fact]
    public void A_crossover_tells_arms_periods_and_carry_over_apart()
    {
        // Readers AB: (10, 6), (12, 6); BA: (7, 9), (5, 9).
        var crossover = Crossover.Of([
            new("1", "A", "B", 10, 6),
            new("2", "A", "B", 12, 6),
            new("3", "B", "A", 7, 9),
            new("4", "B", "A", 5, 9),
        ]);

        // Differences 4, 6 and −2, −4; totals 16, 18 and 16, 14. Pooled variance of each: (2 + 2)/2 = 2, so errors √2 (½ + ½) = √2.
        Assert.Equal((2, 2), (crossover.ReadersFirstThenSecond, crossover.ReadersSecondThenFirst));
        Assert.Equal(("A", "B"), (crossover.FirstArm, crossover.SecondArm));
        Assert.Equal(4, crossover.Arms.Estimate);
        Assert.Equal(1, crossover.Periods.Estimate);
        Assert.Equal(2, crossover.CarryOver.Estimate);
        Assert.Equal(Math.Sqrt(2) / 2, crossover.Arms.StandardError, 14);
        Assert.Equal(Math.Sqrt(2) / 2, crossover.Periods.StandardError, 14);
        Assert.Equal(Math.Sqrt(2), crossover.CarryOver.StandardError, 14);
        Assert.Equal(2, crossover.CarryOver.DegreesOfFreedom);
        Assert.Equal(StudentsT.TwoSidedP(Math.Sqrt(2), 2), crossover.CarryOver.P, 14);
        Assert.Equal(2 - (Math.Sqrt(2) * StudentsT.Critical(0.9, 2)), crossover.CarryOver.Interval(0.9).Lower, 12);
        Assert.Equal(2 + (Math.Sqrt(2) * StudentsT.Critical(0.9, 2)), crossover.CarryOver.Interval(0.9).Upper, 12);
    }

    [Fact]
    public void Two_readers_have_no_error()
    {
        var crossover = Crossover.Of([new("1", "A", "B", 10, 6), new("2", "B", "A", 5, 9)]);

        Assert.Equal(4, crossover.Arms.Estimate);
        Assert.Equal(double.NaN, crossover.Arms.StandardError);
        Assert.Equal(double.NaN, crossover.Arms.P);
    }

    [Fact]
    public void A_crossover_needs_both_sequences_of_two_arms()
    {
        var same = Assert.Throws<BadInputException>(() => Crossover.Of([new("1", "A", "B", 1, 2), new("2", "A", "A", 1, 2)]));
        Assert.Equal(1, same.Faults[0].Row);
        Assert.Throws<BadInputException>(() => Crossover.Of([new("1", "A", "B", 1, 2), new("2", "A", "B", 1, 2)]));
        Assert.Throws<BadInputException>(() => Crossover.Of([new("1", "B", "A", 1, 2)]));
        Assert.Throws<BadInputException>(() => Crossover.Of([new("1", "A", "B", 1, 2), new("2", "C", "A", 1, 2)]));
        Assert.Throws<BadInputException>(() => Crossover.Of([]));
    }

    [Fact]
    public void Times_are_compared_by_their_ratio()
    {
        SequencedReading[] readings =
        [
            new("A", "1", "AI", 1, 1, null, 10, double.NaN, 2),
            new("A", "2", "AI", 1, 2, null, 40, double.NaN, 8),
            new("A", "1", "alone", 2, 1, null, 20, double.NaN, 4),
            new("A", "2", "alone", 2, 2, null, 80, double.NaN, 16),
            new("B", "1", "AI", 1, 1, null, 30, double.NaN, 6),
            new("B", "2", "AI", 1, 2, null, 30, double.NaN, 6),
            new("B", "1", "alone", 2, 1, null, 60, double.NaN, 12),
            new("B", "2", "alone", 2, 2, null, 120, double.NaN, 24),
            new("B", "2", "other", 3, 2, null, 1),
        ];

        var time = ReadingTime.Of(readings, "AI", "alone", 0.9);

        // Log ratios −ln 2, −ln 2; −ln 2, −ln 4.
        Assert.Equal(Math.Pow(2, -1.25), time.All.Ratio, 14);
        Assert.Equal(Math.Pow(10.0 * 40 * 30 * 30, 0.25), time.All.FirstMean, 12);
        Assert.Equal(Math.Pow(20.0 * 80 * 60 * 120, 0.25), time.All.SecondMean, 12);
        Assert.Equal(time.All.Ratio, time.WithoutIdle!.Ratio, 14);
        Assert.Equal(time.All.FirstMean * 0.8, time.WithoutIdle.FirstMean, 12);
        double[][] logs =
        [
            [Math.Log(10), Math.Log(40)],
            [Math.Log(30), Math.Log(30)],
        ];
        double[][] alone =
        [
            [Math.Log(20), Math.Log(80)],
            [Math.Log(60), Math.Log(120)],
        ];
        var expected = ScoreUStatistic.Conditional(logs, alone, 0.9).Difference;
        Assert.Equal(expected, time.All.LogRatio);
        Assert.Equal((Math.Exp(expected.Student.Lower), Math.Exp(expected.Student.Upper)), time.All.Interval);

        Assert.Equal([("A", 2), ("B", 2)], time.All.PerReader.Select(r => (r.Reader, r.Cases)));
        Assert.Equal(0.5, time.All.PerReader[0].Ratio, 14);
        Assert.Equal(Math.Pow(2, -1.5), time.All.PerReader[1].Ratio, 14);
        // ln ratio −1.5 ln 2 with error ½ ln 2 over two cases: t = −3 with 1 degree of freedom.
        Assert.Equal(StudentsT.TwoSidedP(3, 1), time.All.PerReader[1].P, 12);
        Assert.Equal(Math.Exp(Math.Log(2) * (-1.5 - (0.5 * StudentsT.Critical(0.9, 1)))), time.All.PerReader[1].Interval.Lower, 12);
    }

    [Fact]
    public void A_reader_with_one_case_has_a_ratio_without_an_interval_and_unknown_idle_time_is_not_guessed()
    {
        SequencedReading[] readings =
        [
            new("A", "1", "AI", 1, 1, null, 10, double.NaN, 2),
            new("A", "1", "alone", 2, 1, null, 20),
            new("B", "2", "AI", 1, 1, null, 20),
            new("B", "3", "alone", 1, 1, null, 20),
            new("C", "3", "alone", 1, 1),
        ];

        var time = ReadingTime.Of(readings, "AI", "alone");

        var only = Assert.Single(time.All.PerReader);
        Assert.Equal(0.5, only.Ratio, 14);
        Assert.Equal((double.NaN, double.NaN), only.Interval);
        Assert.Equal(double.NaN, only.P);
        Assert.Null(time.WithoutIdle);
    }

    [Fact]
    public void Impossible_times_are_named()
    {
        var bad = Assert.Throws<BadInputException>(() =>
            ReadingTime.Of(
                [
                    new("A", "1", "x", 1, 1, null, 0),
                    new("A", "2", "x", 1, 1, null, 5, double.NaN, 6),
                    new("A", "3", "x", 1, 1, null, 5, double.NaN, -1),
                    new("A", "4", "x", 1, 1, null, 5, double.NaN, 5),
                    new("A", "4", "x", 1, 1, null, 5),
                ],
                "x",
                "y"
            )
        );

        Assert.Equal([0, 1, 2, 4], bad.Faults.Select(f => f.Row!.Value));
        var empty = Assert.Throws<BadInputException>(() => ReadingTime.Of([new("A", "1", "x", 1, 1, null, 1)], "x", "y"));
        Assert.Contains("Arm 'y' has no reading time.", empty.Message, StringComparison.Ordinal);
    }
}
