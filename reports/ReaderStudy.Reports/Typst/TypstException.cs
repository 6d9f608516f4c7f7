namespace ReaderStudy.Reports.Typst;

/// <summary>A PDF could not be made; the message says why, with file and line where a template is at fault.</summary>
public class TypstException(string message, IReadOnlyList<TypstError> errors, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What the compiler said; empty when it did not get so far.</summary>
    public IReadOnlyList<TypstError> Errors { get; } = errors;
}

/// <summary>This machine cannot make PDFs; the message says what to install. Reports in HTML need nothing of it.</summary>
public sealed class TypstUnavailableException(string message, Exception? inner = null) : TypstException(message, [], inner);

/// <param name="File">The template; null: not in a file (a rule of the PDF standard that is not met).</param>
/// <param name="Line">From 1; null: unknown.</param>
/// <param name="Column">From 1; null: unknown.</param>
/// <param name="Message">The compiler's words.</param>
public sealed record TypstError(string? File, int? Line, int? Column, string Message)
{
    public override string ToString() =>
        File is null ? Message
        : Line is null ? $"{File}: {Message}"
        : $"{File}({Line},{Column}): {Message}";
}
