using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Intervals;

/// <summary>The units of one cluster: the lesions of a patient, or the readings of a case by several readers.</summary>
/// <param name="Count">Units that have the property.</param>
/// <param name="Of">Units of the cluster.</param>
public readonly record struct ClusterCount(int Count, int Of);

/// <summary>
/// A proportion among units that come in clusters, by the ratio estimator: p = Σx_i / Σn_i with variance
/// m/(m − 1) · Σ(x_i − p n_i)² / (Σn_i)² over m clusters. Units of a cluster may depend on each other in any way; clusters do not.
/// </summary>
/// <remarks>
/// Rao JNK, Scott AJ (1992). Biometrics 48:577–585. doi:10.2307/2532311.
/// Obuchowski NA (1998). Statistics in Medicine 17:1495–1507. doi:10.1002/(SICI)1097-0258(19980715)17:13&lt;1495::AID-SIM863&gt;3.0.CO;2-I
/// </remarks>
/// <param name="Clusters">m, the clusters that have a unit.</param>
/// <param name="Units">Σn_i.</param>
/// <param name="Count">Σx_i.</param>
/// <param name="Variance">Of the proportion; NaN with a single cluster.</param>
public sealed record ClusteredProportion(int Clusters, int Units, int Count, double Variance)
{
    /// <summary>p; NaN without a unit.</summary>
    public double Proportion => Units == 0 ? double.NaN : (double)Count / Units;

    /// <summary>The variance over p(1 − p)/Σn_i, that of independent units; NaN when p is 0 or 1.</summary>
    public double DesignEffect => Variance / (Proportion * (1 - Proportion) / Units);

    /// <summary>
    /// Σn_i over the design effect, never more than Σn_i: so many independent units would tell as much. When p is 0 or 1 the design
    /// effect cannot be estimated and the number of clusters stands in, which is the least it could be with units that all agree.
    /// </summary>
    public double EffectiveUnits =>
        Count == 0 || Count == Units ? Clusters : (DesignEffect > 1 || double.IsNaN(DesignEffect) ? Units / DesignEffect : Units);

    /// <summary>Estimates from the clusters; those without a unit are left out.</summary>
    /// <exception cref="BadInputException">A cluster has a negative count or more than its units.</exception>
    public static ClusteredProportion Of(IReadOnlyList<ClusterCount> clusters)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        var faults = new List<InputFault>();
        long units = 0,
            count = 0;
        var filled = 0;
        for (var i = 0; i < clusters.Count; i++)
        {
            if (clusters[i].Count < 0 || clusters[i].Count > clusters[i].Of)
            {
                faults.Add(new InputFault(i, $"{clusters[i].Count} of {clusters[i].Of} is not a part of a cluster."));
                continue;
            }

            units += clusters[i].Of;
            count += clusters[i].Count;
            filled += clusters[i].Of > 0 ? 1 : 0;
        }

        BadInputException.ThrowIfAny(faults);
        var p = (double)count / units;
        var squares = 0.0;
        foreach (var cluster in clusters)
        {
            var residual = cluster.Count - (p * cluster.Of);
            squares += residual * residual;
        }

        var variance = filled < 2 ? double.NaN : squares * filled / (filled - 1.0) / ((double)units * units);
        return new ClusteredProportion(filled, (int)units, (int)count, variance);
    }

    /// <summary>p ± t·SE with m − 1 degrees of freedom, cut at 0 and 1. No width when every unit agrees; prefer <see cref="WilsonInterval"/> there.</summary>
    public (double Lower, double Upper) WaldInterval(double level = 0.95)
    {
        ProportionInput.Check(level);
        var half = StudentsT.Critical(level, Clusters - 1) * Math.Sqrt(Variance);
        return (Math.Max(0, Proportion - half), Math.Min(1, Proportion + half));
    }

    /// <summary>
    /// By the logit, ln(p / (1 − p)) ± t·SE / (p(1 − p)) with m − 1 degrees of freedom, inside 0 and 1 by itself; NaN when p is 0 or 1.
    /// </summary>
    public (double Lower, double Upper) LogitInterval(double level = 0.95)
    {
        ProportionInput.Check(level);
        if (Count == 0 || Count == Units)
        {
            return (double.NaN, double.NaN);
        }

        var p = Proportion;
        var half = StudentsT.Critical(level, Clusters - 1) * Math.Sqrt(Variance) / (p * (1 - p));
        var logit = Math.Log(p / (1 - p));
        return (1 / (1 + Math.Exp(half - logit)), 1 / (1 + Math.Exp(-half - logit)));
    }

    /// <summary>Wilson's score interval with <see cref="EffectiveUnits"/> in place of the number of units.</summary>
    public (double Lower, double Upper) WilsonInterval(double level = 0.95)
    {
        ProportionInput.Check(level);
        // The full count is kept exactly full: p · n / n need not be 1.
        return Wilson.Interval(Count == Units ? EffectiveUnits : Proportion * EffectiveUnits, EffectiveUnits, level);
    }
}
