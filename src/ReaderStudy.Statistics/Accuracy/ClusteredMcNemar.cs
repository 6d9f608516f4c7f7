using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Accuracy;

/// <summary>
/// Two raters of the same units that come in clusters, such as lesions of patients: is the first right more often than the second?
/// Units of a cluster may depend on each other in any way; clusters do not.
/// </summary>
/// <remarks>
/// Obuchowski NA (1998). Statistics in Medicine 17:1495–1507. doi:10.1002/(SICI)1097-0258(19980715)17:13&lt;1495::AID-SIM863&gt;3.0.CO;2-I.
/// Durkalski VL, Palesch YY, Lipsitz SR, Rust PF (2003). Statistics in Medicine 22:2417–2428. doi:10.1002/sim.1438
/// </remarks>
/// <param name="Clusters">m, the clusters that have a unit.</param>
/// <param name="Outcomes">Of all units.</param>
/// <param name="Difference">p₁ − p₂ = Σ(b_i − c_i) / N.</param>
/// <param name="NullVariance">Of the difference under equality: m/(m − 1) · Σ(b_i − c_i)² / N². NaN with a single cluster.</param>
/// <param name="Variance">Of the difference as it is: m/(m − 1) · Σ(b_i − c_i − n_i(p₁ − p₂))² / N². NaN with a single cluster.</param>
/// <param name="Durkalski">Their statistic, in which each cluster counts by its share of discordant units: (Σ(b_i − c_i)/n_i)² / Σ((b_i − c_i)/n_i)².</param>
public sealed record ClusteredMcNemar(
    int Clusters,
    PairedOutcomes Outcomes,
    double Difference,
    double NullVariance,
    double Variance,
    ChiSquaredTest Durkalski
)
{
    /// <summary>Obuchowski's statistic, the squared difference over <see cref="NullVariance"/>; NaN when no cluster tells the raters apart.</summary>
    public ChiSquaredTest Obuchowski => new(Difference * Difference / NullVariance, 1);

    /// <summary>The difference ± z·√<see cref="Variance"/>, cut at −1 and 1.</summary>
    public (double Lower, double Upper) Interval(double level = 0.95)
    {
        ProportionInput.Check(level);
        var half = StandardNormal.Critical(level) * Math.Sqrt(Variance);
        return (Math.Max(-1, Difference - half), Math.Min(1, Difference + half));
    }

    /// <summary>Estimates from the outcomes of each cluster; a cluster without a unit is left out.</summary>
    /// <exception cref="BadInputException">A count is negative.</exception>
    public static ClusteredMcNemar Of(IReadOnlyList<PairedOutcomes> clusters)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        BadInputException.ThrowIfAny([
            .. clusters
                .Select((c, i) => (Cluster: c, Row: i))
                .Where(c =>
                    int.Min(
                        int.Min(c.Cluster.BothRight, c.Cluster.NeitherRight),
                        int.Min(c.Cluster.OnlyFirstRight, c.Cluster.OnlySecondRight)
                    ) < 0
                )
                .Select(c => new InputFault(c.Row, "A count of a cluster is negative.")),
        ]);
        var total = new PairedOutcomes(
            clusters.Sum(c => c.BothRight),
            clusters.Sum(c => c.OnlyFirstRight),
            clusters.Sum(c => c.OnlySecondRight),
            clusters.Sum(c => c.NeitherRight)
        );
        var difference = PairedProportions.Difference(total);
        var m = 0;
        double nullSquares = 0,
            squares = 0,
            shares = 0,
            shareSquares = 0;
        foreach (var cluster in clusters)
        {
            if (cluster.Cases == 0)
            {
                continue;
            }

            m++;
            double gap = cluster.OnlyFirstRight - cluster.OnlySecondRight;
            var residual = gap - (cluster.Cases * difference);
            var share = gap / cluster.Cases;
            nullSquares += gap * gap;
            squares += residual * residual;
            shares += share;
            shareSquares += share * share;
        }

        var scale = m < 2 ? double.NaN : m / (m - 1.0) / ((double)total.Cases * total.Cases);
        return new ClusteredMcNemar(
            m,
            total,
            difference,
            scale * nullSquares,
            scale * squares,
            new ChiSquaredTest(shares * shares / shareSquares, 1)
        );
    }
}
