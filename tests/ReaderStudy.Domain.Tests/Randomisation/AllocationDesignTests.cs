using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using static ReaderStudy.Domain.Tests.Randomisation.AllocationSample;

namespace ReaderStudy.Domain.Tests.Randomisation;

/// <summary>Who reads what in which arm and period, by design, over many seeds.</summary>
public sealed class AllocationDesignTests
{
    private static readonly string[] TwoArms = ["unaided", "aided"];

    [Fact]
    public void Sessions_are_numbered_from_one_and_hold_every_reader_case_and_arm_of_the_design_once()
    {
        foreach (var (name, of) in All)
        {
            foreach (var input in Seeds(20).Select(of))
            {
                var sessions = Allocation.Draw(input);

                Assert.Equal(Enumerable.Range(1, sessions.Count), sessions.Select(s => s.Number));
                var read = Pivotal(sessions)
                    .SelectMany(s => s.Places.Where(p => p.Attempt == 1).Select(p => (s.ReaderId, s.ArmId, p.CaseId)))
                    .ToList();
                Assert.Equal(read.Count, read.Distinct().Count());
                var perReader = read.Count / (double)input.Readers.Count;
                var pivotal = input.Cases.Count(c => c.Purpose != Cohorts.CasePurpose.Training);
                var arms = input.Arms.Count;
                var expected = input.Design.Kind switch
                {
                    DesignKind.FullyCrossed or DesignKind.Crossover => pivotal * arms,
                    DesignKind.Sequential or DesignKind.SplitPlotReaders => pivotal,
                    DesignKind.SplitPlotCases => (double?)null,
                };
                Assert.True(expected is null || perReader == expected, name);
            }
        }
    }

