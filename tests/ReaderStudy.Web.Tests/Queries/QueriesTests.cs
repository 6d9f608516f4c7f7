using System.Net;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.Queries;

[Collection(App.Collection)]
public sealed class QueriesTests(App app)
{
    [Fact]
    public async Task A_reader_asks_by_the_place_of_an_opened_case_and_the_coordinator_sees_which_it_is()
    {
        var study = await TestStudy.SealedAsync(app, cases: 3, readers: 2);
        var session = await study.SessionOfAsync(study.Readers[0]);
        using var reader = await app.SignInAsync(study.Readers[0]);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        await study.ReadAsync(study.Readers[0], 1);
        using var room = new ReadingRoom.Room(await app.SignInAsync(study.Readers[0]), session);
        await room.JsonAsync("cases/2");

        using var asked = await AskAsync(reader, session, "The arterial phase stays black.", ("Position", "2"));
        var seen = Visitor.TextOf(await coordinator.PageAsync($"{study.Url}/queries"));
        var query = await OnlyAsync(study);
        using var answered = await coordinator.PostAsync($"{study.Url}/queries/{query.Id}/answer", ("text", "Reload the page, please."));
        var page = await reader.PageAsync($"/sessions/{session}/queries");
        using var closed = await reader.PostAsync($"/sessions/{session}/queries/{query.Id}/close");
        using var reopened = await reader.PostAsync($"/sessions/{session}/queries/{query.Id}/reopen", ("text", "It is black again today."));

        Assert.Equal(
            [HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.Redirect],
            new[] { asked, answered, closed, reopened }.Select(a => a.StatusCode)
        );
        var code = await app.DataAsync(db =>
            (
                from place in db.Set<SessionPlace>()
                join one in db.Cases on place.CaseId equals one.Id
                where place.SessionId == session && place.Position == 2
                select one.Code
            ).SingleAsync()
        );
        Assert.Contains($"Reader 1, period 1, place 2, case {code}", seen, StringComparison.Ordinal);
        Assert.Contains("Case 2", page, StringComparison.Ordinal);
        Assert.Contains("Reload the page, please.", page, StringComparison.Ordinal);
        Assert.All(["C001", "C002", "C003", study.Coordinator.Name], w => Assert.DoesNotContain(w, page, StringComparison.Ordinal));
        Assert.Equal(QueryState.Open, (await OnlyAsync(study)).State);
    }

