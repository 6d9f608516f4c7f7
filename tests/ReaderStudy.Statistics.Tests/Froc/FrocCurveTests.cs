using ReaderStudy.Statistics.Froc;

namespace ReaderStudy.Statistics.Tests.Froc;

public sealed class FrocCurveTests
{
    /// <summary>As in <see cref="FrocFigureTests"/>.</summary>
    private static readonly FrocReadings Small = FrocReadings.Of(
        [new("n1", false), new("n2", false), new("d1", true), new("d2", true)],
        [new("d1", "a", 0.7), new("d1", "b", 0.3), new("d2", "a", 1)],
        [
            new("1", "1", "n1", null, 2),
            new("1", "1", "d1", "a", 3),
            new("1", "1", "d1", null, 1),
            new("1", "1", "d1", null, 4),
            new("1", "1", "d2", "a", 2),
        ]
    );

    private const double Inf = double.PositiveInfinity;

    [Fact]
    public void The_froc_curve_ends_where_all_marks_count() =>
        Same([(Inf, 0, 0), (4, 0.25, 0), (3, 0.25, 1.0 / 3), (2, 0.5, 2.0 / 3), (1, 0.75, 2.0 / 3)], FrocCurve.Froc(Small, 0, 0));

    [Fact]
    public void The_curves_against_false_positive_cases_go_to_the_corner()
    {
        Same([(Inf, 0, 0), (3, 0, 1.0 / 3), (2, 0.5, 2.0 / 3), (-Inf, 1, 1)], FrocCurve.Afroc(Small, 0, 0));
        Same([(Inf, 0, 0), (3, 0, 0.35), (2, 0.5, 0.85), (-Inf, 1, 1)], FrocCurve.WeightedAfroc(Small, 0, 0));
        Same([(Inf, 0, 0), (4, 0.25, 0), (3, 0.25, 1.0 / 3), (2, 0.5, 2.0 / 3), (-Inf, 1, 1)], FrocCurve.AfrocAllCases(Small, 0, 0));
        Same([(Inf, 0, 0), (4, 0.25, 0), (3, 0.25, 0.35), (2, 0.5, 0.85), (-Inf, 1, 1)], FrocCurve.WeightedAfrocAllCases(Small, 0, 0));
        Same([(Inf, 0, 0), (4, 0, 0.5), (2, 0.5, 1), (-Inf, 1, 1)], FrocCurve.InferredRoc(Small, 0, 0));
    }

    [Fact]
    public void The_areas_are_the_figures_of_merit() =>
        RandomStudies.ForAll(rows =>
        {
            var readings = rows.Readings();
            for (var j = 0; j < 2; j++)
            {
                Assert.Equal(FrocFigure.WeightedAfroc.Of(readings, 0, j), FrocCurve.WeightedAfroc(readings, 0, j).Area, 1e-13);
                Assert.Equal(
                    FrocFigure.WeightedAfrocAllCases.Of(readings, 0, j),
                    FrocCurve.WeightedAfrocAllCases(readings, 0, j).Area,
                    1e-13
                );
                Assert.Equal(FrocFigure.Afroc.Of(readings, 0, j), FrocCurve.Afroc(readings, 0, j).Area, 1e-13);
                Assert.Equal(FrocFigure.AfrocAllCases.Of(readings, 0, j), FrocCurve.AfrocAllCases(readings, 0, j).Area, 1e-13);
                Assert.Equal(FrocFigure.HighestRatingAuc.Of(readings, 0, j), FrocCurve.InferredRoc(readings, 0, j).Area, 1e-13);
                Assert.Equal(FrocFigure.FrocArea.Of(readings, 0, j), FrocCurve.Froc(readings, 0, j).Area, 1e-13);
                Assert.Equal(FrocFigure.LesionFraction.Of(readings, 0, j), FrocCurve.Froc(readings, 0, j).Points[^1].Y, 1e-15);
                Assert.Equal(FrocFigure.NonLesionFractionAllCases.Of(readings, 0, j), FrocCurve.Froc(readings, 0, j).Points[^1].X, 1e-15);
            }
        });

