using ReaderStudy.Statistics.Froc;

namespace ReaderStudy.Statistics.Tests.Froc;

public sealed class LesionSensitivityTests
{
    /// <summary>
    /// Patients: P with d1 (lesions of 5 and 15 mm) and n1; Q with d2 (lesions of 10, 25 mm and one not measured); R with n2. Reader 1 of
    /// treatment 1 finds the 5 with rating 4, the 10 with 3 and the 25 with 1; false marks: n1 3 and 2, n2 1, d1 1.
    /// </summary>
    private static readonly FrocReadings Small = FrocReadings.Of(
        [new("d1", true, "P"), new("n1", false, "P"), new("d2", true, "Q"), new("n2", false, "R")],
        [new("d1", "a", null, 5), new("d1", "b", null, 15), new("d2", "a", null, 10), new("d2", "b", null, 25), new("d2", "c")],
        [
            new("1", "1", "d1", "a", 4),
            new("1", "1", "d2", "a", 3),
            new("1", "1", "d2", "b", 1),
            new("1", "1", "n1", null, 3),
            new("1", "1", "n1", null, 2),
            new("1", "1", "n2", null, 1),
            new("1", "1", "d1", null, 1),
            new("1", "2", "d1", "a", 5),
            new("1", "2", "d1", "b", 5),
        ],
        ["1", "2"]
    );

    [Fact]
    public void At_a_threshold_by_hand()
    {
        // P 1 of 2, Q 1 of 3: p = 2/5, residuals 0.2 and -0.2, variance 2 x 0.08 / 25. False marks 2, 0, 0: rate 2/3, variance (4/3) / 3.
        var detection = LesionSensitivity.AtThreshold(Small, 0, 0, 2);

        Assert.Equal((2, 5, 2), (detection.Sensitivity.Count, detection.Sensitivity.Units, detection.Sensitivity.Clusters));
        Assert.Equal(2 * 0.08 / 25, detection.Sensitivity.Variance, 1e-15);
        Assert.Equal((2, 3), (detection.FalsePositives.Marks, detection.FalsePositives.Patients));
        Assert.Equal(2.0 / 3, detection.FalsePositives.PerPatient);
        Assert.Equal(4.0 / 9, detection.FalsePositives.Variance, 1e-15);
        // t with 2 degrees of freedom: 4.302652729749464.
        var (lower, upper) = detection.FalsePositives.Interval();
        Assert.Equal(0, lower);
        Assert.Equal((2.0 / 3) + (4.302652729749464 * 2 / 3), upper, 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => detection.FalsePositives.Interval(1));
        Assert.Throws<ArgumentException>(() => LesionSensitivity.AtThreshold(Small, 0, 0, double.NaN));
    }

    [Fact]
    public void Unmarked_lesions_are_never_found()
    {
        Assert.Equal(3, LesionSensitivity.AtThreshold(Small, 0, 0, double.NegativeInfinity).Sensitivity.Count);
        Assert.Equal(0, LesionSensitivity.AtThreshold(Small, 0, 0, double.PositiveInfinity).Sensitivity.Count);
    }

