using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Accuracy;

/// <summary>One subgroup: a size band, a centre, a background liver.</summary>
public readonly record struct Subgroup(int Right, int Cases)
{
    /// <summary>Right / cases; NaN without a case.</summary>
    public double Share => (double)Right / Cases;
}

/// <summary>
/// Accuracy (or sensitivity, specificity) by subgroup, with tests of whether it differs between them. The cases are independent; for several
/// lesions a patient see <see cref="ClusteredSubgroups"/>. Subgroups without a case stay in the list and are left out of the tests.
/// </summary>
/// <param name="Groups">In the order given, which is that of <see cref="Trend"/>.</param>
/// <param name="Pearson">
/// Σ(x_g − n_g p)² / (n_g p(1 − p)) against χ² with one degree of freedom less than there are groups; NaN when all or none are right.
/// </param>
/// <param name="LikelihoodRatio">2 Σ(x ln(p_g / p) + (n − x) ln((1 − p_g) / (1 − p))), the other test of the same hypothesis.</param>
public sealed record SubgroupAccuracy(IReadOnlyList<Subgroup> Groups, ChiSquaredTest Pearson, ChiSquaredTest LikelihoodRatio)
{
    /// <summary>Wilson's interval of each group.</summary>
    public IReadOnlyList<(double Lower, double Upper)> Intervals(double level = 0.95) =>
        [.. Groups.Select(g => Wilson.Interval(g.Right, g.Cases, level))];

    /// <exception cref="BadInputException">A group has a negative count or more right than it has cases.</exception>
    public static SubgroupAccuracy Of(IReadOnlyList<Subgroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        BadInputException.ThrowIfAny([
            .. groups
                .Select((g, i) => (Group: g, Row: i))
                .Where(g => g.Group.Right < 0 || g.Group.Right > g.Group.Cases)
                .Select(g => new InputFault(g.Row, $"{g.Group.Right} right of {g.Group.Cases} cases is impossible.")),
        ]);
        var filled = groups.Where(g => g.Cases > 0).ToList();
        double right = filled.Sum(g => g.Right),
            cases = filled.Sum(g => g.Cases);
        var p = right / cases;
        double pearson = 0,
            ratio = 0;
        foreach (var group in filled)
        {
            var gap = group.Right - (group.Cases * p);
            pearson += gap * gap / (group.Cases * p * (1 - p));
            ratio += 2 * (Surprise(group.Right, group.Cases * p) + Surprise(group.Cases - group.Right, group.Cases * (1 - p)));
        }

        var degrees = filled.Count - 1;
        return new SubgroupAccuracy(
            groups,
            new ChiSquaredTest(pearson, degrees),
            new ChiSquaredTest(p is > 0 and < 1 ? Math.Max(0, ratio) : double.NaN, degrees)
        );
    }

    /// <summary>
    /// The Cochran–Armitage test that accuracy rises or falls steadily with <paramref name="scores"/>, one a group (the size bands' middles,
    /// or 1, 2, 3, …): (Σ x(s − s̄))² / (p(1 − p) Σ n(s − s̄)²) against χ² with one degree of freedom.
    /// </summary>
    /// <remarks>Armitage P (1955). Biometrics 11:375–386. doi:10.2307/3001775</remarks>
    public ChiSquaredTest Trend(IReadOnlyList<double> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Count != Groups.Count)
        {
            throw new ArgumentException("Give one score for each group.", nameof(scores));
        }

        double right = 0,
            cases = 0,
            weighted = 0;
        for (var g = 0; g < Groups.Count; g++)
        {
            right += Groups[g].Right;
            cases += Groups[g].Cases;
            weighted += Groups[g].Cases * scores[g];
        }

        var (p, mean) = (right / cases, weighted / cases);
        double slope = 0,
            spread = 0;
        for (var g = 0; g < Groups.Count; g++)
        {
            var score = scores[g] - mean;
            slope += Groups[g].Right * score;
            spread += Groups[g].Cases * score * score;
        }

        return new ChiSquaredTest(slope * slope / (p * (1 - p) * spread), 1);
    }

    private static double Surprise(double seen, double expected) => seen == 0 ? 0 : seen * Math.Log(seen / expected);
}