    [Fact]
    public async Task A_coordinator_asks_from_a_square_and_the_reader_finds_it_under_my_sessions()
    {
        var study = await TestStudy.SealedAsync(app, cases: 3, readers: 1);
        var session = await study.SessionOfAsync(study.Readers[0]);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        using var reader = await app.SignInAsync(study.Readers[0]);

        Assert.Contains(
            $"/queries/new?session={session}&amp;position=2",
            await coordinator.PageAsync($"{study.Url}/progress"),
            StringComparison.Ordinal
        );
        await coordinator.PageAsync($"{study.Url}/queries/new?session={session}&position=2");
        using var asked = await coordinator.PostAsync(
            $"{study.Url}/queries",
            ("Session", session.ToString()),
            ("Position", "2"),
            ("Kind", "AnswerSeemsIncomplete"),
            ("Text", "Was the last question left out on purpose?")
        );
        var sessions = Visitor.TextOf(await reader.PageAsync("/sessions"));
        using var answered = await reader.PostAsync(
            $"/sessions/{session}/queries/{(await OnlyAsync(study)).Id}/answer",
            ("text", "Yes, on purpose.")
        );

        Assert.Contains("Queries: 1 waits for you", sessions, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
    }

    [Fact]
    public async Task Which_case_lies_at_a_place_is_not_told_before_the_drawn_order_is_seen()
    {
        var study = await TestStudy.SealedAsync(app, cases: 3, readers: 1);
        var session = await study.SessionOfAsync(study.Readers[0]);
        await study.ReadAsync(study.Readers[0], 1);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        using var reader = await app.SignInAsync(study.Readers[0]);
        foreach (var place in new[] { "1", "3" })
        {
            using var asked = await coordinator.PostAsync(
                $"{study.Url}/queries",
                ("Session", session.ToString()),
                ("Position", place),
                ("Kind", "Other"),
                ("Text", "Was this one slow?")
            );
        }

        using var unopened = await AskAsync(reader, session, "Is it there at all?", ("Position", "3"));
        var page = Visitor.TextOf(await coordinator.PageAsync($"{study.Url}/queries"));
        Assert.Contains("3. Reader 1, period 1, place 3 ", page, StringComparison.Ordinal);
        Assert.Contains("1. Reader 1, period 1, place 1 ", page, StringComparison.Ordinal);
        Assert.DoesNotContain(", case C0", page, StringComparison.Ordinal);

        foreach (var query in await app.DataAsync(db => db.Queries.Where(q => q.StudyId == study.Id).Select(q => q.Id).ToListAsync()))
        {
            using var closed = await coordinator.PostAsync($"{study.Url}/queries/{query}/close");
            using var closedByReader = await reader.PostAsync($"/sessions/{session}/queries/{query}/close");
        }

        await study.LockDataAsync();
        Assert.Contains(
            "1. Reader 1, period 1, place 1, case C0",
            Visitor.TextOf(await coordinator.PageAsync($"{study.Url}/queries")),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Looks like LR-5 to me.", "LR-5")]
    [InlineData("Looks like lr 5 to me.", "LR-5")]
    [InlineData("Looks like LR5 to me.", "LR5")]
    [InlineData("Probably benign, I would say.", "probably benign")]
    [InlineData("Yes, 1 image of the left lobe is missing, the other 2 are there.", null)]
    public async Task What_readers_may_answer_is_not_written_in_a_query_but_everyday_words_are(string text, string? word)
    {
        var study = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        await app.DataAsync(async db =>
        {
            var draft = await study.LoadAsync(db);
            var category = new Question
            {
                Id = "category",
                Text = "Which category?",
                Kind = QuestionKind.Choice,
                Choices = [new Choice("LR-5", "LR-5"), new Choice("2", "Probably benign"), new Choice("yes", "Yes"), new Choice("1", "1")],
                Required = false,
            };
            draft.ChangeProtocol(draft.Protocol with { Questions = [.. draft.Protocol.Questions, category] });
            return await db.SaveChangesAsync();
        });
        await study.SealAsync();
        using var reader = await app.SignInAsync(study.Readers[0]);

        using var asked = await AskAsync(reader, await study.SessionOfAsync(study.Readers[0]), text);

        Assert.Equal(word is null ? HttpStatusCode.Redirect : HttpStatusCode.Conflict, asked.StatusCode);
        if (word is not null)
        {
            Assert.Contains(
                $"\u201c{word}\u201d",
                Visitor.TextOf(await asked.Content.ReadAsStringAsync()),
                StringComparison.OrdinalIgnoreCase
            );
        }
    }

    [Fact]
    public async Task A_place_that_cannot_be_read_makes_no_query_about_the_whole_session()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 1);
        var session = await study.SessionOfAsync(study.Readers[0]);
        using var reader = await app.SignInAsync(study.Readers[0]);
        using var coordinator = await app.SignInAsync(study.Coordinator);

        using var byReader = await AskAsync(reader, session, "The arterial phase stays black.", ("Position", "1e1"));
        using var byCoordinator = await coordinator.PostAsync(
            $"{study.Url}/queries",
            ("Session", session.ToString()),
            ("Position", "1e1"),
            ("Kind", "Other"),
            ("Text", "Was this one slow?")
        );

        foreach (var answer in new[] { byReader, byCoordinator })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains("'1e1' is not valid", Visitor.TextOf(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        Assert.False(await app.DataAsync(db => db.Queries.AnyAsync(q => q.StudyId == study.Id)));
    }

    [Theory]
    [InlineData("Clearly a HCC, is it not?", "HCC")]
    [InlineData("It looks MALIGNANT to me.", "malignant")]
    [InlineData("A metastasis perhaps", "Metastasis")]
    [InlineData("What does the AI say?", "AI")]
    [InlineData("mean-hu told me so", "mean-hu")]
    [InlineData("Reader 2 agrees", "Reader 2")]
    [InlineData("This is C002, I know it.", "C002")]
    [InlineData("That scanner stands in Centre A.", "Centre A")]
    [InlineData("Is there pathology?", "pathology")]
    public async Task A_word_that_unblinds_is_refused_both_ways_and_the_text_stays(string text, string word)
    {
        var study = await TestStudy.DraftAsync(app, cases: 3, readers: 2);
        await study.PredictAsync();
        await study.SealAsync();
        var session = await study.SessionOfAsync(study.Readers[0]);
        using var reader = await app.SignInAsync(study.Readers[0]);
        using var coordinator = await app.SignInAsync(study.Coordinator);

        using var byReader = await AskAsync(reader, session, text);
        using var byCoordinator = await coordinator.PostAsync(
            $"{study.Url}/queries",
            ("Session", session.ToString()),
            ("Kind", "Other"),
            ("Text", text)
        );

        foreach (var answer in new[] { byReader, byCoordinator })
        {
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            var page = Visitor.TextOf(await answer.Content.ReadAsStringAsync());
            Assert.Contains($"\u201c{word}\u201d", page, StringComparison.OrdinalIgnoreCase);
            Assert.Contains(text, page, StringComparison.Ordinal);
        }

        Assert.False(await app.DataAsync(db => db.Queries.AnyAsync(q => q.StudyId == study.Id)));
        var refusals = await app.DataAsync(db =>
            db.AuditEntries.Where(e => e.StudyId == study.Id && e.Action == "rule.refused").ToListAsync()
        );
        Assert.Equal([Query.Unblinds.Code, Query.Unblinds.Code], refusals.Select(e => e.Subject));
        Assert.All(refusals, e => Assert.EndsWith("/queries", e.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_is_checked_like_a_question_and_a_program_is_told_the_code()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 1);
        var session = await study.SessionOfAsync(study.Readers[0]);
        using var reader = await app.SignInAsync(study.Readers[0]);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        using var asked = await AskAsync(reader, session, "May I go back?", ("Position", "1"));
        var query = await OnlyAsync(study);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{study.Url}/queries/{query.Id}/answer")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("text", "No, it is a cyst.")]),
        };
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Add("RequestVerificationToken", await coordinator.TokenAsync());

        using var answer = await coordinator.Client.SendAsync(request);

        Assert.Equal(Query.Unblinds.Code, await ReadingRoom.Room.CodeAsync(answer, HttpStatusCode.Conflict));
        Assert.Single((await OnlyAsync(study)).Messages);
    }

    [Fact]
    public async Task Nobody_asks_about_or_sees_another_readers_session()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 2);
        var session = await study.SessionOfAsync(study.Readers[0]);
        using var owner = await app.SignInAsync(study.Readers[0]);
        using var other = await app.SignInAsync(study.Readers[1]);
        using var statistician = await app.SignInAsync(study.Statistician);
        using var asked = await AskAsync(owner, session, "May I go back?");
        var query = await OnlyAsync(study);

        using var look = await other.GetAsync($"/sessions/{session}/queries");
        using var ask = await AskAsync(other, session, "What is asked here?");
        using var close = await other.PostAsync($"/sessions/{session}/queries/{query.Id}/close");
        using var list = await statistician.GetAsync($"{study.Url}/queries");

        Assert.All([look, ask, close], a => Assert.Equal(HttpStatusCode.NotFound, a.StatusCode));
        Assert.Equal(HttpStatusCode.Forbidden, list.StatusCode);
    }

    [Fact]
    public async Task About_a_case_coordinators_write_among_themselves()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 1);
        var session = await study.SessionOfAsync(study.Readers[0]);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        using var reader = await app.SignInAsync(study.Readers[0]);

