using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Agreement;

/// <summary>How the sums of squares of an unbalanced layout are taken apart. With every cell filled all are the same.</summary>
public enum SumsOfSquares
{
    /// <summary>Type I, readers before cases: each effect is what it adds to those before it.</summary>
    ReadersFirst,

    /// <summary>Type I, cases before readers.</summary>
    CasesFirst,

    /// <summary>Type II: each effect is what it adds to all that do not contain it.</summary>
    Partial,
}

/// <summary>A line of an analysis of variance.</summary>
/// <param name="Source">Reader, case, arm, their interactions, or error.</param>
/// <param name="DegreesOfFreedom">Of the sum of squares.</param>
/// <param name="SumOfSquares">Of the effect.</param>
/// <param name="Variance">The estimated variance component, which can be negative; NaN for the arm, whose effect is fixed.</param>
public readonly record struct VarianceLine(string Source, double DegreesOfFreedom, double SumOfSquares, double Variance);

/// <summary>
/// Limits of agreement of measurements by several readers of several cases: between which values will the difference of two single
/// measurements lie? Readers and cases are random, so the variance of a difference is a sum of variance components, estimated by analysis of
/// variance (Henderson's third method where cells are missing). Which components enter depends on whose measurements are compared.
/// All tables have cases as rows and readers as columns; a missing cell is NaN.
/// </summary>
/// <remarks>
/// Wen S, Gallas BD (2022). Statistics in Biopharmaceutical Research 14:532–541. doi:10.1080/19466315.2022.2063169. Missing cells: Wen S,
/// Gallas BD (2023). doi:10.48550/arXiv.2312.16097. Henderson CR (1953). Biometrics 9:226–252. doi:10.2307/3001853
/// </remarks>
/// <param name="MeanDifference">The bias; 0 where the order of the two has no meaning.</param>
/// <param name="VarianceOfMean">Of the mean difference; it can be negative.</param>
/// <param name="VarianceOfDifference">Of a single difference; it can be negative.</param>
/// <param name="Anova">The layout that the variances come from.</param>
public sealed record MrmcLimitsOfAgreement(
    double MeanDifference,
    double VarianceOfMean,
    double VarianceOfDifference,
    IReadOnlyList<VarianceLine> Anova
)
{
    /// <summary>Mean difference ± z·√(its variance); NaN when that is negative.</summary>
    public (double Lower, double Upper) MeanInterval(double level = 0.95) => Around(VarianceOfMean, level);

    /// <summary>Mean difference ± z·√(variance of a difference): the limits of agreement; NaN when the variance is negative.</summary>
    public (double Lower, double Upper) Limits(double coverage = 0.95) => Around(VarianceOfDifference, coverage);

    /// <summary>The same reader in two arms: the two-way layout of the differences first − second of what each reader measured in both.</summary>
    public static MrmcLimitsOfAgreement WithinReaderBetweenArms(
        double[,] first,
        double[,] second,
        SumsOfSquares sumsOfSquares = SumsOfSquares.ReadersFirst
    )
    {
        var differences = CrossedCells.Of(CrossedCells.Minus(first, second));
        var anova = RandomEffectsAnova.TwoWay(differences, sumsOfSquares);
        var (reader, reading, error) = (anova[0].Variance, anova[1].Variance, anova[2].Variance);
        double n = differences.Count;
        return new MrmcLimitsOfAgreement(
            differences.Sum(c => c.Value) / n,
            (reader * CrossedCells.SquaredShares(differences, c => c.Reader))
                + (reading * CrossedCells.SquaredShares(differences, c => c.Case))
                + (error / n),
            reader + reading + error,
            anova
        );
    }

    /// <summary>The same reader twice in one arm: as between arms, but the order has no meaning, so the mean difference is 0 by design.</summary>
    public static MrmcLimitsOfAgreement WithinReaderWithinArm(
        double[,] first,
        double[,] second,
        SumsOfSquares sumsOfSquares = SumsOfSquares.ReadersFirst
    ) => WithinReaderBetweenArms(first, second, sumsOfSquares) with { MeanDifference = 0, VarianceOfMean = 0 };

    /// <summary>Two readers in one arm: the two-way layout of the measurements; variance 2(σ²_reader + σ²), mean difference 0 by design.</summary>
    public static MrmcLimitsOfAgreement BetweenReadersWithinArm(
        double[,] measurements,
        SumsOfSquares sumsOfSquares = SumsOfSquares.ReadersFirst
    )
    {
        var anova = RandomEffectsAnova.TwoWay(CrossedCells.Of(measurements), sumsOfSquares);
        return new MrmcLimitsOfAgreement(0, 0, 2 * (anova[0].Variance + anova[2].Variance), anova);
    }

    /// <summary>
    /// Two readers, one in each arm: the three-way layout with the arm fixed; variance
    /// 2(σ²_reader + σ²_reader:case + σ²_reader:arm + σ²_case:arm + σ²). The mean difference is that over all pairs of different readers of a
    /// case.
    /// </summary>
    public static MrmcLimitsOfAgreement BetweenReadersBetweenArms(
        double[,] first,
        double[,] second,
        SumsOfSquares sumsOfSquares = SumsOfSquares.ReadersFirst
    )
    {
        CrossedCells.CheckSame(first, second);
        var cells = CrossedCells.Of(first).Concat(CrossedCells.Of(second).Select(c => c with { Arm = 1 })).ToList();
        var anova = RandomEffectsAnova.ThreeWay(cells, sumsOfSquares);
        double Variance(string source) => anova.Single(l => l.Source == source).Variance;
        var (readerArm, caseArm, error) = (Variance("reader:arm"), Variance("case:arm"), Variance("error"));
        var ofMean = 0.0;
        foreach (var arm in cells.GroupBy(c => c.Arm).Select(g => g.ToList()))
        {
            ofMean +=
                (readerArm * CrossedCells.SquaredShares(arm, c => c.Reader))
                + (caseArm * CrossedCells.SquaredShares(arm, c => c.Case))
                + (error / arm.Count);
        }

        return new MrmcLimitsOfAgreement(
            MeanOverPairs(first, second),
            ofMean,
            2 * (Variance("reader") + Variance("reader:case") + readerArm + caseArm + error),
            anova
        );
    }

    private (double Lower, double Upper) Around(double variance, double level)
    {
        var half = StandardNormal.Critical(level) * Math.Sqrt(variance);
        return (MeanDifference - half, MeanDifference + half);
    }

    /// <summary>The mean of first_ij − second_il over cases i and readers j ≠ l.</summary>
    private static double MeanOverPairs(double[,] first, double[,] second)
    {
        double sum = 0,
            count = 0;
        for (var i = 0; i < first.GetLength(0); i++)
        {
            for (var j = 0; j < first.GetLength(1); j++)
            {
                for (var l = 0; l < first.GetLength(1); l++)
                {
                    var difference = first[i, j] - second[i, l];
                    if (j != l && !double.IsNaN(difference))
                    {
                        sum += difference;
                        count++;
                    }
                }
            }
        }

        return sum / count;
    }
}
