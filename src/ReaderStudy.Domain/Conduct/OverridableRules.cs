namespace ReaderStudy.Domain.Conduct;

/// <summary>The rules of reading that an approved <see cref="Deviation"/> sets aside, and nothing else does.</summary>
public static class OverridableRules
{
    public static readonly Rule Washout = new(
        "session.washout",
        "A case is read again, in another arm, only after the washout of the protocol."
    );
    public static readonly Rule PeriodFirst = new("session.period-first", "A period is begun when the one before it is read.");
    public static readonly Rule Rest = new("session.rest", "Between two sessions lie the hours of rest that the protocol asks for.");
    public static readonly Rule TrainingFirst = new("session.training-first", "Pivotal cases open after the training was passed.");
    public static readonly Rule InstructionsFirst = new(
        "session.instructions-first",
        "The first case opens after the instructions in force were acknowledged."
    );

    /// <summary>In the order in which they are offered.</summary>
    public static IReadOnlyList<Rule> All { get; } = [Washout, PeriodFirst, Rest, TrainingFirst, InstructionsFirst];

    /// <summary>The rule with this code; null: it cannot be set aside.</summary>
    public static Rule? Find(string? code) => All.FirstOrDefault(r => r.Code == code);
}
