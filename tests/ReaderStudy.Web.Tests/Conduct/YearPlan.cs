using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.Conduct;

/// <summary>How large a simulated year is. Eight readers of three levels always; the rest scales.</summary>
/// <param name="TestCases">Cases of the test set.</param>
/// <param name="CatchCases">On which the AI is made to err.</param>
/// <param name="TrainingCases">Outside the test set.</param>
/// <param name="HiddenRepeats">Cases that each reader reads twice in each arm.</param>
/// <param name="CasesPerSession">Longer blocks are cut.</param>
/// <param name="FewestADay">Cases that a reader reads on a working day.</param>
/// <param name="MostADay">The same.</param>
/// <param name="VotesADay">A truther's, on a day of votes.</param>
internal sealed record YearPlan(
    int TestCases,
    int CatchCases,
    int TrainingCases,
    int HiddenRepeats,
    int CasesPerSession,
    uint FewestADay,
    uint MostADay,
    int VotesADay
)
{
    public const int Readers = 8;
    public const int RestHours = 12;
    public const int WashoutDays = 28;

    /// <summary>Long enough to meet every rule, short enough for every run of the tests.</summary>
    public static YearPlan Small { get; } = new(16, 2, 4, 2, 6, 3, 5, 8);

    /// <summary>The study that the platform is made for.</summary>
    public static YearPlan Full { get; } = new(200, 8, 10, 10, 40, 4, 8, 12);

    public int Cases => TestCases + CatchCases + TrainingCases;

    /// <summary>Places of one reader in pivotal sessions: every pivotal case and every repeat, in two arms.</summary>
    public int PivotalPlaces => 2 * (TestCases + CatchCases + HiddenRepeats);

    public static ReaderLevel LevelOf(int reader) => (ReaderLevel)(reader % 3);
}
