namespace ReaderStudy.Analysis.Csv;

/// <summary>Why a file cannot be taken.</summary>
/// <param name="Row">Line of the file (the header is line 1); null: the whole file.</param>
/// <param name="Column">Name of the column as the file has it; null: the whole row.</param>
/// <param name="Message">What is wrong and what would be right, one sentence.</param>
public sealed record FileError(int? Row, string? Column, string Message)
{
    public override string ToString() =>
        (Row, Column) switch
        {
            (null, null) => Message,
            (null, _) => $"column '{Column}': {Message}",
            (_, null) => $"row {Row}: {Message}",
            _ => $"row {Row}, column '{Column}': {Message}",
        };
}

/// <summary>A file is refused as a whole, with every error found in it; nothing of it was used.</summary>
public sealed class FileRefusedException : Exception
{
    public FileRefusedException() { }

    public FileRefusedException(string message)
        : base(message) { }

    public FileRefusedException(string message, Exception innerException)
        : base(message, innerException) { }

    public FileRefusedException(IReadOnlyList<FileError> errors)
        : base(string.Join(Environment.NewLine, errors))
    {
        Errors = errors;
    }

    /// <summary>In the order of the file's rows.</summary>
    public IReadOnlyList<FileError> Errors { get; } = [];
}

/// <summary>Collects errors while a file is read to its end.</summary>
internal sealed class FileErrors
{
    /// <summary>A file with more is hopeless; the rest is only counted.</summary>
    private const int Kept = 1000;

    private readonly List<FileError> _errors = [];
    private int _more;

    public int Count => _errors.Count + _more;

    public void Add(int? row, string? column, string message)
    {
        if (_errors.Count < Kept)
        {
            _errors.Add(new FileError(row, column, message));
        }
        else
        {
            _more++;
        }
    }

    /// <exception cref="FileRefusedException">There is an error.</exception>
    public void Demand()
    {
        if (_errors.Count > 0)
        {
            var errors = _errors.OrderBy(e => e.Row ?? 0).ToList();
            if (_more > 0)
            {
                errors.Add(new FileError(null, null, $"There are {_more} more errors."));
            }

            throw new FileRefusedException(errors);
        }
    }
}