        using var asked = await coordinator.PostAsync(
            $"{study.Url}/queries",
            ("CaseCode", "C002"),
            ("Kind", "Other"),
            ("Text", "C002 came from Centre A twice?")
        );

        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Contains("Case C002", Visitor.TextOf(await coordinator.PageAsync($"{study.Url}/queries")), StringComparison.Ordinal);
        Assert.DoesNotContain("C002", await reader.PageAsync($"/sessions/{session}/queries"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_answer_at_once_leave_one_answer()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 1);
        var session = await study.SessionOfAsync(study.Readers[0]);
        using var reader = await app.SignInAsync(study.Readers[0]);
        using var one = await app.SignInAsync(study.Coordinator);
        using var other = await app.SignInAsync(study.Coordinator);
        using var asked = await AskAsync(reader, session, "May I go back?");
        var url = $"{study.Url}/queries/{(await OnlyAsync(study)).Id}/answer";

        var answers = await Task.WhenAll(one.PostAsync(url, ("text", "You may.")), other.PostAsync(url, ("text", "You may not.")));

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
        Assert.Equal(2, (await OnlyAsync(study)).Messages.Count);
    }

    private static Task<HttpResponseMessage> AskAsync(Visitor reader, Guid session, string text, params (string, string)[] more) =>
        reader.PostAsync($"/sessions/{session}/queries", [("Kind", "ImagesDidNotLoad"), ("Text", text), .. more]);

    private Task<Query> OnlyAsync(TestStudy study) =>
        app.DataAsync(db => db.Queries.AsNoTracking().Include(q => q.Messages).SingleAsync(q => q.StudyId == study.Id));
}
