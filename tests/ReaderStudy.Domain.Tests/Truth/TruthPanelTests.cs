using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Domain.Truth;

namespace ReaderStudy.Domain.Tests.Truth;

public sealed class TruthPanelTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);
    private static readonly Guid Case = Guid.CreateVersion7();
    private static readonly Guid[] People = [.. Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7())];

    private readonly List<TruthVote> _votes = [];

    [Fact]
    public void Two_equal_first_votes_are_the_truth()
    {
        Vote(TruthRule.TwoPlusOne, 3, 0, "HCC");
        Assert.Equal(PanelState.FirstVotes, Panel(TruthRule.TwoPlusOne, 3).State);
        Vote(TruthRule.TwoPlusOne, 3, 1, "HCC");

        var panel = Panel(TruthRule.TwoPlusOne, 3);
        var truth = ReferenceStandard.Of(panel, Case, 1, Now);

        Assert.Equal((PanelState.Decided, "HCC", 2), (panel.State, panel.ClassId, panel.Deciding.Count));
        Assert.Equal(("HCC", "Panel 2+1: two votes agreed", null), (truth.ClassId, truth.Source, truth.RecordedBy));
        Assert.All(People[..3], p => Assert.Equal(TrutherTask.Nothing, panel.TaskOf(p)));
    }

    [Fact]
    public void Of_two_that_differ_a_third_decides_and_never_one_of_the_two()
    {
        Vote(TruthRule.TwoPlusOne, 3, 0, "HCC");
        Vote(TruthRule.TwoPlusOne, 3, 2, "ICC");
        var panel = Panel(TruthRule.TwoPlusOne, 3);

        Assert.Equal(PanelState.Differs, panel.State);
        Assert.Equal([TrutherTask.Wait, TrutherTask.VoteAgain, TrutherTask.Wait], new[] { 0, 1, 2 }.Select(i => panel.TaskOf(People[i])));
        Rules.Broken(TruthPanel.VotesAreKept, () => panel.SeatOf(People[0]));

        Vote(TruthRule.TwoPlusOne, 3, 1, "MET", "rim enhancement");
        var decided = Panel(TruthRule.TwoPlusOne, 3);

        Assert.Equal((PanelState.Decided, "MET", People[1]), (decided.State, decided.ClassId, decided.Deciding.Single().TrutherId));
        Assert.Equal("Panel 2+1: two votes differed, a third decided", decided.Source);
    }

    [Fact]
    public void First_votes_are_shown_to_nobody_until_both_are_there()
    {
        Assert.Empty(Panel(TruthRule.TwoPlusOne, 3).ShownVotes);
        Vote(TruthRule.TwoPlusOne, 3, 0, "HCC");
        Assert.Empty(Panel(TruthRule.TwoPlusOne, 3).ShownVotes);
        Vote(TruthRule.TwoPlusOne, 3, 1, "ICC");

        Assert.Equal(2, Panel(TruthRule.TwoPlusOne, 3).ShownVotes.Count);
    }

    [Fact]
    public void The_order_in_which_two_votes_are_shown_does_not_tell_who_came_first()
    {
        // 400 cases: were the order free of time, the first vote stands first in 200 +- 10 of them (binomial, s = 10): within 150 to 250.
        var first = 0;
        for (var i = 0; i < 400; i++)
        {
            _votes.Clear();
            Vote(TruthRule.TwoPlusOne, 3, 0, "HCC");
            Vote(TruthRule.TwoPlusOne, 3, 1, "ICC");
            first += Panel(TruthRule.TwoPlusOne, 3).ShownVotes[0].TrutherId == People[0] ? 1 : 0;
        }

        Assert.InRange(first, 150, 250);
    }

    [Fact]
    public void Nobody_votes_twice_in_a_round_and_a_third_does_not_vote_before_the_two_differ()
    {
        Vote(TruthRule.TwoPlusOne, 4, 0, "HCC");
        Rules.Broken(TruthPanel.VotesAreKept, () => Panel(TruthRule.TwoPlusOne, 4).SeatOf(People[0]));
        Vote(TruthRule.TwoPlusOne, 4, 1, "HCC");
        Rules.Broken(TruthPanel.NotYourTurn, () => Panel(TruthRule.TwoPlusOne, 4).SeatOf(People[2]));
        Rules.Broken(TruthPanel.NotYourTurn, () => Panel(TruthRule.TwoPlusOne, 4).SeatOf(Guid.CreateVersion7()));
    }

    [Fact]
    public void Consensus_goes_on_round_by_round_until_all_say_the_same()
    {
        string[][] rounds =
        [
            ["HCC", "ICC", "HCC"],
            ["HCC", "HCC", "ICC"],
            ["HCC", "HCC", "HCC"],
        ];
        foreach (var (classes, index) in rounds.Select((r, i) => (r, i)))
        {
            for (var person = 0; person < 3; person++)
            {
                var panel = Panel(TruthRule.Consensus, 3);
                Assert.Equal(index == 0 ? TrutherTask.Vote : TrutherTask.VoteAgain, panel.TaskOf(People[person]));
                Vote(TruthRule.Consensus, 3, person, classes[person], "because");
            }
        }

        var decided = Panel(TruthRule.Consensus, 3);
        Assert.Equal((PanelState.Decided, "HCC", 3), (decided.State, decided.ClassId, decided.CompleteRounds));
        Assert.Equal("Panel by consensus: 3 truthers agreed in round 3, 9 votes", decided.Source);
        Assert.Equal(9, _votes.Count);
    }

    [Fact]
    public void In_a_later_round_the_votes_of_the_one_before_are_shown_and_not_those_of_the_round_itself()
    {
        Vote(TruthRule.Consensus, 2, 0, "HCC");
        Vote(TruthRule.Consensus, 2, 1, "ICC");
        Vote(TruthRule.Consensus, 2, 0, "ICC", "second thoughts");

        var shown = Panel(TruthRule.Consensus, 2).ShownVotes;

        Assert.Equal(2, shown.Count);
        Assert.All(shown, v => Assert.Equal(1, v.Round));
    }

    [Fact]
    public void A_truther_who_joins_later_opens_no_decision_again_and_votes_on_what_is_open()
    {
        Vote(TruthRule.Consensus, 2, 0, "HCC");
        Vote(TruthRule.Consensus, 2, 1, "HCC");
        Assert.Equal(PanelState.Decided, Panel(TruthRule.Consensus, 3).State);

        _votes.Clear();
        Vote(TruthRule.Consensus, 2, 0, "HCC");
        Vote(TruthRule.Consensus, 3, 1, "HCC");
        var open = Panel(TruthRule.Consensus, 3);

        Assert.Equal((PanelState.FirstVotes, TrutherTask.Vote), (open.State, open.TaskOf(People[2])));
    }

    [Fact]
    public void Whoever_votes_after_the_others_were_shown_says_why()
    {
        Vote(TruthRule.TwoPlusOne, 3, 0, "HCC");
        Vote(TruthRule.TwoPlusOne, 3, 1, "ICC");

        Rules.Broken(TruthVote.RationaleIsGiven, () => Vote(TruthRule.TwoPlusOne, 3, 2, "HCC", " "));
        Rules.Broken(TruthVote.RationaleIsGiven, () => Vote(TruthRule.TwoPlusOne, 3, 2, "HCC", new string('x', 2001)));
    }

    [Fact]
    public void The_truth_rests_on_what_all_deciding_votes_rest_on_else_on_a_panels_reading()
    {
        Add(new TruthVote(Case, People[0], new(1, 1, 2), "HCC", ReferenceKind.Pathology, new DateOnly(2025, 3, 17), "", Now));
        Add(new TruthVote(Case, People[1], new(1, 2, 2), "HCC", ReferenceKind.Pathology, null, "", Now));
        var same = Panel(TruthRule.TwoPlusOne, 2);
        _votes.RemoveAt(1);
        Add(new TruthVote(Case, People[1], new(1, 2, 2), "HCC", ReferenceKind.FollowUp, new DateOnly(2025, 9, 1), "", Now));
        var mixed = Panel(TruthRule.TwoPlusOne, 2);

        // The day is dropped: it could tell who the patient is.
        Assert.Equal((ReferenceKind.Pathology, new DateOnly(2025, 3, 1)), (same.Kind, same.ReferenceDate));
        Assert.Equal((ReferenceKind.PanelReading, new DateOnly(2025, 9, 1)), (mixed.Kind, mixed.ReferenceDate));
    }

    [Fact]
    public void Where_the_coordinator_records_the_truth_there_is_no_panel() =>
        Rules.Broken(TruthPanel.TruthIsRecorded, () => Panel(TruthRule.Recorded, 3));

    [Theory]
    [InlineData(TruthRule.Recorded, TruthDue.DataLock, "")]
    [InlineData(TruthRule.TwoPlusOne, TruthDue.Sealing, "Draft")]
    [InlineData(TruthRule.Consensus, TruthDue.DataLock, "Draft Sealed Reading")]
    public void Truthers_vote_as_long_as_the_plan_says(TruthRule rule, TruthDue due, string open)
    {
        var plan = new TruthPlan { Rule = rule, Due = due };

        Assert.Equal(open, string.Join(' ', Enum.GetValues<StudyStatus>().Where(plan.IsOpenIn)));
    }

    [Theory]
    [InlineData("2026-03", "2026-03")]
    [InlineData("2026-03-31", "2026-03")]
    [InlineData("March 2026", "")]
    [InlineData("2026-13", "")]
    public void A_reference_date_is_kept_to_the_month(string text, string kept) =>
        Assert.Equal(kept, ReferenceMonth.Write(ReferenceMonth.Read(text)));

    private TruthPanel Panel(TruthRule rule, int truthers) => new(rule, People[..truthers], _votes);

    private void Add(TruthVote vote) => _votes.Add(vote);

    private void Vote(TruthRule rule, int truthers, int person, string classId, string rationale = "") =>
        Add(
            new TruthVote(
                Case,
                People[person],
                Panel(rule, truthers).SeatOf(People[person]),
                classId,
                ReferenceKind.PanelReading,
                null,
                rationale,
                Now.AddSeconds(_votes.Count)
            )
        );
}
