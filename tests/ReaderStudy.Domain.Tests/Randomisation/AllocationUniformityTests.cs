using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Studies;
using static ReaderStudy.Domain.Tests.Randomisation.AllocationSample;

namespace ReaderStudy.Domain.Tests.Randomisation;

/// <summary>
/// 10,000 allocations of a small study by design, seeds 1 to 10,000: positions, first arms and parts are uniform. Each count is compared with
/// the uniform one by chi-square; the bound is the point that a chi-square variable of its degrees of freedom passes with probability 2e-8
/// (standard normal 5.5, Wilson and Hilferty 1931), so that of all the counts here (some 500; Bonferroni) one passes it by chance with
/// probability below 1e-5. The seeds are fixed: what passes once passes always. Were shares wrong by a tenth, a chi-square would grow by
/// about 100; the bounds are 38 at 1 degree of freedom and 56 at 9.
/// </summary>
public sealed class AllocationUniformityTests
{
    private const int Draws = 10_000;

    [Fact]
    public void Fully_crossed_positions_and_first_arms_are_uniform()
    {
        var counts = Over(s => Of(new StudyDesign(), s, readers: 4, cases: 8), 8, ["unaided", "aided"]);

        counts.AssertUniform("position:", 4 * 2 * 8, 7);
        counts.AssertUniform("arm in period", 4 * 2, 1);
    }

    [Fact]
    public void Fully_crossed_in_blocks_of_strata_with_three_arms_positions_and_arms_are_uniform()
    {
        // Blocks of 4 in 10 cases: the last block is short, the strata do not divide evenly, and yet every place is as likely as every other.
        var design = new StudyDesign { Strata = [Stratum.Class], BlockSize = 4 };

        var counts = Over(s => Of(design, s, 5, 9, 1, 0, Unaided, Aided, LowDose), 10, ["unaided", "aided", "low-dose"]);

        counts.AssertUniform("position:", 5 * 3 * 10, 9);
        counts.AssertUniform("arm in period", 5 * 3, 2);
    }

    [Fact]
    public void Crossover_parts_positions_and_first_arms_are_uniform()
    {
        var design = new StudyDesign { Kind = DesignKind.Crossover, Strata = [Stratum.Group] };

        var counts = Over(s => Of(design, s, readers: 3, cases: 8), 4, ["unaided", "aided"]);

        counts.AssertUniform("position:", 3 * 2 * 8, 3);
        counts.AssertUniform("arm of case in period", 3 * 8, 1);
        counts.AssertUniform("first arm", 3, 1);
    }

    [Fact]
    public void Sequential_positions_are_uniform_and_every_case_is_kept_unaided_equally_often()
    {
        // 8 cases, half of them unaided for each of 3 readers.
        var design = new StudyDesign
        {
            Kind = DesignKind.Sequential,
            UnaidedOnlyPercent = 50,
            Strata = [Stratum.Group],
        };

        var counts = Over(s => Of(design, s, readers: 3, cases: 8), 8, ["unaided"]);

        counts.AssertUniform("position:", 3 * 8, 7);
        counts.AssertUniform("revealed", 3 * 8, 1);
    }

    [Fact]
    public void Split_plot_groups_arms_and_positions_are_uniform()
    {
        var byReaders = Over(
            s => Of(new StudyDesign { Kind = DesignKind.SplitPlotReaders }, s, readers: 5, cases: 6),
            6,
            ["unaided", "aided"]
        );
        var byCases = Over(
            s => Of(new StudyDesign { Kind = DesignKind.SplitPlotCases, Strata = [Stratum.Group] }, s, readers: 5, cases: 8),
            4,
            ["unaided", "aided"]
        );

        byReaders.AssertUniform("first arm", 5, 1);
        byReaders.AssertUniform("position of case", 5 * 6, 5);
        byCases.AssertUniform("first arm", 5, 1);
        byCases.AssertUniform("reads case", 5 * 8, 1);
        byCases.AssertUniform("position of case", 5 * 8, 3);
    }

    [Fact]
    public void With_hidden_repeats_every_case_is_repeated_equally_often_and_no_case_stands_earlier_than_another()
    {
        var design = new StudyDesign { HiddenRepeats = 2, RepeatDistance = 3 };
        var repeated = new int[9];
        var counts = new Counts();
        for (ulong seed = 1; seed <= Draws; seed++)
        {
            var block = BlockOf(Allocation.Draw(Of(design, seed, readers: 1, cases: 8)), 1, "aided");
            block.Where(p => p.Attempt == 2).ToList().ForEach(p => repeated[NumberOf(p.CaseId)]++);
            var firsts = block.Where(p => p.Attempt == 1).ToList();
            for (var i = 0; i < firsts.Count; i++)
            {
                counts.Add($"rank of case {NumberOf(firsts[i].CaseId)}", i, 8);
            }
        }

        counts.AssertUniform("rank of case", 8, 7);
        // 2 of 8 a draw: 2,500 expected of each; 12 % is over 5.5 standard deviations of √(10,000 × ¼ × ¾) = 43.
        Assert.All(repeated.Skip(1), r => Assert.InRange(r, 2500 - 238, 2500 + 238));
    }