    [Fact]
    public void Fully_crossed_every_reader_reads_all_cases_in_an_arm_a_period_and_each_block_has_an_order_of_its_own()
    {
        foreach (var seed in Seeds(50))
        {
            var sessions = Allocation.Draw(Of(new StudyDesign(), seed, readers: 6));

            Assert.Equal(12, sessions.Count);
            Assert.All(sessions, s => Assert.Equal(12, s.Places.Select(p => p.CaseId).Distinct().Count()));
            Assert.Equal(12, sessions.Select(s => string.Join(',', s.Places.Select(p => p.CaseId))).Distinct().Count());
            Assert.All(Enumerable.Range(1, 6), r => Assert.Equal(TwoArms.Order(), SequenceOf(sessions, r).Split(' ').Order()));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Orders_of_arms_form_Latin_squares_balanced_for_carry_over(int count)
    {
        // As many readers of one level as the balanced set has rows (Williams 1949): k for an even number of arms, 2k for an odd one.
        var rows = count % 2 == 0 ? count : 2 * count;
        var arms = Enumerable.Range(1, count).Select(i => new Arm($"a{i}", $"Arm {i}")).ToArray();
        foreach (var seed in Seeds(20))
        {
            var input = Of(new StudyDesign(), seed, rows, 2, 0, 0, arms);
            input = input with { Readers = input.Readers.Select(r => r with { Level = ReaderLevel.Junior }).ToList() };

            var sequences = Enumerable.Range(1, rows).Select(r => SequenceOf(Allocation.Draw(input), r).Split(' ')).ToList();

            for (var period = 0; period < count; period++)
            {
                Assert.All(sequences.CountBy(s => s[period]), c => Assert.Equal(rows / count, c.Value));
            }

            var followed = sequences.SelectMany(s => s.Zip(s.Skip(1))).CountBy(p => p).ToList();
            Assert.Equal(count * (count - 1), followed.Count);
            Assert.All(followed, f => Assert.Equal(rows / count, f.Value));
        }
    }

    [Fact]
    public void In_every_period_each_arm_has_equally_many_readers_to_within_one_in_all_and_in_each_level()
    {
        foreach (var readers in Enumerable.Range(1, 13))
        {
            foreach (var seed in Seeds(10))
            {
                var input = Of(new StudyDesign(), seed, readers, 2, 0, 0, Unaided, Aided, LowDose);
                var sessions = Allocation.Draw(input);
                foreach (var period in new[] { 1, 2, 3 })
                {
                    var arms = sessions.Where(s => s.Period == period).ToDictionary(s => s.ReaderId, s => s.ArmId);
                    AssertEven(input.Readers.Select(r => arms[r.Id]), 3);
                    foreach (var level in input.Readers.GroupBy(r => r.Level))
                    {
                        AssertEven(level.Select(r => arms[r.Id]), 3);
                    }
                }
            }
        }
    }

    [Fact]
    public void Crossover_reads_one_half_unaided_and_the_other_aided_and_swaps_them()
    {
        foreach (var seed in Seeds(50))
        {
            var sessions = Allocation.Draw(Of(new StudyDesign { Kind = DesignKind.Crossover }, seed, readers: 5, cases: 13));
            var halves = sessions.Select(s => Key(s.Places)).Distinct().ToList();

            Assert.Equal(2, halves.Count);
            Assert.Equal([6, 7], halves.Select(h => h.Split(',').Length).Order());
            foreach (var reader in Enumerable.Range(1, 5))
            {
                Assert.Equal(Key(BlockOf(sessions, reader, "unaided", 1)), Key(BlockOf(sessions, reader, "aided", 2)));
                Assert.Equal(Key(BlockOf(sessions, reader, "aided", 1)), Key(BlockOf(sessions, reader, "unaided", 2)));
                Assert.NotEqual(Key(BlockOf(sessions, reader, "aided", 1)), Key(BlockOf(sessions, reader, "aided", 2)));
            }

            var unaidedFirst = Enumerable.Range(1, 5).Count(r => Key(BlockOf(sessions, r, "unaided", 1)) == halves[0]);
            Assert.InRange(unaidedFirst, 2, 3);
        }
    }

    [Fact]
    public void Crossover_of_three_arms_gives_every_part_every_arm_and_every_period_every_arm()
    {
        foreach (var seed in Seeds(30))
        {
            var sessions = Allocation.Draw(Of(new StudyDesign { Kind = DesignKind.Crossover }, seed, 4, 14, 0, 0, Unaided, Aided, LowDose));
            foreach (var reader in sessions.GroupBy(s => s.ReaderId))
            {
                Assert.Equal([1, 1, 1, 2, 2, 2, 3, 3, 3], reader.Select(s => s.Period));
                Assert.All(reader.GroupBy(s => s.Period), p => Assert.Equal(3, p.Select(s => s.ArmId).Distinct().Count()));
                Assert.All(reader.GroupBy(s => Key(s.Places)), part => Assert.Equal(3, part.Select(s => s.ArmId).Distinct().Count()));
                Assert.All(reader.GroupBy(s => s.Period), p => Assert.Equal(14, p.Sum(s => s.Places.Count)));
            }
        }
    }

    [Fact]
    public void Parts_hold_every_stratum_equally_often_to_within_one_and_so_do_catch_cases()
    {
        foreach (var seed in Seeds(50))
        {
            var design = new StudyDesign { Kind = DesignKind.Crossover, Strata = [Stratum.Class, Stratum.Centre] };
            var input = Of(design, seed, cases: 45, catches: 7);
            var sessions = Allocation.Draw(input);
            var parts = sessions.Where(s => s.ReaderId == input.Readers[0].Id && s.Period == 1).ToList();
            var partOf = parts.SelectMany((s, i) => s.Places.Select(p => (p.CaseId, i))).ToDictionary(p => p.CaseId, p => p.i);

            AssertEven(input.Cases.Select(c => partOf[c.Id]), 2);
            AssertEven(input.Cases.Where(c => c.Purpose == Cohorts.CasePurpose.Catch).Select(c => partOf[c.Id]), 2);
            foreach (var stratum in Strata.Cells(input.Cases, input))
            {
                AssertEven(stratum.Select(c => partOf[c.Id]), 2);
            }
        }
    }

    [Fact]
    public void Split_by_readers_each_reads_all_cases_in_one_arm_and_arms_have_equally_many_readers_of_each_level()
    {
        foreach (var seed in Seeds(50))
        {
            var input = Of(new StudyDesign { Kind = DesignKind.SplitPlotReaders }, seed, readers: 11);
            var sessions = Allocation.Draw(input);

            Assert.Equal(11, sessions.Count);
            Assert.All(sessions, s => Assert.Equal(12, s.Places.Select(p => p.CaseId).Distinct().Count()));
            var arms = sessions.ToDictionary(s => s.ReaderId, s => s.ArmId);
            AssertEven(input.Readers.Select(r => arms[r.Id]), 2);
            Assert.All(input.Readers.GroupBy(r => r.Level), level => AssertEven(level.Select(r => arms[r.Id]), 2));
        }
    }

    [Fact]
    public void Split_by_cases_each_group_of_readers_reads_its_group_of_cases_in_every_arm()
    {
        foreach (var seed in Seeds(50))
        {
            var design = new StudyDesign
            {
                Kind = DesignKind.SplitPlotCases,
                Groups = 3,
                Strata = [Stratum.Group],
            };
            var input = Of(design, seed, readers: 8, cases: 32);
            var sessions = Allocation.Draw(input);
            var groups = sessions.GroupBy(s => Key(s.Places)).ToList();

            Assert.Equal(3, groups.Count);
            Assert.Equal(32, groups.SelectMany(g => g.First().Places.Select(p => p.CaseId)).Distinct().Count());
            Assert.Equal([10, 11, 11], groups.Select(g => g.First().Places.Count).Order());
            Assert.Equal([2, 3, 3], groups.Select(g => g.Select(s => s.ReaderId).Distinct().Count()).Order());
            Assert.All(sessions.GroupBy(s => s.ReaderId), r => Assert.Equal(TwoArms.Order(), r.Select(s => s.ArmId).Order()));
            Assert.All(groups, g => AssertEven(g.Where(s => s.Period == 1).Select(s => s.ArmId), 2));
        }
    }

    [Fact]
    public void Long_blocks_are_cut_into_sessions_that_differ_by_one_place_at_most()
    {
        var sessions = Allocation.Draw(Of(new StudyDesign { CasesPerSession = 25 }, cases: 110));

        Assert.Equal(4 * 2 * 5, sessions.Count);
        Assert.All(sessions, s => Assert.Equal(22, s.Places.Count));
        Assert.All(sessions.GroupBy(s => (s.ReaderId, s.ArmId)), b => Assert.Equal([1, 2, 3, 4, 5], b.Select(s => s.Part)));
        Assert.Equal(
            [24, 25, 25],
            Allocation.Draw(Of(new StudyDesign { CasesPerSession = 25 }, cases: 74)).Take(3).Select(s => s.Places.Count)
        );
        Assert.Equal(110, BlockOf(sessions, 1, "aided").Select(p => p.CaseId).Distinct().Count());
    }

    [Fact]
    public void Training_comes_first_in_the_arm_with_AI_in_an_order_of_each_readers_own()
    {
        var sessions = Allocation.Draw(Of(new StudyDesign(), readers: 4, training: 8));

        var training = sessions.Where(s => s.Kind == SessionKind.Training).ToList();
        Assert.Equal([1, 4, 7, 10], training.Select(s => s.Number));
        Assert.All(training, s => Assert.Equal((0, "aided", 8), (s.Period, s.ArmId, s.Places.Select(p => p.CaseId).Distinct().Count())));
        Assert.Equal(4, training.Select(s => string.Join(',', s.Places.Select(p => p.CaseId))).Distinct().Count());
        Assert.Empty(
            training
                .SelectMany(s => s.Places.Select(p => p.CaseId))
                .Intersect(Pivotal(sessions).SelectMany(s => s.Places.Select(p => p.CaseId)))
        );
    }

    private static IEnumerable<ulong> Seeds(int count) => Enumerable.Range(1, count).Select(i => (ulong)i);

    /// <summary>Which cases, whatever their order.</summary>
    private static string Key(IEnumerable<AllocatedPlace> places) => string.Join(',', places.Select(p => NumberOf(p.CaseId)).Order());

    /// <summary>Each of so many values occurs equally often, to within one.</summary>
    private static void AssertEven<T>(IEnumerable<T> values, int of)
        where T : notnull
    {
        var all = values.ToList();
        var counts = all.CountBy(v => v).Select(c => c.Value).ToList();
        Assert.InRange(counts.Max(), 0, (all.Count + of - 1) / of);
        Assert.InRange(counts.Count == of ? counts.Min() : 0, all.Count / of, all.Count);
    }
}
