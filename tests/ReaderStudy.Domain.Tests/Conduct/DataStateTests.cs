using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Readings;
using static ReaderStudy.Domain.Tests.Rules;

namespace ReaderStudy.Domain.Tests.Conduct;

public sealed class DataStateTests
{
    private static readonly Guid Study = new("00000000-0000-0000-0000-000000000001");

    [Fact]
    public void The_state_is_the_text_that_its_documentation_gives()
    {
        // Answers {} and nothing said with them: printf '{}\\037\\037\\037' | sha256sum.
        var text = DataState.TextOf(Study, 2, "abc", 3, [Final(2, "{}"), Final(1, "{}")], []);

        Assert.Equal(
            """
            readerstudy-state 1
            study 00000000000000000000000000000001
            protocol 2 abc
            planned 3
            reading 00000000000000000000000000000001 00000000000000000000000000000007 00000000000000000000000000000008 unaided 1 2 Lock addb99e97d42c0b402dec1024166b38a09e09377705c1d19d37b6a818f3a94cc
            reading 00000000000000000000000000000002 00000000000000000000000000000007 00000000000000000000000000000008 unaided 1 2 Lock addb99e97d42c0b402dec1024166b38a09e09377705c1d19d37b6a818f3a94cc

            """.ReplaceLineEndings("\n"),
            text
        );
    }

    [Fact]
    public void Another_answer_another_revision_or_another_deviation_is_another_state()
    {
        var texts = new[]
        {
            DataState.TextOf(Study, 1, "abc", 3, [Final(1, "{}")], []),
            DataState.TextOf(Study, 1, "abc", 3, [Final(1, """{"a":"b"}""")], []),
            DataState.TextOf(Study, 1, "abc", 3, [Final(1, "{}") with { Revision = 3 }], []),
            DataState.TextOf(Study, 1, "abc", 3, [Final(1, "{}")], [Deviation()]),
            DataState.TextOf(Study, 1, "abc", 4, [Final(1, "{}")], []),
        };

        Assert.Equal(texts.Length, texts.Select(DataState.HashOf).Distinct().Count());
    }

    [Fact]
    public void Where_readings_are_missing_the_lock_has_a_reason()
    {
        var whole = new DataState(Study, 3, 2, 1, 3, "hash");
        var partly = whole with { Read = 1 };

        Assert.Null(Locked(whole, " ").Reason);
        Broken(DataLock.ReasonIsGiven, () => Locked(partly, "ill"));
        var kept = Locked(partly, " The reader fell ill. ");
        Assert.Equal((1, "The reader fell ill."), (kept.Missing, kept.Reason));
    }

    [Fact]
    public void Who_asks_for_a_deviation_does_not_decide_it_and_it_is_decided_once()
    {
        var deviation = Deviation();

        Broken(
            Domain.Conduct.Deviation.SecondRole,
            () => deviation.Decide(true, "It is fine by me.", deviation.RequestedBy, DateTimeOffset.UnixEpoch)
        );
        deviation.Decide(false, "The protocol says why.", Guid.CreateVersion7(), DateTimeOffset.UnixEpoch);
        Broken(
            Domain.Conduct.Deviation.DecidedOnce,
            () => deviation.Decide(true, "It is fine by me.", Guid.CreateVersion7(), DateTimeOffset.UnixEpoch)
        );
        Assert.NotEqual(deviation.DecisionSha256(true, "x"), deviation.DecisionSha256(false, "x"));
    }

    private static DataLock Locked(DataState state, string reason) => new(state, reason, 0, "", Guid.Empty, DateTimeOffset.UnixEpoch);

    private static FinalReading Final(int id, string answers) =>
        new(
            new Guid($"00000000-0000-0000-0000-00000000000{id}"),
            new Guid("00000000-0000-0000-0000-000000000007"),
            new Guid("00000000-0000-0000-0000-000000000008"),
            "unaided",
            1,
            2,
            RevisionKind.Lock,
            answers
        );

    private static Deviation Deviation() =>
        Domain.Conduct.Deviation.Request(
            Study,
            OverridableRules.Washout,
            null,
            null,
            null,
            "The reader travels for a month.",
            Guid.CreateVersion7(),
            DateTimeOffset.UnixEpoch
        );
}
