using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using static ReaderStudy.Domain.Tests.Rules;

namespace ReaderStudy.Domain.Tests.Readings;

public sealed class SessionStandingTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);
    private readonly ReadingSession _sequential = new(
        Guid.CreateVersion7(),
        new AllocatedSession(
            1,
            Guid.CreateVersion7(),
            SessionKind.Pivotal,
            1,
            1,
            "unaided",
            "aided",
            [new AllocatedPlace(Guid.CreateVersion7()), new AllocatedPlace(Guid.CreateVersion7(), IsRevealed: false)]
        ),
        3
    );

    [Fact]
    public void A_revealed_place_is_read_twice_and_one_that_stays_unaided_once()
    {
        Assert.Equal((1, ReadingStage.Unaided), At());
        Assert.Equal((1, ReadingStage.Aided), At(Mark(1, "unaided", ReadingStatus.Locked)));
        var first = new[] { Mark(1, "unaided", ReadingStatus.Locked), Mark(1, "aided", ReadingStatus.Locked) };
        Assert.Equal((2, ReadingStage.Unaided), At(first));
        Assert.Equal((null, null), At([.. first, Mark(2, "unaided", ReadingStatus.Locked)]));
    }

    [Fact]
    public void A_case_that_was_skipped_unaided_is_not_revealed() =>
        Assert.Equal((2, ReadingStage.Unaided), At(Mark(1, "unaided", ReadingStatus.Skipped)));

    [Fact]
    public void A_stage_that_the_session_does_not_have_is_refused()
    {
        var plain = new ReadingSession(Guid.CreateVersion7(), Guid.CreateVersion7(), "unaided", 1, 3, [Guid.CreateVersion7()]);

        Broken(ReadingRoomRules.StageIsKnown, () => SessionStanding.ArmOf(plain, ReadingStage.Aided));
        Broken(ReadingRoomRules.StageIsKnown, () => SessionStanding.ArmOf(_sequential, ReadingStage.Only));
        Assert.Equal("aided", SessionStanding.ArmOf(_sequential, ReadingStage.Aided));
    }

    [Fact]
    public void A_training_that_is_taken_again_has_the_same_cases_in_an_order_that_anyone_can_repeat()
    {
        var cases = Enumerable.Range(0, 6).Select(_ => Guid.CreateVersion7()).ToList();
        var training = new ReadingSession(
            Guid.CreateVersion7(),
            new AllocatedSession(
                1,
                Guid.CreateVersion7(),
                SessionKind.Training,
                1,
                1,
                "unaided",
                null,
                [.. cases.Select(c => new AllocatedPlace(c))]
            ),
            99
        );

        var again = training.Again(12, training.Places);

        Assert.Equal(ReadingOrder.Draw(cases, 99, 12), again.Places.Select(p => p.CaseId));
        Assert.Equal((2, 12, SessionKind.Training), (again.Try, again.Number, again.Kind));
    }

    private (int? Position, ReadingStage? Stage) At(params ReadingMark[] marks)
    {
        var standing = new SessionStanding(_sequential, marks);
        return (standing.Position, standing.Position is { } p ? standing.StageAt(_sequential.Places[p - 1]) : null);
    }

    private ReadingMark Mark(int position, string arm, ReadingStatus status) =>
        new(_sequential.Id, _sequential.Places[position - 1].CaseId, 1, arm, status, Now, Now);
}
