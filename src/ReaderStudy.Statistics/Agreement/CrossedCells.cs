namespace ReaderStudy.Statistics.Agreement;

/// <summary>A filled cell of a layout of readers, cases and arms.</summary>
internal readonly record struct CrossedCell(int Reader, int Case, int Arm, double Value);

/// <summary>The filled cells of tables with cases as rows and readers as columns.</summary>
internal static class CrossedCells
{
    public static List<CrossedCell> Of(double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var cells = new List<CrossedCell>(values.Length);
        for (var i = 0; i < values.GetLength(0); i++)
        {
            for (var j = 0; j < values.GetLength(1); j++)
            {
                if (!double.IsNaN(values[i, j]))
                {
                    cells.Add(new CrossedCell(j, i, 0, values[i, j]));
                }
            }
        }

        return cells;
    }

    public static double[,] Minus(double[,] first, double[,] second)
    {
        CheckSame(first, second);
        var differences = (double[,])first.Clone();
        for (var i = 0; i < first.GetLength(0); i++)
        {
            for (var j = 0; j < first.GetLength(1); j++)
            {
                differences[i, j] -= second[i, j];
            }
        }

        return differences;
    }

    public static void CheckSame(double[,] first, double[,] second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.GetLength(0) != second.GetLength(0) || first.GetLength(1) != second.GetLength(1))
        {
            throw new ArgumentException("Both tables need the same cases and readers; leave a missing cell NaN.", nameof(second));
        }
    }

    /// <summary>Σ over levels of (the level's share of the cells)².</summary>
    public static double SquaredShares(List<CrossedCell> cells, Func<CrossedCell, int> level) =>
        cells.GroupBy(level).Sum(g => (double)g.Count() * g.Count()) / ((double)cells.Count * cells.Count);
}
