using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Mrmc;

/// <summary>
/// Two treatments, three readers and a covariance matrix of distinct numbers. Expected values by hand as fractions, with the formulas in the
/// docstrings.
/// </summary>
internal static class ObuchowskiRocketteExample
{
    internal const double E4 = 1e-4;

    internal static readonly string[] TwoTreatments = ["A", "B"];
    internal static readonly ReaderFigures Figures = new(
        TwoTreatments,
        ["1", "2", "3"],
        new[,]
        {
            { 0.80, 0.70, 0.90 },
            { 0.86, 0.80, 0.89 },
        }
    );

    internal static readonly ErrorCovariance Covariance = new(
        Figures,
        Scaled(
            new double[,]
            {
                { 40, 11, 13, 20, 5, 6 },
                { 11, 50, 15, 7, 26, 8 },
                { 13, 15, 30, 4, 3, 12 },
                { 20, 7, 4, 36, 14, 10 },
                { 5, 26, 3, 14, 44, 9 },
                { 6, 8, 12, 10, 9, 28 },
            }
        )
    );

    internal static readonly OrAnalysis Crossed = ObuchowskiRockette.Of(Figures, Covariance);

    /// <summary>Readers 1 and 2 under A, 3 to 5 under B; what is not given is not looked at.</summary>
    internal static readonly OrAnalysis Nested = NestedAnalysis();

    internal static OrAnalysis NestedAnalysis()
    {
        const double none = double.NaN;
        var figures = new ReaderFigures(
            TwoTreatments,
            ["1", "2", "3", "4", "5"],
            new[,]
            {
                { 0.80, 0.70, none, none, none },
                { none, none, 0.86, 0.80, 0.89 },
            },
            new[,]
            {
                { true, true, false, false, false },
                { false, false, true, true, true },
            }
        );
        double[,] given =
        {
            { 40, 11, 13, 20, 5 },
            { 11, 50, 15, 7, 26 },
            { 13, 15, 30, 4, 3 },
            { 20, 7, 4, 36, 14 },
            { 5, 26, 3, 14, 44 },
        };
        int[] cells = [0, 1, 7, 8, 9];
        var matrix = new double[10, 10];
        for (var a = 0; a < 10; a++)
        {
            for (var b = 0; b < 10; b++)
            {
                var (row, column) = (Array.IndexOf(cells, a), Array.IndexOf(cells, b));
                matrix[a, b] = row < 0 || column < 0 ? none : given[row, column] * E4;
            }
        }

        return ObuchowskiRockette.Of(figures, new ErrorCovariance(figures, matrix), MrmcDesign.ReadersNestedInTreatments);
    }

    internal static string Refused(ReaderFigures figures, MrmcDesign design)
    {
        var covariance = new ErrorCovariance(figures, new double[4, 4]);
        return Assert.Throws<ArgumentException>(() => ObuchowskiRockette.Of(figures, covariance, design)).Message;
    }

    internal static double[,] Scaled(double[,] matrix)
    {
        for (var a = 0; a < matrix.GetLength(0); a++)
        {
            for (var b = 0; b < matrix.GetLength(1); b++)
            {
                matrix[a, b] *= E4;
            }
        }

        return matrix;
    }

    internal static void Line(double sum, double df, MeanSquare got)
    {
        Near(sum, got.SumOfSquares);
        Assert.Equal(df, got.DegreesOfFreedom);
    }

    internal static void Test(double meanSquare, double denominator, double numeratorDf, double denominatorDf, OverallTest got)
    {
        Near(meanSquare, got.MeanSquare);
        Near(denominator, got.Denominator);
        Assert.Equal(numeratorDf, got.NumeratorDf);
        Near(denominatorDf, got.DenominatorDf);
    }

    internal static void Estimate(double value, double variance, double df, MrmcEstimate got)
    {
        Near(value, got.Value);
        Near(Math.Sqrt(variance), got.StandardError);
        Near(df, got.DegreesOfFreedom);
    }

    internal static void Difference(string first, string second, double value, double variance, double df, TreatmentDifference got)
    {
        Assert.Equal((first, second), (got.First, got.Second));
        Estimate(value, variance, df, got.Estimate);
    }

    internal static void Mean(
        string treatment,
        double value,
        double variance,
        double df,
        double readers,
        double error,
        double cov2,
        TreatmentMean got
    )
    {
        Assert.Equal(treatment, got.Treatment);
        Estimate(value, variance, df, got.Estimate);
        Near(readers, got.ReaderMeanSquare);
        Near(error, got.ErrorVariance);
        Near(cov2, got.Cov2);
    }

    internal static void Near(double expected, double got) =>
        Assert.True(
            expected.Equals(got) || Math.Abs(got - expected) <= 1e-12 * Math.Max(1e-3, Math.Abs(expected)),
            $"expected {expected:R}, got {got:R}"
        );
}
