namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// The mean of scores (1 for a right call and 0 for a wrong one, or any numbers) over random readers and random cases in two arms, and
/// the difference, with an unbiased variance, for any design: the percent correct, sensitivity or specificity of a reader study. Scores
/// are by reader and case; NaN is a reading that there is not. A moment is the mean of products of two scores that share, in this order:
/// neither reader nor case; the case; the reader; both. It is 0 where the design holds no such pair; where the variance needs it all the same (one reader, or one case) the variance is NaN.
/// </summary>
/// <remarks>
/// Gallas BD, Pennello GA, Myers KJ (2007). Journal of the Optical Society of America A 24:B70–B80. doi:10.1364/JOSAA.24.000B70
/// </remarks>
public static class ScoreUStatistic
{
    /// <summary>
    /// Moments over all pairs of observations that the design holds, each with the same weight ("uStat11.jointD" of the package iMRMC;
    /// after Gallas and Brown 2008, doi:10.1016/j.neunet.2007.12.013). The same as <see cref="Conditional"/> when everybody read
    /// everything, else different: both are unbiased, this is faster and less precise.
    /// </summary>
    /// <exception cref="BadInputException">The arms have different numbers of readers or cases.</exception>
    public static ScoreUStatisticResult Joint(IReadOnlyList<double[]> first, IReadOnlyList<double[]> second, double level = 0.95) =>
        Result(new ScoreDesign(first, second), (a, b) => JointMoments(a, b), level);

    /// <summary>
    /// Moments as nested conditional means: within a reader, then over readers weighted by their numbers of readings
    /// ("uStat11.conditionalD" of the package iMRMC). A reader, or pair of readers, for whom a mean does not exist adds nothing to the sum.
    /// </summary>
    /// <exception cref="BadInputException">The arms have different numbers of readers or cases.</exception>
    public static ScoreUStatisticResult Conditional(IReadOnlyList<double[]> first, IReadOnlyList<double[]> second, double level = 0.95) =>
        Result(new ScoreDesign(first, second), ConditionalScoreMoments.Of, level);

    /// <summary>
    /// One arm alone: the mean with its unbiased variance (by conditional means), Satterthwaite's degrees of freedom and intervals. There is
    /// no test (the null and p-values are NaN).
    /// </summary>
    public static UStatisticInference Mean(IReadOnlyList<double[]> scores, double level = 0.95)
    {
        var design = new ScoreDesign(scores, scores);
        var variance = Dot(ConditionalScoreMoments.Of(design.First, design.First));
        var (cases, readers) = Parts(design.First, design.First);
        var (dfCases, dfReaders) = (Df(cases.Share), Df(readers.Share));
        var sum = MeanSquareTerm(cases.Component, dfCases) + MeanSquareTerm(readers.Component, dfReaders);
        var df = variance >= 0 ? Math.Max(variance * variance / sum, Math.Min(dfCases, dfReaders)) : double.NaN;
        return UStatisticInference.Of(design.First.Mean, double.NaN, variance, df, level);
    }

    /// <summary>Differences of the readings of two arms where both exist, as scores themselves: for a difference of differences.</summary>
    public static double[][] Differences(IReadOnlyList<double[]> first, IReadOnlyList<double[]> second) =>
        [.. first.Select((scores, r) => scores.Select((s, k) => s - second[r][k]).ToArray())];

    private static ScoreUStatisticResult Result(
        ScoreDesign design,
        Func<ScoreArm, ScoreArm, (double[] M, double[] C)> moments,
        double level
    )
    {
        var (one, two) = (design.First, design.Second);
        var (a, b, ab) = (moments(one, one), moments(two, two), moments(one, two));
        var (varianceA, varianceB, covariance) = (Dot(a), Dot(b), Dot(ab));
        var difference = varianceA + varianceB - (2 * covariance);
        var df = DegreesOfFreedom(design, difference);
        return new ScoreUStatisticResult(
            design.Readers,
            design.Cases,
            new ScoreUStatisticArm(one.Mean, varianceA, a.M[3] - a.M[0], a.M, a.C, one.ReaderMeans, one.ReaderCounts),
            new ScoreUStatisticArm(two.Mean, varianceB, b.M[3] - b.M[0], b.M, b.C, two.ReaderMeans, two.ReaderCounts),
            ab.M,
            ab.C,
            covariance,
            a.M[3] - a.M[0] + b.M[3] - b.M[0] - (2 * (ab.M[3] - ab.M[0])),
            UStatisticInference.Of(one.Mean - two.Mean, 0, difference, df, level)
        );
    }

