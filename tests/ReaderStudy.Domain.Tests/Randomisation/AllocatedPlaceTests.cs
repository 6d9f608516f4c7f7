using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using static ReaderStudy.Domain.Tests.Randomisation.AllocationSample;

namespace ReaderStudy.Domain.Tests.Randomisation;

/// <summary>What stands at the places of a session: order, repeats, catch cases, what is revealed.</summary>
public sealed class AllocatedPlaceTests
{
    [Fact]
    public void Stretches_of_the_order_hold_every_stratum_in_proportion()
    {
        // Two strata: every beginning of the order, and so every stretch of it, has its share to within one. More: to within two.
        foreach (var (strata, bound) in new[] { (new[] { Stratum.Group }, 1.0), (new[] { Stratum.Class, Stratum.Centre }, 2.0) })
        {
            for (ulong seed = 1; seed <= 50; seed++)
            {
                var input = Of(new StudyDesign { Strata = strata, BlockSize = 8 }, seed, cases: 53);
                foreach (var session in Allocation.Draw(input))
                {
                    foreach (var stratum in Strata.Cells(input.Cases, input).Select(cell => cell.Select(c => c.Id).ToHashSet()))
                    {
                        foreach (var stretch in session.Places.Chunk(8))
                        {
                            var share = stretch.Length * stratum.Count / 53.0;
                            var there = stretch.Count(p => stratum.Contains(p.CaseId));
                            Assert.True(Math.Abs(there - share) < bound + 1e-9, $"seed {seed}: {there} of {share:0.00}");
                        }
                    }
                }
            }
        }
    }

    [Fact]
    public void Hidden_repeats_stand_in_the_same_block_at_least_the_distance_after_the_first_reading()
    {
        foreach (var (name, of) in All)
        {
            for (ulong seed = 1; seed <= 30; seed++)
            {
                var input = of(seed);
                var sessions = Allocation.Draw(input);
                var repeats = 0;
                foreach (var block in Pivotal(sessions).GroupBy(s => (s.ReaderId, s.ArmId, s.Period)))
                {
                    var places = block.OrderBy(s => s.Number).SelectMany(s => s.Places).ToList();
                    foreach (var (repeat, at) in places.Select((p, i) => (p, i)).Where(p => p.p.Attempt == 2))
                    {
                        var first = places.FindIndex(p => p.CaseId == repeat.CaseId && p.Attempt == 1);
                        Assert.InRange(at - first, Math.Max(1, input.Design.RepeatDistance), places.Count);
                        Assert.Equal(places[first] with { Attempt = 2 }, repeat);
                        repeats++;
                    }
                }

                var armsPerReader = input.Design.Kind switch
                {
                    DesignKind.FullyCrossed or DesignKind.Crossover or DesignKind.SplitPlotCases => input.Arms.Count,
                    DesignKind.Sequential or DesignKind.SplitPlotReaders => 1,
                };
                Assert.True(repeats == input.Design.HiddenRepeats * input.Readers.Count * armsPerReader, name);
                Assert.All(sessions.SelectMany(s => s.Places), p => Assert.InRange(p.Attempt, 1, 2));
            }
        }
    }

    [Fact]
    public void Only_test_cases_are_repeated()
    {
        for (ulong seed = 1; seed <= 50; seed++)
        {
            var input = Of(new StudyDesign { HiddenRepeats = 4, RepeatDistance = 2 }, seed, cases: 8, catches: 4);
            var test = input.Cases.Where(c => c.Purpose == CasePurpose.Test).Select(c => c.Id).ToHashSet();

            Assert.All(Allocation.Draw(input).SelectMany(s => s.Places).Where(p => p.Attempt == 2), p => Assert.Contains(p.CaseId, test));
        }
    }

