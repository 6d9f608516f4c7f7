namespace ReaderStudy.Domain.Studies;

/// <summary>Who reads what in which arm, and when. The allocation is drawn from it once, at sealing.</summary>
/// <remarks>
/// FDA (2022). Clinical Performance Assessment: Considerations for Computer-Assisted Detection Devices, FDA-2009-D-0503: fully crossed designs,
/// sequential and crossover scenarios, washout, randomisation.
/// </remarks>
public sealed record StudyDesign
{
    /// <summary>Shortest washout that needs no reason, in days.</summary>
    public const int UsualWashout = 28;

    /// <summary>Longest washout, in days: ten years.</summary>
    public const int MostWashout = 3650;

    /// <summary>No number of cases or places in a design is larger.</summary>
    public const int MostCases = 100_000;

    public const int MostGroups = 1000;

    public DesignKind Kind { get; init; } = DesignKind.FullyCrossed;

    /// <summary>Days that must pass between locking a case in one arm and opening it in another, reader by reader.</summary>
    public int WashoutDays { get; init; } = UsualWashout;

    /// <summary>Why the washout is shorter than <see cref="UsualWashout"/>; null where it is not.</summary>
    public string? WashoutReason { get; init; }

    /// <summary>Split-plot by cases: into how many groups cases and readers are divided.</summary>
    public int Groups { get; init; } = 2;

    /// <summary>What halves, groups and blocks are balanced by, beside the reader's level.</summary>
    public IReadOnlyList<Stratum> Strata { get; init; } = [];

    /// <summary>Cases in a block of the order; each block holds every stratum in proportion. Null: one block.</summary>
    public int? BlockSize { get; init; }

    /// <summary>A session holds at most so many cases; longer blocks are cut. Null: never cut.</summary>
    public int? CasesPerSession { get; init; }

    /// <summary>How many cases each reader reads twice in each arm without being told (agreement with oneself).</summary>
    public int HiddenRepeats { get; init; }

    /// <summary>A hidden repeat stands at least so many places from its first reading.</summary>
    public int RepeatDistance { get; init; } = 10;

    /// <summary>
    /// Sequential: per cent of the cases, drawn for each reader, whose AI is never revealed; the reader learns it only after locking.
    /// Every case stays revealed to some reader.
    /// </summary>
    public int UnaidedOnlyPercent { get; init; }
}

public enum DesignKind
{
    /// <summary>Every reader reads every case in every arm, an arm a period; the order of arms is a Latin square over readers.</summary>
    FullyCrossed,

    /// <summary>Every reader reads every case in every arm; the cases are divided over the arms, which are swapped from period to period.</summary>
    Crossover,

    /// <summary>Every case is read in the first arm, locked, and read in the second at once.</summary>
    Sequential,

    /// <summary>Each reader reads all cases in one arm only.</summary>
    SplitPlotReaders,

    /// <summary>Readers and cases are divided into groups; each group of readers reads its group of cases in every arm.</summary>
    SplitPlotCases,
}

/// <summary>A property of cases that allocation is balanced by.</summary>
public enum Stratum
{
    /// <summary>The class of the reference standard.</summary>
    Class,

    /// <summary>The group of that class.</summary>
    Group,

    Centre,
}
