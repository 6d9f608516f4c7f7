using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Tests.Readings;

public sealed class OpeningRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 20, 0, TimeSpan.Zero);
    private static readonly Guid Study = Guid.CreateVersion7();
    private static readonly Guid Reader = Guid.CreateVersion7();
    private static readonly Guid One = Guid.CreateVersion7();
    private static readonly Guid Two = Guid.CreateVersion7();
    private static readonly Protocol Plain = ProtocolJson.Template("liver-lesion") with
    {
        Arms = [new Arm("unaided", "Unaided"), new Arm("aided", "Aided", true) { Model = "m" }],
        Reading = new ReadingRules(),
    };

    [Fact]
    public void A_case_opens_in_another_arm_when_the_washout_after_its_lock_is_over_and_not_a_second_earlier()
    {
        var (first, second) = (Session(1, 1, "unaided", One), Session(2, 2, "aided", One));
        var record = Record(Plain, [first, second], Locked(first, One, Start));

        var early = Decide(record, second, 1, Start.AddDays(28).AddSeconds(-1));

        Assert.Equal(OpeningRules.Washout, early!.Rule);
        // By hand: 2 March 09:20 and 28 days is 30 March 09:20; told as the next full hour.
        Assert.Equal(new DateTimeOffset(2026, 3, 30, 10, 0, 0, TimeSpan.Zero), early.OpensAt);
        Assert.Contains("30 Mar 2026, 10:00 UTC", early.Detail, StringComparison.Ordinal);
        Assert.Null(Decide(record, second, 1, Start.AddDays(28)));
    }

    [Fact]
    public void Washout_counts_from_the_later_of_two_readings_in_the_other_arm()
    {
        var first = Session(1, 1, "unaided", (One, 1), (One, 2));
        var second = Session(2, 2, "aided", One);
        var repeat = Locked(first, One, Start.AddDays(3)) with { Attempt = 2 };
        var record = Record(Plain, [first, second], Locked(first, One, Start), repeat);

        Assert.Equal(OpeningRules.Washout, Decide(record, second, 1, Start.AddDays(30))!.Rule);
        Assert.Null(Decide(record, second, 1, Start.AddDays(31)));
    }

    [Fact]
    public void A_hidden_repeat_in_the_same_arm_and_the_places_of_a_sequential_session_wait_for_nothing()
    {
        var repeated = Session(1, 1, "unaided", (One, 1), (One, 2));
        var sequential = new ReadingSession(
            Study,
            new AllocatedSession(
                1,
                Reader,
                SessionKind.Pivotal,
                1,
                1,
                "unaided",
                "aided",
                [new AllocatedPlace(One), new AllocatedPlace(One, 2)]
            ),
            7
        );

        Assert.Null(Decide(Record(Plain, [repeated], Locked(repeated, One, Start)), repeated, 2, Start));
        var both = new[] { Locked(sequential, One, Start), Locked(sequential, One, Start) with { ArmId = "aided" } };
        Assert.Null(Decide(Record(Plain, [sequential], both), sequential, 2, Start));
    }

    [Fact]
    public void A_later_period_waits_for_every_case_of_the_earlier_one_and_a_skipped_case_is_done()
    {
        var first = Session(1, 1, "unaided", One, Two);
        var second = Session(2, 2, "unaided", One);
        var half = Locked(first, One, Start);
        var skipped = Locked(first, Two, Start) with { Status = ReadingStatus.Skipped };

        var refused = Decide(Record(Plain, [first, second], half), second, 1, Start);

        Assert.Equal((OpeningRules.PeriodFirst, "1 case is left in them."), (refused!.Rule, refused.Detail));
        Assert.Null(Decide(Record(Plain, [first, second], half, skipped), second, 1, Start));
    }

    [Fact]
    public void Sessions_of_a_period_are_read_by_number_and_a_deviation_sets_that_aside()
    {
        var (first, second, next) = (Session(1, 1, "unaided", One), Session(2, 1, "unaided", Two), Session(3, 2, "aided", One));
        var unread = Record(Plain, [first, second, next]);
        var deviation = Deviation.Request(
            Study,
            OpeningRules.OneAfterTheOther,
            Reader,
            second.Id,
            null,
            "The first part is lost.",
            Reader,
            Start
        );
        deviation.Decide(approve: true, "Agreed, it is reported.", Guid.CreateVersion7(), Start);

        var refused = Decide(unread, second, 1, Start);

        Assert.Equal((OpeningRules.OneAfterTheOther, "1 case is left in it."), (refused!.Rule, refused.Detail));
        Assert.Null(Decide(unread, first, 1, Start));
        Assert.Equal(OpeningRules.PeriodFirst, Decide(unread, next, 1, Start)!.Rule);
        Assert.Null(Decide(Record(Plain, [first, second, next], Locked(first, One, Start)), second, 1, Start));
        Assert.Null(Decide(unread with { Deviations = [deviation] }, second, 1, Start));
    }

    [Fact]
    public void The_first_case_of_a_session_waits_for_the_rest_and_the_others_do_not()
    {
        var protocol = Plain with { Reading = new ReadingRules { RestHours = 12 } };
        var (first, second) = (Session(1, 1, "unaided", One), Session(2, 1, "unaided", Two, Guid.CreateVersion7()));
        var rested = Record(protocol, [first, second], Locked(first, One, Start));
        var begun = Record(protocol, [first, second], Locked(first, One, Start), Locked(second, Two, Start));

        var refused = Decide(rested, second, 1, Start.AddHours(11));

        Assert.Equal((OpeningRules.Rest, Start.AddHours(12).AddMinutes(40)), (refused!.Rule, refused.OpensAt));
        Assert.Null(Decide(rested, second, 1, Start.AddHours(12)));
        Assert.Null(Decide(begun, second, 2, Start));
    }

    [Theory]
    [InlineData(7, 10, false)]
    [InlineData(8, 10, true)]
    [InlineData(0, 0, false)]
    public void Pivotal_cases_wait_for_a_training_that_is_passed(int right, int scored, bool opens)
    {
        var protocol = Plain with
        {
            Training = new TrainingPlan { Task = "malignancy", RequiredPercent = 80 },
        };
        var training = Training(1, 1);
        var pivotal = Session(2, 1, "unaided", Two);
        var record = Record(protocol, [training, pivotal], Locked(training, One, Start)) with
        {
            Training = new Dictionary<Guid, TrainingScore> { [training.Id] = new(right, scored) },
        };

        Assert.Equal(opens ? null : OpeningRules.TrainingFirst, Decide(record, pivotal, 1, Start)?.Rule);
        Assert.Null(Decide(record, training, 1, Start));
    }

    [Fact]
    public void Of_a_training_that_was_taken_again_the_last_try_counts()
    {
        var protocol = Plain with
        {
            Training = new TrainingPlan { Task = "malignancy", RequiredPercent = 80 },
        };
        var (first, again, pivotal) = (Training(1, 1), Training(3, 2), Session(2, 1, "unaided", Two));
        var scores = new Dictionary<Guid, TrainingScore> { [first.Id] = new(1, 10), [again.Id] = new(9, 10) };
        var unfinished = Record(protocol, [first, pivotal, again], Locked(first, One, Start)) with { Training = scores };
        var finished = Record(
            protocol,
            [first, pivotal, again],
            Locked(first, One, Start),
            Locked(again, One, Start) with
            {
                Attempt = 2,
            }
        ) with
        {
            Training = scores,
        };

        Assert.Equal(OpeningRules.TrainingFirst, Decide(unfinished, pivotal, 1, Start)?.Rule);
        Assert.Null(Decide(finished, pivotal, 1, Start));
    }

    [Fact]
    public void Nothing_opens_before_the_instructions_are_acknowledged_where_the_protocol_asks_for_that()
    {
        var protocol = Plain with { Reading = new ReadingRules { AcknowledgeInstructions = true } };
        var session = Session(1, 1, "unaided", One);
        var record = Record(protocol, [session]);

        Assert.Equal(OpeningRules.InstructionsFirst, Decide(record with { InstructionsAcknowledged = false }, session, 1, Start)!.Rule);
        Assert.Null(Decide(record, session, 1, Start));
    }

    [Fact]
    public void A_reader_begins_after_a_screen_was_checked_and_one_who_has_begun_goes_on_without()
    {
        var protocol = Plain with { Reading = new ReadingRules { SiteCheck = true } };
        var session = Session(1, 1, "unaided", One, Two);
        var fresh = Record(protocol, [session]);
        var begun = Record(protocol, [session], Locked(session, One, Start));

        Assert.Equal(OpeningRules.SiteCheckFirst, Decide(fresh, session, 1, Start)!.Rule);
        Assert.Null(Decide(fresh with { ScreenChecked = true }, session, 1, Start));
        // Asked for by an amendment in the middle of a session: it is not stopped.
        Assert.Null(Decide(begun, session, 2, Start));
    }

    [Fact]
    public void An_approved_deviation_opens_the_place_it_names_and_no_other()
    {
        var (first, second) = (Session(1, 1, "unaided", One, Two), Session(2, 2, "aided", One, Two));
        var record = Record(Plain, [first, second], Locked(first, One, Start), Locked(first, Two, Start));
        var deviation = Deviation.Request(Study, OpeningRules.Washout, Reader, second.Id, 1, "The reader leaves on Friday", Reader, Start);
        var asked = record with { Deviations = [deviation] };
        Assert.Equal(OpeningRules.Washout, Decide(asked, second, 1, Start)!.Rule);

        deviation.Decide(approve: true, "Agreed by the committee", Guid.CreateVersion7(), Start);

        Assert.Null(Decide(asked, second, 1, Start));
        Assert.Equal([deviation], OpeningRules.Decide(asked, second, second.Places[0], Start).SetAside);
        Assert.Equal(OpeningRules.Washout, Decide(asked, second, 2, Start)!.Rule);
    }

    private static OpeningRefusal? Decide(ReaderRecord record, ReadingSession session, int position, DateTimeOffset now) =>
        OpeningRules.Decide(record, session, session.Places[position - 1], now).Refusal;

    private static ReaderRecord Record(Protocol protocol, ReadingSession[] sessions, params ReadingMark[] marks) =>
        new(protocol, sessions, marks, true, new Dictionary<Guid, TrainingScore>(), []);

    private static ReadingSession Session(int number, int period, string arm, params Guid[] cases) =>
        Session(number, period, arm, [.. cases.Select(c => (c, 1))]);

    private static ReadingSession Session(int number, int period, string arm, params (Guid Case, int Attempt)[] places) =>
        new(
            Study,
            new AllocatedSession(
                number,
                Reader,
                SessionKind.Pivotal,
                period,
                1,
                arm,
                null,
                places.Select(p => new AllocatedPlace(p.Case, p.Attempt)).ToList()
            ),
            7
        );

    private static ReadingSession Training(int number, int attempt) =>
        new(
            Study,
            new AllocatedSession(number, Reader, SessionKind.Training, 1, 1, "unaided", null, [new AllocatedPlace(One, attempt)]),
            7
        );

    private static ReadingMark Locked(ReadingSession session, Guid caseId, DateTimeOffset at) =>
        new(session.Id, caseId, 1, session.ArmId, ReadingStatus.Locked, at.AddMinutes(-2), at);
}
