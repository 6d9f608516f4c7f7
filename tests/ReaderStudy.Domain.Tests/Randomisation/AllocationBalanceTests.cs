using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using static ReaderStudy.Domain.Tests.Randomisation.AllocationSample;

namespace ReaderStudy.Domain.Tests.Randomisation;

/// <summary>The balance report, counted by hand from lists that are written down here, and where the design alone says what comes out.</summary>
public sealed class AllocationBalanceTests
{
    private static readonly Dictionary<Guid, string> NoStrata = [];

    /// <summary>Three readers, four cases in two halves; readers 1 and 3 read cases 1 and 2 unaided first, reader 2 aided first.</summary>
    private static readonly AllocatedSession[] Crossover =
    [
        Session(1, reader: 1, period: 1, "unaided", 1, 2),
        Session(2, reader: 1, period: 1, "aided", 4, 3),
        Session(3, reader: 1, period: 2, "aided", 2, 1),
        Session(4, reader: 1, period: 2, "unaided", 3, 4),
        Session(5, reader: 2, period: 1, "aided", 1, 2),
        Session(6, reader: 2, period: 1, "unaided", 3, 4),
        Session(7, reader: 2, period: 2, "aided", 4, 3),
        Session(8, reader: 2, period: 2, "unaided", 2, 1),
        Session(9, reader: 3, period: 1, "unaided", 2, 1),
        Session(10, reader: 3, period: 1, "aided", 3, 4),
        Session(11, reader: 3, period: 2, "aided", 2, 1),
        Session(12, reader: 3, period: 2, "unaided", 4, 3),
    ];

    private static readonly Dictionary<Guid, ReaderLevel> Levels = new()
    {
        [IdOf(1, 1)] = ReaderLevel.Junior,
        [IdOf(1, 2)] = ReaderLevel.Senior,
        [IdOf(1, 3)] = ReaderLevel.Junior,
    };

    [Fact]
    public void Readings_of_each_arm_and_period_are_counted_with_the_case_that_has_the_fewest_readers_and_the_one_with_the_most()
    {
        var balance = AllocationBalance.Of(Crossover, Levels, NoStrata);

        // By hand: unaided in period 1 are cases 1 and 2 with readers 1 and 3, cases 3 and 4 with reader 2; and so on.
        ArmBalance[] arms = [new(1, "aided", 6, 1, 2), new(1, "unaided", 6, 1, 2), new(2, "aided", 6, 1, 2), new(2, "unaided", 6, 1, 2)];
        FirstArmBalance[] firstArms = [new(ReaderLevel.Junior, "unaided", 2), new(ReaderLevel.Senior, "aided", 1)];
        Assert.Equal(arms, balance.Arms);
        Assert.Equal(firstArms, balance.FirstArms);
        Assert.Empty(balance.Strata);
    }

    [Fact]
    public void Each_case_is_counted_by_arm_and_by_the_quarter_of_the_list_in_which_it_stands()
    {
        var balance = AllocationBalance.Of(Crossover, Levels, NoStrata);

        // By hand. Of two places the first begins the first quarter, the second the third; case 1 comes first in sessions 1 and 5 alone,
        // case 2 in sessions 3, 8, 9 and 11.
        Assert.Equal([1, 2, 3, 4], balance.Cases.Select(c => NumberOf(c.CaseId)));
        Assert.Equal(["1 2 2 1", "1 2 2 1", "2 1 1 2", "2 1 1 2"], balance.Cases.Select(c => string.Join(' ', c.Readers)));
        Assert.Equal(["2 0 4 0", "4 0 2 0", "3 0 3 0", "3 0 3 0"], balance.Cases.Select(c => string.Join(' ', c.Quarters)));
    }

    [Fact]
    public void Strata_are_counted_by_arm_and_period_and_a_case_whose_stratum_may_not_be_told_is_in_none()
    {
        var strata = new Dictionary<Guid, string>
        {
            [IdOf(2, 1)] = "malignant",
            [IdOf(2, 2)] = "malignant",
            [IdOf(2, 3)] = "benign",
        };

        var balance = AllocationBalance.Of(Crossover, Levels, strata);

        // By hand, in the order aided and unaided of period 1, aided and unaided of period 2: the rows of the cases above, added up.
        Assert.Equal([("benign", 1), ("malignant", 2)], balance.Strata.Select(s => (s.Name, s.Cases)));
        Assert.Equal(["2 1 1 2", "2 4 4 2"], balance.Strata.Select(s => string.Join(' ', s.Readings)));
        Assert.Equal(4, balance.Cases.Count);
    }

