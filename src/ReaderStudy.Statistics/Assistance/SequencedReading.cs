namespace ReaderStudy.Statistics.Assistance;

/// <summary>One reading with when it was made.</summary>
/// <param name="Reader">Who read.</param>
/// <param name="Case">What was read.</param>
/// <param name="Arm">With or without the AI.</param>
/// <param name="Session">Number of the reader's session, from 1.</param>
/// <param name="Position">Place of the reading in its session, from 1.</param>
/// <param name="IsRight">Whether the answer was right; null when that is not known.</param>
/// <param name="Seconds">Reading time; NaN when it was not measured.</param>
/// <param name="SinceBreak">Minutes since the last break; NaN when it was not recorded.</param>
/// <param name="IdleSeconds">Part of the reading time without any input; NaN when it was not measured.</param>
public sealed record SequencedReading(
    string Reader,
    string Case,
    string Arm,
    int Session,
    int Position,
    bool? IsRight = null,
    double Seconds = double.NaN,
    double SinceBreak = double.NaN,
    double IdleSeconds = double.NaN
);
