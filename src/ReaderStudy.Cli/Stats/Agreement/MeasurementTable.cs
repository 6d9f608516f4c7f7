namespace ReaderStudy.Cli.Stats.Agreement;

/// <summary>Measurements with cases as rows and readers as columns; a missing cell is NaN.</summary>
internal sealed record MeasurementTable(IReadOnlyList<string> Cases, IReadOnlyList<string> Readers, double[,] Values)
{
    /// <summary>Cells without a number.</summary>
    public int Missing => Values.Cast<double>().Count(double.IsNaN);

    /// <summary>
    /// Reads case, reader and a number, of the rows of one arm (all rows when null). The cases and readers are those of the whole file, in its
    /// order. A second number of the same case, reader and arm is refused.
    /// </summary>
    public static MeasurementTable Read(StatsInput input, string column, string? arm = null)
    {
        List<string> cases = [.. Names(input, "case")];
        List<string> readers = [.. Names(input, "reader")];
        var (caseOf, readerOf) = (Numbered(cases), Numbered(readers));
        var values = new double[cases.Count, readers.Count];
        var rows = new int[cases.Count, readers.Count];
        for (var i = 0; i < cases.Count; i++)
        {
            for (var j = 0; j < readers.Count; j++)
            {
                values[i, j] = double.NaN;
                rows[i, j] = -1;
            }
        }

        for (var row = 0; row < input.Count; row++)
        {
            var value = input.Number(row, column);
            if (double.IsInfinity(value))
            {
                input.Fault(row, column, "is infinite.");
            }

            var (name, reader) = (input.Required(row, "case"), input.Required(row, "reader"));
            if ((arm is not null && input.Text(row, "arm") != arm) || name.Length == 0 || reader.Length == 0)
            {
                continue;
            }

            var (i, j) = (caseOf[name], readerOf[reader]);
            if (rows[i, j] >= 0)
            {
                input.Fault(row, "case", $"was measured by this reader in line {input.LineOf(rows[i, j])} already.");
            }

            (values[i, j], rows[i, j]) = (value, row);
        }

        input.Demand();
        return new MeasurementTable(cases, readers, values);
    }

    private static IEnumerable<string> Names(StatsInput input, string column) =>
        Enumerable.Range(0, input.Count).Select(i => input.Text(i, column)).Where(n => n.Length > 0).Distinct();

    private static Dictionary<string, int> Numbered(List<string> names) => names.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => p.i);
}
