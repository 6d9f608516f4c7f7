namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>Readings with a truth: case, reader, arm, truth, label. A reading without a label is missing.</summary>
internal sealed class ReadingTable
{
    private readonly FixtureTable _table;
    private readonly Dictionary<(string Case, string Reader, string Arm), int> _rows = [];

    public ReadingTable(FixtureFolder folder)
    {
        _table = folder.Input;
        for (var i = 0; i < _table.Count; i++)
        {
            if (_table.Text(i, "label").Length > 0)
            {
                _rows[(_table.Text(i, "case"), _table.Text(i, "reader"), _table.Text(i, "arm"))] = i;
            }
        }

        Cases = [.. _table.Texts("case").Distinct()];
        Readers = [.. _table.Texts("reader").Distinct()];
        Truths = [.. _table.Texts("truth").Distinct()];
    }

    public IReadOnlyList<string> Cases { get; }

    public IReadOnlyList<string> Readers { get; }

    public IReadOnlyList<string> Truths { get; }

    /// <summary>The class of disease among two: "1", or the last by name.</summary>
    public string Positive => Truths.Contains("1") ? "1" : Truths.Order(StringComparer.Ordinal).Last();

    public (string Truth, string Label)? Of(string oneCase, string reader, string arm) =>
        _rows.TryGetValue((oneCase, reader, arm), out var row) ? (_table.Text(row, "truth"), _table.Text(row, "label")) : null;

    public IEnumerable<(string Truth, string Label)> Of(string reader, string arm) =>
        Cases.Select(c => Of(c, reader, arm)).Where(r => r is not null).Select(r => r!.Value);

    /// <summary>Whether a truth belongs to a subset that a fixture names.</summary>
    public bool IsIn(string subset, string truth) =>
        subset switch
        {
            "diseased" => truth == Positive,
            "nondiseased" => truth != Positive,
            _ => true,
        };
}
