namespace ReaderStudy.Domain.Studies;

/// <summary>What holds while somebody reads.</summary>
public sealed record ReadingRules
{
    /// <summary>Longest rest: a year.</summary>
    public const int MostRestHours = 8760;

    /// <summary>A reader's first case opens only after the instructions of the protocol's version in force were acknowledged.</summary>
    public bool AcknowledgeInstructions { get; init; }

    /// <summary>Locked readings are signed by the reader; unsigned ones stand on the checklist of the data lock.</summary>
    public bool Sign { get; init; }

    /// <summary>Hours between the last lock of one session and the first case of the reader's next; 0: none.</summary>
    public int RestHours { get; init; }

    /// <summary>After so many cases in one sitting the room suggests a break; null: never.</summary>
    public int? BreakAfterCases { get; init; }

    /// <summary>A reader may correct a locked reading, with a reason, until the data are locked.</summary>
    public bool Corrections { get; init; } = true;

    /// <summary>A reader's first case opens only after they checked the screen; on every other screen the page asks for another check.</summary>
    public bool SiteCheck { get; init; }
}