    [Fact]
    public void Two_blocks_of_a_study_have_nothing_to_do_with_each_other()
    {
        // Position of case 1 in two blocks together: 64 cells. The same reader's two arms, and the same arm of two readers.
        var counts = new Counts();
        for (ulong seed = 1; seed <= Draws; seed++)
        {
            var sessions = Allocation.Draw(Of(new StudyDesign(), seed, readers: 2, cases: 8));
            int At(int reader, string arm) => BlockOf(sessions, reader, arm).FindIndex(p => NumberOf(p.CaseId) == 1);
            counts.Add("joint: arms", (At(1, "unaided") * 8) + At(1, "aided"), 64);
            counts.Add("joint: readers", (At(1, "aided") * 8) + At(2, "aided"), 64);
            counts.Add("joint: order and arm", (At(1, "aided") * 2) + (SequenceOf(sessions, 1)[0] == 'a' ? 1 : 0), 16);
        }

        counts.AssertUniform("joint: arms", 1, 63);
        counts.AssertUniform("joint: readers", 1, 63);
        counts.AssertUniform("joint: order and arm", 1, 15);
    }

    /// <summary>Counts what there is to count in every draw.</summary>
    private static Counts Over(Func<ulong, AllocationInput> of, int places, string[] arms)
    {
        var counts = new Counts();
        for (ulong seed = 1; seed <= Draws; seed++)
        {
            var input = of(seed);
            var sessions = Allocation.Draw(input);
            foreach (var reader in sessions.GroupBy(s => NumberOf(s.ReaderId)))
            {
                counts.Add($"first arm of {reader.Key}", Array.IndexOf(arms, reader.First().ArmId), arms.Length);
                foreach (var session in reader)
                {
                    counts.Add($"arm in period {session.Period} of {reader.Key}", Array.IndexOf(arms, session.ArmId), arms.Length);
                    for (var i = 0; i < session.Places.Count; i++)
                    {
                        var one = NumberOf(session.Places[i].CaseId);
                        counts.Add($"position: {reader.Key} {session.ArmId} {one}", i, places);
                        if (session.Period == 1)
                        {
                            counts.Add($"position of case {one} for {reader.Key}", i, places);
                            counts.Add($"arm of case in period 1: {reader.Key} {one}", Array.IndexOf(arms, session.ArmId), arms.Length);
                        }

                        counts.Add($"revealed: {reader.Key} {one}", session.Places[i].IsRevealed ? 1 : 0, 2);
                    }
                }

                var read = reader.SelectMany(s => s.Places).Select(p => NumberOf(p.CaseId)).ToHashSet();
                foreach (var one in input.Cases)
                {
                    counts.Add($"reads case: {reader.Key} {NumberOf(one.Id)}", read.Contains(NumberOf(one.Id)) ? 1 : 0, 2);
                }
            }
        }

        return counts;
    }

    private sealed class Counts
    {
        private readonly Dictionary<string, int[]> _counts = [];

        public void Add(string what, int value, int of)
        {
            if (!_counts.TryGetValue(what, out var cells))
            {
                _counts.Add(what, cells = new int[of]);
            }

            cells[value]++;
        }

        /// <summary>All the counts whose name begins so; there must be as many as said.</summary>
        public void AssertUniform(string what, int number, int degrees)
        {
            var found = _counts.Where(c => c.Key.StartsWith(what, StringComparison.Ordinal)).ToList();
            Assert.Equal(number, found.Count);
            var root = 1 - (2.0 / (9 * degrees)) + (5.5 * Math.Sqrt(2.0 / (9 * degrees)));
            foreach (var (name, cells) in found)
            {
                Assert.Equal(degrees, cells.Length - 1);
                var expected = cells.Sum() / (double)cells.Length;
                var chiSquare = cells.Sum(c => (c - expected) * (c - expected) / expected);
                Assert.True(chiSquare < degrees * root * root * root, $"{name}: {chiSquare:0.0} from {string.Join(' ', cells)}");
            }
        }
    }
}
