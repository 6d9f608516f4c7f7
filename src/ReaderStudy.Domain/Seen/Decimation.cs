namespace ReaderStudy.Domain.Seen;

/// <summary>Whether a series was drawn at fewer screen pixels than it has pixels.</summary>
public enum Decimation
{
    /// <summary>The page did not say.</summary>
    Unknown,

    Never,

    AtTimes,

    /// <summary>Whatever the reader looked at, they never had a screen pixel for each of its pixels.</summary>
    Always,
}
