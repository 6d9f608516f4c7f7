namespace ReaderStudy.Statistics.Roc;

/// <summary>
/// Ratings as ordered categories, with neighbours joined that hold cases of one truth only: the borders between such neighbours carry no
/// information about a binormal curve ("truth-state runs").
/// </summary>
/// <remarks>Metz CE, Herman BA, Shen JH (1998). Statistics in Medicine 17:1033–1053. doi:10.1002/(SICI)1097-0258(19980515)17:9&lt;1033::AID-SIM784&gt;3.0.CO;2-Z</remarks>
/// <param name="Negatives">Negative cases by category, from the lowest.</param>
/// <param name="Positives">Positive cases by category.</param>
internal sealed record TruthRuns(int[] Negatives, int[] Positives)
{
    public int Count => Negatives.Length;

    public static TruthRuns Of(IReadOnlyList<int> negatives, IReadOnlyList<int> positives)
    {
        var (n, m) = (new List<int>(), new List<int>());
        for (var k = 0; k < negatives.Count; k++)
        {
            if (negatives[k] + positives[k] == 0)
            {
                continue;
            }

            var joins = n.Count > 0 && ((negatives[k] == 0 && n[^1] == 0) || (positives[k] == 0 && m[^1] == 0));
            if (joins)
            {
                n[^1] += negatives[k];
                m[^1] += positives[k];
            }
            else
            {
                n.Add(negatives[k]);
                m.Add(positives[k]);
            }
        }

        return new TruthRuns([.. n], [.. m]);
    }

    /// <summary>
    /// Why no binormal curve with a finite, positive b is the most likely one; null when one may be. The likelihood then grows towards a curve
    /// of vertical and horizontal lines that runs through all points.
    /// </summary>
    public string? Degeneracy()
    {
        var (allNegatives, allPositives) = (Negatives.Sum(), Positives.Sum());
        var levels = new HashSet<int>();
        var columns = new HashSet<int>();
        int below = 0,
            positivesBelow = 0;
        for (var k = 0; k + 1 < Count; k++)
        {
            below += Negatives[k];
            positivesBelow += Positives[k];
            if (below > 0 && below < allNegatives)
            {
                levels.Add(positivesBelow);
            }

            if (positivesBelow > 0 && positivesBelow < allPositives)
            {
                columns.Add(below);
            }
        }

        return levels.Count > 1 && columns.Count > 1 ? null
            : levels.Count == 0 && columns.Count == 0
                ? Count < 2 ? "All ratings are alike: there is no curve to fit."
                    : "The ratings separate the classes: a binormal curve through all points has no finite parameters."
            : "The operating points lie on one horizontal and vertical line: the most likely binormal curve is degenerate (b is 0, infinite, or undetermined).";
    }
}