    [Fact]
    public void The_curve_counts_false_positives_by_patient()
    {
        // (0, 0), 4: (0, 1/5), 3: (1/3, 2/5), 2: (2/3, 2/5), 1: (4/3, 3/5).
        var curve = LesionSensitivity.Curve(Small, 0, 0);

        Assert.Equal([0, 0, 1.0 / 3, 2.0 / 3, 4.0 / 3], curve.Points.Select(p => p.X));
        Assert.Equal([0, 0.2, 0.4, 0.4, 0.6], curve.Points.Select(p => p.Y));
        Assert.Equal(0.3, LesionSensitivity.Interpolated(Small, 0, 0, 1.0 / 6), 1e-15);
        Assert.Equal(0.2, LesionSensitivity.AtFalsePositives(Small, 0, 0, 0.3).Sensitivity.Proportion);
        Assert.Equal(2, LesionSensitivity.AtFalsePositives(Small, 0, 0, 1).Threshold);
        Assert.Equal(3, LesionSensitivity.AtSensitivity(Small, 0, 0, 0.4)!.Threshold);
        Assert.Null(LesionSensitivity.AtSensitivity(Small, 0, 0, 0.7));
        Assert.Throws<ArgumentOutOfRangeException>(() => LesionSensitivity.AtSensitivity(Small, 0, 0, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LesionSensitivity.AtSensitivity(Small, 0, 0, -0.1));
    }

    [Fact]
    public void By_size_with_the_edge_in_the_upper_band()
    {
        var bands = LesionSensitivity.BySize(Small, 0, 0, 1, [10, 20]);

        Assert.Equal([0, 10, 20, double.NaN], bands.Select(b => b.From));
        Assert.Equal([10, 20, double.PositiveInfinity, double.NaN], bands.Select(b => b.To));
        Assert.Equal([(1, 1), (1, 2), (1, 1), (0, 1)], bands.Select(b => (b.Sensitivity.Count, b.Sensitivity.Units)));
        Assert.Equal((0, 1), Counts(LesionSensitivity.BySize(Small, 0, 0, 2, [20])[1]));
        Assert.Equal((3, 4), Counts(LesionSensitivity.BySize(Small, 0, 0, double.NegativeInfinity, [])[0]));
        Assert.Equal((0, 0), Counts(LesionSensitivity.BySize(Small, 0, 0, 2, [30])[1]));
        Assert.Throws<ArgumentException>(() => LesionSensitivity.BySize(Small, 0, 0, 1, [20, 10]));
        Assert.Throws<ArgumentException>(() => LesionSensitivity.BySize(Small, 0, 0, 1, [10, 10]));
        Assert.Throws<ArgumentException>(() => LesionSensitivity.BySize(Small, 0, 0, 1, [double.NaN]));

        static (int, int) Counts(LesionSizeBand band) => (band.Sensitivity.Count, band.Sensitivity.Units);
    }

    [Fact]
    public void The_mean_of_readers_by_hand()
    {
        // Reader 1 at most one false positive a patient: P 1 of 2, Q 1 of 3, sensitivity 2/5. Reader 2: P 2 of 2, Q 0 of 3, 2/5.
        // Mean residuals P (0.2 + 1.2) / 2, Q (-0.2 - 1.2) / 2: variance 2 x 2 x 0.49 / 25.
        var mean = LesionSensitivity.MeanAtFalsePositives(Small, 0, 1);

        Assert.Equal(0.4, mean.Value, 1e-15);
        Assert.Equal(Math.Sqrt(2 * 2 * 0.49 / 25), mean.StandardError, 1e-15);
        Assert.Equal(1, mean.DegreesOfFreedom);
    }

    [Fact]
    public void One_reader_alone_has_the_variance_of_the_ratio_estimator() =>
        RandomStudies.ForAll(rows =>
        {
            var readings = FrocReadings.Of(rows.Cases, rows.Lesions, [.. rows.Marks.Where(m => m.Reader == "1")], ["1", "2"], ["1"]);

            var one = LesionSensitivity.AtFalsePositives(readings, 0, 0, 0.7);
            var mean = LesionSensitivity.MeanAtFalsePositives(readings, 0, 0.7);

            Assert.Equal(one.Sensitivity.Proportion, mean.Value, 1e-14);
            Assert.Equal(Math.Sqrt(one.Sensitivity.Variance), mean.StandardError, 1e-12);
        });

    [Fact]
    public void Where_every_case_is_a_patient_the_curve_is_the_froc_curve() =>
        RandomStudies.ForAll(rows =>
        {
            var readings = FrocReadings.Of([.. rows.Cases.Select(c => c with { Patient = null })], rows.Lesions, rows.Marks, ["1"], ["1"]);

            Assert.Equal(FrocCurve.Froc(readings, 0, 0).Points, LesionSensitivity.Curve(readings, 0, 0).Points);
        });
}
