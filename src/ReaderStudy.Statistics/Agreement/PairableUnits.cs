namespace ReaderStudy.Statistics.Agreement;

/// <summary>The cases with at least two ratings, as Krippendorff looks at them.</summary>
internal sealed class PairableUnits
{
    private readonly CategoryCounts _counts;
    private readonly int[] _units;

    public PairableUnits(CategoryCounts counts)
    {
        _counts = counts;
        _units = new int[counts.PairedCases];
        Totals = new int[counts.Categories];
        var next = 0;
        for (var i = 0; i < counts.Cases; i++)
        {
            if (counts.RatingsOf(i) < 2)
            {
                continue;
            }

            _units[next++] = i;
            Values += counts.RatingsOf(i);
            var row = counts[i];
            for (var k = 0; k < row.Length; k++)
            {
                Totals[k] += row[k];
            }
        }
    }

    public int Count => _units.Length;

    /// <summary>n, all pairable ratings.</summary>
    public int Values { get; }

    /// <summary>n_c.</summary>
    public int[] Totals { get; }

    public ReadOnlySpan<int> this[int unit] => _counts[_units[unit]];

    public int RatingsOf(int unit) => _counts.RatingsOf(_units[unit]);

    /// <summary>Σ_ck n_uc n_uk δ_ck / (m_u − 1) of each unit; their sum over n is D_o.</summary>
    public double[] Disagreement(double[] difference)
    {
        var within = new double[Count];
        for (var u = 0; u < within.Length; u++)
        {
            var row = this[u];
            var sum = 0.0;
            for (var c = 0; c < row.Length; c++)
            {
                for (var k = c + 1; row[c] > 0 && k < row.Length; k++)
                {
                    sum += (double)row[c] * row[k] * difference[(c * row.Length) + k];
                }
            }

            within[u] = 2 * sum / (RatingsOf(u) - 1);
        }

        return within;
    }
}
