namespace ReaderStudy.Domain.Readings;

/// <summary>Which reading of a case is asked for at a place of a session.</summary>
public enum ReadingStage
{
    /// <summary>The case is read once there.</summary>
    Only,

    /// <summary>Sequential: the first reading, before anything of the AI was seen.</summary>
    Unaided,

    /// <summary>Sequential: the second reading, after the unaided one was locked and the AI was revealed.</summary>
    Aided,
}