    [Fact]
    public void A_catch_case_shows_a_class_of_another_group_in_arms_with_AI_alone_and_the_same_to_all()
    {
        var drawn = new HashSet<(int Case, string Sham)>();
        for (ulong seed = 1; seed <= 100; seed++)
        {
            var input = Of(new StudyDesign(), seed, cases: 8, catches: 4);
            var cases = input.Cases.ToDictionary(c => c.Id);
            var sessions = Allocation.Draw(input);
            foreach (var (session, place) in sessions.SelectMany(s => s.Places.Select(p => (s, p))))
            {
                var isSham = session.ArmId == "aided" && cases[place.CaseId].Purpose == CasePurpose.Catch;
                Assert.Equal(isSham, place.ShamClassId is not null);
                if (place.ShamClassId is { } sham)
                {
                    Assert.NotEqual(Classes.Find(cases[place.CaseId].ClassId!)!.Group, Classes.Find(sham)!.Group);
                    drawn.Add((NumberOf(place.CaseId), sham));
                }
            }

            var shams = sessions.SelectMany(s => s.Places).Where(p => p.ShamClassId is not null);
            Assert.All(shams.GroupBy(p => p.CaseId), c => Assert.Single(c.Select(p => p.ShamClassId).Distinct()));
        }

        // Four catch cases, two classes of the other group each: all of them come.
        Assert.Equal(8, drawn.Count);
    }

    [Theory]
    [InlineData(2, 50)]
    [InlineData(3, 25)]
    [InlineData(3, 66)]
    [InlineData(6, 80)]
    [InlineData(5, 1)]
    [InlineData(4, 0)]
    public void Sequential_keeps_a_share_of_cases_unaided_for_each_reader_and_reveals_every_case_to_somebody(int readers, int percent)
    {
        for (ulong seed = 1; seed <= 50; seed++)
        {
            var design = new StudyDesign
            {
                Kind = DesignKind.Sequential,
                UnaidedOnlyPercent = percent,
                Strata = [Stratum.Group],
            };
            var input = Of(design, seed, readers, cases: 37, catches: 3);
            var sessions = Allocation.Draw(input);

            Assert.All(sessions, s => Assert.Equal(("unaided", "aided", 1), (s.ArmId, s.RevealArmId, s.Period)));
            var hidden = sessions.SelectMany(s => s.Places.Where(p => !p.IsRevealed).Select(p => (s.ReaderId, p.CaseId))).ToList();
            // Rounded down: 50 % of 37 is 18, 25 % is 9, 66 % is 24, 80 % is 29, 1 % is none.
            Assert.All(sessions, s => Assert.Equal(percent * 37 / 100, s.Places.Count(p => !p.IsRevealed)));
            var perCase = input.Cases.Where(c => c.Purpose == CasePurpose.Test).Select(c => hidden.Count(h => h.CaseId == c.Id)).ToList();
            Assert.InRange(perCase.Max(), 0, readers - 1);
            Assert.InRange(perCase.Max() - perCase.Min(), 0, 1);
            Assert.DoesNotContain(hidden, h => input.Cases.Single(c => c.Id == h.CaseId).Purpose == CasePurpose.Catch);
            Assert.All(
                sessions.SelectMany(s => s.Places),
                p => Assert.Equal(input.Cases.Single(c => c.Id == p.CaseId).Purpose == CasePurpose.Catch, p.ShamClassId is not null)
            );
        }
    }

    [Fact]
    public void What_is_drawn_is_what_a_session_stores()
    {
        var drawn = Allocation.Draw(All.Single(a => a.Name == "sequential, everything").Of(5));
        var study = Guid.CreateVersion7();

        foreach (var allocated in drawn)
        {
            var session = new ReadingSession(study, allocated, 5);

            Assert.Equal(
                (allocated.Number, allocated.Kind, allocated.Period, allocated.Part, allocated.ArmId, allocated.RevealArmId, "5"),
                (session.Number, session.Kind, session.Period, session.Part, session.ArmId, session.RevealArmId, session.Seed)
            );
            Assert.Equal(
                allocated.Places,
                session.Places.Select(p => new AllocatedPlace(p.CaseId, p.Attempt, p.IsRevealed, p.ShamClassId))
            );
            Assert.Equal(Enumerable.Range(1, allocated.Places.Count), session.Places.Select(p => p.Position));
        }
    }
}
