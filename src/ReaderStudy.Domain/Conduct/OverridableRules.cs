using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Domain.Conduct;

/// <summary>The <see cref="OpeningRules"/> in the words of who may set them aside, by an approved <see cref="Deviation"/> and by nothing else.</summary>
public static class OverridableRules
{
    public static readonly Rule Washout = new(
        OpeningRules.Washout.Code,
        "A case is read again, in another arm, only after the washout of the protocol."
    );
    public static readonly Rule PeriodFirst = new(OpeningRules.PeriodFirst.Code, "A period is begun when the one before it is read.");
    public static readonly Rule OneAfterTheOther = new(
        OpeningRules.OneAfterTheOther.Code,
        "A session is begun when the one before it is read."
    );
    public static readonly Rule Rest = new(
        OpeningRules.Rest.Code,
        "Between two sessions lie the hours of rest that the protocol asks for."
    );
    public static readonly Rule TrainingFirst = new(OpeningRules.TrainingFirst.Code, "Pivotal cases open after the training was passed.");
    public static readonly Rule InstructionsFirst = new(
        OpeningRules.InstructionsFirst.Code,
        "The first case opens after the instructions in force were acknowledged."
    );
    public static readonly Rule SiteCheckFirst = new(
        OpeningRules.SiteCheckFirst.Code,
        "The first case opens after its reader checked the screen."
    );

    /// <summary>In the order in which they are offered.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [Washout, PeriodFirst, OneAfterTheOther, Rest, TrainingFirst, InstructionsFirst, SiteCheckFirst];

    /// <summary>The rule with this code; null: it cannot be set aside.</summary>
    public static Rule? Find(string? code) => All.FirstOrDefault(r => r.Code == code);
}