    private static double Dot((double[] M, double[] C) of) => of.C.Zip(of.M, (c, m) => c * m).Sum();

    private static (double[] M, double[] C) JointMoments(ScoreArm a, ScoreArm b)
    {
        var (sums, counts) = AtLeast(a, b);
        double[] exactSums = [sums[0] - sums[1] - sums[2] + sums[3], sums[1] - sums[3], sums[2] - sums[3], sums[3]];
        double[] exactCounts = [counts[0] - counts[1] - counts[2] + counts[3], counts[1] - counts[3], counts[2] - counts[3], counts[3]];
        var coefficients = new double[4];
        for (var k = 0; k < 4; k++)
        {
            coefficients[k] = (exactCounts[k] / counts[0]) - (k == 0 ? 1 : 0);
            exactSums[k] = exactCounts[k] > 0 ? exactSums[k] / exactCounts[k] : ConditionalScoreMoments.Missing(coefficients[k]);
        }

        return (exactSums, coefficients);
    }

    /// <summary>Sums and numbers of products that share at least nothing, the case, the reader, both.</summary>
    private static (double[] Sums, double[] Counts) AtLeast(ScoreArm a, ScoreArm b)
    {
        double[] sums = [a.Total * b.Total, 0, 0, 0];
        double[] counts = [a.Count * b.Count, 0, 0, 0];
        for (var k = 0; k < a.CaseSums.Length; k++)
        {
            sums[1] += a.CaseSums[k] * b.CaseSums[k];
            counts[1] += a.CaseCounts[k] * b.CaseCounts[k];
        }

        for (var r = 0; r < a.ReaderSums.Length; r++)
        {
            sums[2] += a.ReaderSums[r] * b.ReaderSums[r];
            counts[2] += a.ReaderCounts[r] * b.ReaderCounts[r];
            for (var k = 0; k < a.CaseSums.Length; k++)
            {
                sums[3] += a.Scores[r][k] * b.Scores[r][k];
                counts[3] += a.Read[r][k] * b.Read[r][k];
            }
        }

        return (sums, counts);
    }

    /// <summary>Satterthwaite's, from the mean squares of readers and of cases, as <see cref="UStatisticDegreesOfFreedom"/> has them for AUCs.</summary>
    private static double DegreesOfFreedom(ScoreDesign design, double variance)
    {
        var (a, b, ab) = (Parts(design.First, design.First), Parts(design.Second, design.Second), Parts(design.First, design.Second));
        var (cases, caseSum) = Kind(a.Case, b.Case, ab.Case);
        var (readers, readerSum) = Kind(a.Reader, b.Reader, ab.Reader);
        return variance >= 0 ? Math.Max(variance * variance / (caseSum + readerSum), Math.Min(cases, readers)) : double.NaN;

        static (double Df, double Sum) Kind(
            (double Component, double Share) a,
            (double Component, double Share) b,
            (double Component, double Share) ab
        )
        {
            var (one, two) = (Df(a.Share), Df(b.Share));
            var smaller = Math.Min(one, two);
            return ab.Share > 0
                ? (smaller, MeanSquareTerm(a.Component + b.Component - (2 * ab.Component), smaller))
                : (smaller, MeanSquareTerm(a.Component, one) + MeanSquareTerm(b.Component, two));
        }
    }

    /// <summary>Biased components of cases and of readers, and their shares in the variance.</summary>
    private static ((double Component, double Share) Case, (double Component, double Share) Reader) Parts(ScoreArm one, ScoreArm two)
    {
        var (sums, counts) = AtLeast(one, two);
        var nothing = sums[0] / counts[0];
        return (((sums[1] / counts[1]) - nothing, counts[1] / counts[0]), ((sums[2] / counts[2]) - nothing, counts[2] / counts[0]));
    }

    private static double Df(double share) => Math.Round((1 / share) - 1);

    private static double MeanSquareTerm(double component, double df) => component * component / (df * df * df);
}