    [Fact]
    public void A_block_that_is_cut_into_sessions_is_one_list_and_neither_training_nor_a_repeat_is_counted()
    {
        AllocatedSession[] sessions =
        [
            new(3, IdOf(1, 1), SessionKind.Pivotal, 1, 2, "unaided", null, [Place(4), Place(5)]),
            new(2, IdOf(1, 1), SessionKind.Pivotal, 1, 1, "unaided", null, [Place(1), Place(2), Place(1, attempt: 2), Place(3)]),
            new(1, IdOf(1, 1), SessionKind.Training, 0, 1, "aided", null, [Place(9)]),
        ];

        var balance = AllocationBalance.Of(sessions, Levels, NoStrata);

        // By hand: of five places the first two begin in the first quarter, then one in each.
        Assert.Equal(new ArmBalance(1, "unaided", 5, 1, 1), Assert.Single(balance.Arms));
        Assert.Equal(new FirstArmBalance(ReaderLevel.Junior, "unaided", 1), Assert.Single(balance.FirstArms));
        Assert.Equal([1, 2, 3, 4, 5], balance.Cases.Select(c => NumberOf(c.CaseId)));
        Assert.Equal(["1 0 0 0", "1 0 0 0", "0 1 0 0", "0 0 1 0", "0 0 0 1"], balance.Cases.Select(c => string.Join(' ', c.Quarters)));
    }

    [Fact]
    public void A_case_that_nobody_reads_in_an_arm_shows_in_its_balance()
    {
        AllocatedSession[] sessions = [Session(1, 1, 1, "unaided", 1, 2), Session(2, 2, 1, "aided", 1)];

        var balance = AllocationBalance.Of(sessions, Levels, new Dictionary<Guid, string> { [IdOf(2, 2)] = "benign" });

        Assert.Equal([new ArmBalance(1, "aided", 1, 0, 1), new ArmBalance(1, "unaided", 2, 1, 1)], balance.Arms);
        Assert.Equal("0 1", string.Join(' ', Assert.Single(balance.Strata).Readings));
    }

    [Fact]
    public void Nothing_drawn_is_an_empty_report()
    {
        var balance = AllocationBalance.Of([], Levels, NoStrata);

        Assert.Empty(balance.Arms);
        Assert.Empty(balance.FirstArms);
        Assert.Empty(balance.Cases);
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(7UL)]
    [InlineData(2_026UL)]
    public void A_Latin_square_of_three_arms_has_equally_many_readers_in_every_cell(ulong seed)
    {
        // Six readers are the balanced set of three arms (Williams 1949): each arm has two of them in every period, and two begin with it.
        var input = Alike(Of(new StudyDesign(), seed, readers: 6, cases: 4, arms: [Unaided, Aided, LowDose]));

        var balance = BalanceOf(input);

        string[] arms = ["aided", "low-dose", "unaided"];
        Assert.Equal(Enumerable.Range(1, 3).SelectMany(p => arms.Select(a => new ArmBalance(p, a, 8, 2, 2))), balance.Arms);
        Assert.Equal(arms.Select(a => new FirstArmBalance(ReaderLevel.Junior, a, 2)), balance.FirstArms);
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(7UL)]
    [InlineData(2_026UL)]
    public void A_stratified_crossover_puts_half_of_every_stratum_into_each_arm_of_a_period(ulong seed)
    {
        // Of eight cases of the sample six are malignant and two benign; a half has three and one.
        var design = new StudyDesign { Kind = DesignKind.Crossover, Strata = [Stratum.Group] };

        var alone = BalanceOf(Alike(Of(design, seed, readers: 1, cases: 8)));
        var both = BalanceOf(Alike(Of(design, seed, readers: 2, cases: 8)));

        Assert.Equal(["1 1 1 1", "3 3 3 3"], alone.Strata.Select(s => string.Join(' ', s.Readings)));
        Assert.All(alone.Arms, a => Assert.Equal((4, 0, 1), (a.Readings, a.FewestReaders, a.MostReaders)));
        Assert.Equal([("benign", 2), ("malignant", 6)], both.Strata.Select(s => (s.Name, s.Cases)));
        Assert.Equal(["2 2 2 2", "6 6 6 6"], both.Strata.Select(s => string.Join(' ', s.Readings)));
        Assert.All(both.Arms, a => Assert.Equal((8, 1, 1), (a.Readings, a.FewestReaders, a.MostReaders)));
        Assert.All(both.Cases, c => Assert.Equal(4, c.Quarters.Sum()));
    }

    private static AllocationBalance BalanceOf(AllocationInput input) =>
        AllocationBalance.Of(
            Allocation.Draw(input),
            input.Readers.ToDictionary(r => r.Id, r => r.Level),
            input.Cases.ToDictionary(c => c.Id, c => Strata.NameOf(c, input))
        );

    /// <summary>The same with readers of one level.</summary>
    private static AllocationInput Alike(AllocationInput input) =>
        input with
        {
            Readers = [.. input.Readers.Select(r => r with { Level = ReaderLevel.Junior })],
        };

    private static AllocatedSession Session(int number, int reader, int period, string arm, params int[] cases) =>
        new(number, IdOf(1, reader), SessionKind.Pivotal, period, 1, arm, null, [.. cases.Select(c => Place(c))]);

    private static AllocatedPlace Place(int number, int attempt = 1) => new(IdOf(2, number), attempt);
}
