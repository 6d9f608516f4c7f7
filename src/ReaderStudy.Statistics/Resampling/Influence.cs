using MathNet.Numerics.LinearAlgebra;

namespace ReaderStudy.Statistics.Resampling;

/// <summary>How much each case moves a statistic, for the acceleration of BCa intervals.</summary>
/// <remarks>Davison AC, Hinkley DV (1997). Bootstrap Methods and their Application, sections 2.7 and 5.3. doi:10.1017/CBO9780511802843</remarks>
public static class Influence
{
    /// <summary>
    /// By leaving each unit out, (n − 1)(t − t₋ᵢ), n the number of units in its stratum; as in R's boot, and as in most texts where the
    /// values' mean is 0. For other statistics see <see cref="CentredJackknife"/>.
    /// </summary>
    public static double[] Jackknife(ResamplingPlan plan, CaseStatistic statistic)
    {
        var whole = statistic(plan.All());
        var influence = new double[plan.Units];
        Parallel.For(0, plan.Units, unit => influence[unit] = (plan.StratumSize(unit) - 1) * (whole - statistic(plan.Without(unit))));
        return influence;
    }

    /// <summary>The jackknife's values less their mean: Efron's own definition, t₍.₎ − t₋ᵢ up to a factor.</summary>
    public static double[] CentredJackknife(ResamplingPlan plan, CaseStatistic statistic)
    {
        var influence = Jackknife(plan, statistic);
        var mean = influence.Average();
        return [.. influence.Select(value => value - mean)];
    }

    /// <summary>
    /// By least squares of the replicates on the frequencies of the cases in their resamples, which is what R's boot takes by default. NaN
    /// unless there are more (finite) replicates than cases.
    /// </summary>
    public static double[] Regression(int cases, IReadOnlyList<int[]> resamples, IReadOnlyList<double> replicates) =>
        RegressionWithinStrata(new int[cases], resamples, replicates);

    /// <summary>The same for resamples drawn within strata.</summary>
    /// <param name="stratumByCase">Numbers of the strata, in any order.</param>
    /// <param name="resamples">Zero-based rows of the cases, by resample.</param>
    /// <param name="replicates">The statistic, by resample; those not finite are left out.</param>
    public static double[] RegressionWithinStrata(
        IReadOnlyList<int> stratumByCase,
        IReadOnlyList<int[]> resamples,
        IReadOnlyList<double> replicates
    )
    {
        var cases = stratumByCase.Count;
        int[] usable = [.. Enumerable.Range(0, replicates.Count).Where(r => double.IsFinite(replicates[r]))];
        var influence = new double[cases];
        if (usable.Length <= cases)
        {
            Array.Fill(influence, double.NaN);
            return influence;
        }

        // Frequencies within a stratum sum to 1: the first case of each has no column of its own.
        var size = stratumByCase.CountBy(s => s).ToDictionary();
        var seen = new HashSet<int>();
        int[] free = [.. Enumerable.Range(0, cases).Where(i => !seen.Add(stratumByCase[i]))];
        var frequencies = Matrix<double>.Build.Dense(usable.Length, free.Length + 1);
        var counts = new int[cases];
        for (var r = 0; r < usable.Length; r++)
        {
            Array.Clear(counts);
            foreach (var row in resamples[usable[r]])
            {
                counts[row]++;
            }

            frequencies[r, 0] = 1;
            for (var j = 0; j < free.Length; j++)
            {
                frequencies[r, j + 1] = (double)counts[free[j]] / size[stratumByCase[free[j]]];
            }
        }

        var slopes = frequencies.QR().Solve(Vector<double>.Build.Dense([.. usable.Select(r => replicates[r])]));
        for (var j = 0; j < free.Length; j++)
        {
            influence[free[j]] = slopes[j + 1];
        }

        var means = Enumerable.Range(0, cases).GroupBy(i => stratumByCase[i]).ToDictionary(g => g.Key, g => g.Average(i => influence[i]));
        return [.. influence.Select((value, i) => value - means[stratumByCase[i]])];
    }

    /// <summary>Σ l³ / (6 (Σ l²)^{3/2}); NaN when no case moves the statistic.</summary>
    public static double Acceleration(ReadOnlySpan<double> influence)
    {
        double squares = 0,
            cubes = 0;
        foreach (var value in influence)
        {
            squares += value * value;
            cubes += value * value * value;
        }

        return cubes / (6 * squares * Math.Sqrt(squares));
    }
}
