using ReaderStudy.Analysis.Cases;
using ReaderStudy.Analysis.Csv;
using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Analysis.Readings;

/// <summary>How a file of readings is to be read.</summary>
public sealed record ReadingFileOptions
{
    /// <summary>Our column name -> the file's (<c>subtype</c> -> <c>dx</c>); goes before the names that are known anyway.</summary>
    public IReadOnlyDictionary<string, string> Renames { get; init; } = new Dictionary<string, string>();

    /// <summary>What separates cells; null: found from the header.</summary>
    public char? Delimiter { get; init; }
}

/// <summary>
/// Reads finished readings from CSV. Long, one row an answer: <c>case_id, truth, rater, rater_level, task, label</c>, optionally
/// <c>arm, score</c>. Wide, one row a reading: <c>case_id, truth, rater, rater_level</c>, optionally <c>arm</c>, and a column for each
/// question, named by the question's id or one of its other column names. Both optionally with <c>truth_group, centre, sex, age,
/// lesion_size_mm, reading_seconds</c>. Several answers are joined by <c>|</c>; an empty cell is a question left open.
/// </summary>
public static class ReadingFile
{
    /// <summary>Reads the whole file, or refuses the whole file. Answers that are odd but readable stay as they are and become findings.</summary>
    /// <param name="stream">UTF-8, cells separated by comma, semicolon or tab.</param>
    /// <param name="protocol">A checked protocol; its classes, arms, questions and tasks are what cells may name.</param>
    /// <param name="options">Null: none.</param>
    /// <exception cref="FileRefusedException">With every error, by row and column.</exception>
    public static ReadingFileContent Read(Stream stream, Protocol protocol, ReadingFileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(protocol);
        options ??= new ReadingFileOptions();
        var table = CsvTable.Read(stream, options.Delimiter);
        var isLong = IsLong(table, options);
        var errors = new FileErrors();
        var columns = new ColumnMap(table.Columns, ReadingColumns.Of(protocol, isLong), options.Renames, errors);
        if (!isLong && protocol.Tasks.All(t => !columns.Has(t.Question)))
        {
            errors.Add(
                1,
                null,
                "there are no answers: neither 'task' and 'label', nor a column for a question ("
                    + string.Join(", ", protocol.Tasks.Select(t => t.Question).Distinct())
                    + ")."
            );
        }

        errors.Demand();
        var collected = new CollectedReadings(protocol, errors);
        foreach (var row in table.Rows.Select(r => new RowReader(r, columns, errors, table.Delimiter)))
        {
            collected.Add(row, isLong ? LongAnswer.Read(row, protocol) : WideAnswers.Read(row, protocol, columns));
        }

        errors.Demand();
        return collected.Content(isLong, Notes(protocol, columns, isLong));
    }

    /// <summary>Long when there is a task or a label column.</summary>
    private static bool IsLong(CsvTable table, ReadingFileOptions options) =>
        table
            .Columns.Concat(options.Renames.Keys)
            .Any(c =>
                c.Equals(ReadingColumns.Task, StringComparison.OrdinalIgnoreCase)
                || c.Equals(ReadingColumns.Label, StringComparison.OrdinalIgnoreCase)
            );

    private static List<string> Notes(Protocol protocol, ColumnMap columns, bool isLong)
    {
        var notes = columns.Unused.Select(c => $"Column '{c}' was not used.").ToList();
        if (!isLong)
        {
            notes.AddRange(
                protocol
                    .Questions.Where(q => q.Kind.IsOneChoice() && !columns.Has(q.Id))
                    .Select(q => $"There is no column for question '{q.Id}': nobody was asked it.")
            );
        }

        return notes;
    }
}

/// <summary>The columns of reading files.</summary>
internal static class ReadingColumns
{
    public const string Rater = "rater";
    public const string Level = "rater_level";
    public const string Arm = "arm";
    public const string Task = "task";
    public const string Label = "label";
    public const string Score = "score";
    public const string Seconds = "reading_seconds";

    public static IReadOnlyList<KnownColumn> Of(Protocol protocol, bool isLong)
    {
        List<KnownColumn> columns =
        [
            .. CaseColumns.All,
            new(Rater, true, "reader"),
            new(Level, true, "level", "reader_level"),
            new(Arm, false),
            new(Seconds, false),
        ];
        if (isLong)
        {
            columns.AddRange([new(Task, true), new(Label, true), new(Score, false)]);
        }
        else
        {
            columns.AddRange(protocol.Questions.Select(q => new KnownColumn(q.Id, false, q.Columns)));
        }

        return columns;
    }
}
