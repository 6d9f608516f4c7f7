namespace ReaderStudy.Statistics;

/// <summary>A reason why input cannot be analysed.</summary>
/// <param name="Row">Zero-based number of the row at fault; null when it is the input as a whole.</param>
/// <param name="Message">What is wrong and what to do, in a sentence.</param>
public sealed record InputFault(int? Row, string Message);

/// <summary>Rows that cannot be analysed, all of them at once, found before any mathematics.</summary>
public sealed class BadInputException : ArgumentException
{
    public BadInputException(IReadOnlyList<InputFault> faults)
        : base(string.Join(' ', faults.Take(20).Select(f => f.Row is { } row ? $"Row {row}: {f.Message}" : f.Message))) => Faults = faults;

    public BadInputException(string message)
        : this([new InputFault(null, message)]) { }

    /// <summary>At least one.</summary>
    public IReadOnlyList<InputFault> Faults { get; }

    /// <summary>Throws when there is a fault.</summary>
    public static void ThrowIfAny(IReadOnlyList<InputFault> faults)
    {
        if (faults.Count > 0)
        {
            throw new BadInputException(faults);
        }
    }
}
