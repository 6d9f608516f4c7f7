using ReaderStudy.Domain.Conduct;
using static ReaderStudy.Domain.Tests.Rules;

namespace ReaderStudy.Domain.Tests.Conduct;

public sealed class QueryTests
{
    private static readonly Guid Reader = Guid.CreateVersion7();
    private static readonly Guid Coordinator = Guid.CreateVersion7();
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [Fact]
    public void A_query_goes_from_open_to_answered_to_closed_and_is_opened_again_with_a_reason()
    {
        var query = OfReader();
        Assert.Equal(QueryState.Open, query.State);

        query.Answer(QuerySide.Coordinator, "Reload the page.", Coordinator, Now);
        Assert.Equal(QueryState.Answered, query.State);
        query.Close(QuerySide.Reader, "", Reader, Now);
        Assert.False(query.IsPending);
        Broken(Query.ReasonIsGiven, () => query.Reopen(QuerySide.Reader, "again", Reader, Now));
        query.Reopen(QuerySide.Reader, "They are gone again.", Reader, Now);

        Assert.Equal(QueryState.Open, query.State);
        Assert.Equal([1, 2, 3, 4], query.Messages.Select(m => m.Number));
    }

    [Fact]
    public void Only_the_side_that_was_asked_answers_and_only_while_it_is_open()
    {
        var query = OfReader();

        Broken(Query.OtherSideAnswers, () => query.Answer(QuerySide.Reader, "I know it myself.", Reader, Now));
        query.Answer(QuerySide.Coordinator, "Yes.", Coordinator, Now);
        Broken(Query.OpenIsAnswered, () => query.Answer(QuerySide.Coordinator, "And yes.", Coordinator, Now));
    }

    [Fact]
    public void An_open_query_is_withdrawn_by_who_asked_and_an_answered_one_closed_by_a_coordinator_too()
    {
        var query = OfReader();

        Broken(Query.AskerCloses, () => query.Close(QuerySide.Coordinator, "No time.", Coordinator, Now));
        query.Answer(QuerySide.Coordinator, "Yes.", Coordinator, Now);
        query.Close(QuerySide.Coordinator, "", Coordinator, Now);

        Assert.Equal(QueryState.Closed, query.State);
        Broken(Query.AskerCloses, () => query.Close(QuerySide.Reader, "", Reader, Now));
        Assert.Equal(QueryState.Closed, OfReader().Close(QuerySide.Reader, "It works now.", Reader, Now).Leads);
    }

    [Fact]
    public void Something_is_said()
    {
        Broken(Query.TextIsGiven, () => OfReader(" "));
        Broken(Query.TextIsGiven, () => OfReader(new string('a', Query.LongestText + 1)));
    }

    private static Query OfReader(string text = "The arterial phase does not load.") =>
        Query.About(
            (Guid.CreateVersion7(), 1),
            (Guid.CreateVersion7(), Guid.CreateVersion7(), 3),
            QueryKind.ImagesDidNotLoad,
            QuerySide.Reader,
            text,
            Reader,
            Now
        );
}
