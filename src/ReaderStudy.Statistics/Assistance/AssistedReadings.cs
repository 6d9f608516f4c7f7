namespace ReaderStudy.Statistics.Assistance;

/// <summary>
/// The readings of a study of readers with AI, each with and without it. Readers and cases stand in the order of their first rows. A reader
/// may have read some of the cases only.
/// </summary>
public sealed class AssistedReadings
{
    private readonly AssistedReading?[][] _readings;

    private AssistedReadings(
        IReadOnlyList<AssistedReading> rows,
        IReadOnlyList<string> readers,
        IReadOnlyList<string> cases,
        AssistedReading?[][] readings
    )
    {
        (Rows, Readers, Cases, _readings) = (rows, readers, cases, readings);
        Levels = [.. readings.Select(r => r.First(x => x is not null)!.Level ?? "")];
    }

    public IReadOnlyList<AssistedReading> Rows { get; }

    public IReadOnlyList<string> Readers { get; }

    public IReadOnlyList<string> Cases { get; }

    /// <summary>By reader; empty when there are none.</summary>
    public IReadOnlyList<string> Levels { get; }

    /// <summary>The reading of a case by a reader; null when there is none.</summary>
    public AssistedReading? this[int reader, int caseNumber] => _readings[reader][caseNumber];

    /// <summary>The study from its rows.</summary>
    /// <exception cref="BadInputException">
    /// Without any rows; and by row: a reader, case, truth or answer is empty, a second row of the same reader and case, a truth that
    /// contradicts an earlier row of the case, a level that contradicts an earlier row of the reader.
    /// </exception>
    public static AssistedReadings Of(IReadOnlyList<AssistedReading> rows)
    {
        if (rows.Count == 0)
        {
            throw new BadInputException("There are no readings.");
        }

        var faults = new List<InputFault>();
        var readers = new Dictionary<string, int>(StringComparer.Ordinal);
        var cases = new Dictionary<string, int>(StringComparer.Ordinal);
        var firstOfReader = new List<int>();
        var firstOfCase = new List<int>();
        var seen = new Dictionary<(int Reader, int Case), int>();
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (new[] { row.Reader, row.Case, row.Truth, row.Unaided, row.Aided }.Any(string.IsNullOrEmpty))
            {
                faults.Add(new InputFault(i, "Reader, case, truth and both answers are needed."));
                continue;
            }

            var (reader, number) = (Number(readers, firstOfReader, row.Reader, i), Number(cases, firstOfCase, row.Case, i));
            Check(rows, i, firstOfReader[reader], firstOfCase[number], faults);
            if (!seen.TryAdd((reader, number), i))
            {
                var first = seen[(reader, number)];
                faults.Add(new InputFault(i, $"Reader '{row.Reader}' has already read case '{row.Case}' in row {first}."));
            }
        }

        BadInputException.ThrowIfAny(faults);
        var readings = readers.Select(_ => new AssistedReading?[cases.Count]).ToArray();
        foreach (var ((reader, number), row) in seen)
        {
            readings[reader][number] = rows[row];
        }

        return new AssistedReadings(rows, [.. readers.Keys], [.. cases.Keys], readings);
    }

    /// <summary>A score of every reading by reader and case; NaN where there is no reading or the score is not defined.</summary>
    public double[][] Scores(Func<AssistedReading, double> score) =>
        [.. _readings.Select(cases => cases.Select(r => r is null ? double.NaN : score(r)).ToArray())];

    private static void Check(IReadOnlyList<AssistedReading> rows, int i, int ofReader, int ofCase, List<InputFault> faults)
    {
        if (rows[ofCase].Truth != rows[i].Truth)
        {
            faults.Add(new InputFault(i, $"The truth of case '{rows[i].Case}' contradicts row {ofCase}."));
        }

        if ((rows[ofReader].Level ?? "") != (rows[i].Level ?? ""))
        {
            faults.Add(new InputFault(i, $"The level of reader '{rows[i].Reader}' contradicts row {ofReader}."));
        }
    }

    private static int Number(Dictionary<string, int> numbers, List<int> firstRows, string name, int row)
    {
        if (!numbers.TryGetValue(name, out var number))
        {
            number = numbers.Count;
            numbers.Add(name, number);
            firstRows.Add(row);
        }

        return number;
    }
}
