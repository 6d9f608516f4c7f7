namespace ReaderStudy.Statistics.Resampling;

/// <summary>
/// What is drawn with replacement: single cases or clusters of them (patients with several lesions), from all or within strata, each
/// stratum keeping its number of units.
/// </summary>
public sealed class ResamplingPlan
{
    private readonly int[][] _rowsByUnit;
    private readonly int[][] _unitsByStratum;

    private ResamplingPlan(int[][] rowsByUnit, int[][] unitsByStratum) => (_rowsByUnit, _unitsByStratum) = (rowsByUnit, unitsByStratum);

    /// <summary>Number of units: cases or clusters.</summary>
    public int Units => _rowsByUnit.Length;

    /// <summary>Cases drawn from all.</summary>
    public static ResamplingPlan OverCases(int cases)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cases);
        int[] all = [.. Enumerable.Range(0, cases)];
        return new ResamplingPlan([.. all.Select(row => new[] { row })], [all]);
    }

    /// <summary>Cases drawn within strata, such as the classes of truth.</summary>
    public static ResamplingPlan WithinStrata<T>(IReadOnlyList<T> stratumByCase)
        where T : notnull => new([.. Enumerable.Range(0, stratumByCase.Count).Select(row => new[] { row })], Groups(stratumByCase));

    /// <summary>Clusters drawn from all, with all their cases.</summary>
    public static ResamplingPlan OverClusters<T>(IReadOnlyList<T> clusterByCase)
        where T : notnull
    {
        var clusters = Groups(clusterByCase);
        return new ResamplingPlan(
            clusters,
            [
                [.. Enumerable.Range(0, clusters.Length)],
            ]
        );
    }

    /// <summary>
    /// Clusters drawn within strata. Throws <see cref="BadInputException"/> with the rows of cases whose stratum is not that of their
    /// cluster's first case.
    /// </summary>
    public static ResamplingPlan OverClustersWithinStrata<TCluster, TStratum>(
        IReadOnlyList<TCluster> clusterByCase,
        IReadOnlyList<TStratum> stratumByCase
    )
        where TCluster : notnull
        where TStratum : notnull
    {
        if (clusterByCase.Count != stratumByCase.Count)
        {
            throw new ArgumentException("Every case has a cluster and a stratum.", nameof(stratumByCase));
        }

        var clusters = Groups(clusterByCase);
        BadInputException.ThrowIfAny([
            .. clusters
                .SelectMany(rows => rows.Where(row => !stratumByCase[row].Equals(stratumByCase[rows[0]])))
                .Order()
                .Select(row => new InputFault(row, "The cluster of this case lies in two strata.")),
        ]);
        return new ResamplingPlan(clusters, Groups([.. clusters.Select(rows => stratumByCase[rows[0]])]));
    }

    /// <summary>The rows of one resample, the same for the same seed and number wherever it is drawn.</summary>
    public int[] Resample(ulong seed, int number) => Resample(new RandomStream(seed, (ulong)number));

    /// <summary>The rows of a resample drawn from a stream.</summary>
    public int[] Resample(RandomStream stream)
    {
        var drawn = new int[Units];
        var place = 0;
        foreach (var stratum in _unitsByStratum)
        {
            for (var i = 0; i < stratum.Length; i++)
            {
                drawn[place++] = stratum[stream.Below(stratum.Length)];
            }
        }

        return Rows(drawn);
    }

    /// <summary>The rows without those of one unit.</summary>
    public int[] Without(int unit) => Rows([.. Enumerable.Range(0, Units).Where(u => u != unit)]);

    /// <summary>Number of units in the stratum of a unit.</summary>
    internal int StratumSize(int unit) => _unitsByStratum.First(stratum => stratum.Contains(unit)).Length;

    /// <summary>The rows of all units.</summary>
    internal int[] All() => Rows([.. Enumerable.Range(0, Units)]);

    private int[] Rows(int[] units)
    {
        var rows = new int[units.Sum(unit => _rowsByUnit[unit].Length)];
        var place = 0;
        foreach (var unit in units)
        {
            foreach (var row in _rowsByUnit[unit])
            {
                rows[place++] = row;
            }
        }

        return rows;
    }

    /// <summary>The places of each value, values by first appearance.</summary>
    private static int[][] Groups<T>(IReadOnlyList<T> values)
        where T : notnull
    {
        if (values.Count == 0)
        {
            throw new ArgumentException("There is nothing to draw from.", nameof(values));
        }

        var groups = new Dictionary<T, List<int>>();
        var order = new List<List<int>>();
        for (var i = 0; i < values.Count; i++)
        {
            if (!groups.TryGetValue(values[i], out var group))
            {
                group = [];
                groups.Add(values[i], group);
                order.Add(group);
            }

            group.Add(i);
        }

        return [.. order.Select(group => group.ToArray())];
    }
}