    [Fact]
    public void Ordinates_are_read_between_the_points()
    {
        // By hand on (0, 0), (0.25, 0), (0.25, 1/3), (0.5, 2/3), (0.75, 2/3).
        var curve = FrocCurve.Froc(Small, 0, 0);

        Assert.Equal(0, curve.InterpolatedOrdinate(0.2));
        Assert.Equal(1.0 / 3, curve.InterpolatedOrdinate(0.25), 1e-15);
        Assert.Equal(0.4, curve.InterpolatedOrdinate(0.3), 1e-15);
        Assert.Equal(2.0 / 3, curve.InterpolatedOrdinate(0.6), 1e-15);
        Assert.Equal(2.0 / 3, curve.InterpolatedOrdinate(5), 1e-15);
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.InterpolatedOrdinate(-0.1));
    }

    [Fact]
    public void Areas_up_to_an_abscissa_by_hand()
    {
        var curve = FrocCurve.Froc(Small, 0, 0);

        Assert.Equal(0, curve.AreaUpTo(0.25));
        Assert.Equal(0.05 * ((1.0 / 3) + 0.4) / 2, curve.AreaUpTo(0.3), 1e-15);
        Assert.Equal(0.125, curve.AreaUpTo(0.5), 1e-15);
        Assert.Equal(curve.Area, curve.AreaUpTo(0.75));
        Assert.Equal(curve.Area, curve.AreaUpTo(9));
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.AreaUpTo(-1));
    }

    [Fact]
    public void Attained_points_are_those_of_a_threshold()
    {
        var curve = FrocCurve.Froc(Small, 0, 0);

        Assert.Equal(new OperatingPoint(Inf, 0, 0), curve.Attained(0.2));
        Assert.Equal(3, curve.Attained(0.3).Threshold);
        Assert.Equal(1, curve.Attained(100).Threshold);
        Assert.Equal(2, curve.FirstReaching(0.5)!.Value.Threshold);
        Assert.Equal(Inf, curve.FirstReaching(0)!.Value.Threshold);
        Assert.Null(curve.FirstReaching(0.7));
        // The corner of an AFROC curve is attained by no threshold.
        Assert.Equal(2, FrocCurve.Afroc(Small, 0, 0).Attained(1).Threshold);
        Assert.Null(FrocCurve.Afroc(Small, 0, 0).FirstReaching(0.9));
    }

    [Fact]
    public void The_vertical_average_is_the_mean_of_ordinates()
    {
        var (a, b) = (
            new OperatingCharacteristic([new(Inf, 0, 0), new(2, 0, 0.5), new(1, 1, 1)]),
            new OperatingCharacteristic([new(Inf, 0, 0), new(1, 0.5, 0.4)])
        );

        var mean = OperatingCharacteristic.VerticalAverage([a, b]);

        // At 0: (0.5 + 0) / 2; at 0.5: (0.75 + 0.4) / 2; at 1: (1 + 0.4) / 2.
        Assert.Equal([0, 0, 0.5, 1], mean.Points.Select(p => p.X));
        Assert.Equal([0, 0.25, 0.575, 0.7], mean.Points.Select(p => p.Y));
        Assert.All(mean.Points, p => Assert.True(double.IsNaN(p.Threshold)));
        Assert.Throws<ArgumentException>(() => OperatingCharacteristic.VerticalAverage([]));
    }

    private static void Same((double Threshold, double X, double Y)[] expected, OperatingCharacteristic curve)
    {
        Assert.Equal(expected.Select(p => p.Threshold), curve.Points.Select(p => p.Threshold));
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].X, curve.Points[i].X, 1e-15);
            Assert.Equal(expected[i].Y, curve.Points[i].Y, 1e-15);
        }
    }
}
