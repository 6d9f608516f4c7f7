using System.Net;
using System.Net.Http.Json;

namespace ReaderStudy.Web.Tests.ReadingRoom;

[Collection(App.Collection)]
public sealed class ReadingRoomAccessTests(App app)
{
    private static readonly string[] Addresses = ["", "/state", "/cases/1", "/cases/1/series/0/metadata", "/cases/1/series/0/frames/1"];

    [Fact]
    public async Task A_session_is_there_for_its_own_reader_alone()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 2);
        var other = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        var session = await study.SessionOfAsync(study.Readers[0]);
        using var owner = await app.SignInAsync(study.Readers[0]);
        await EveryAddressGives(owner, session, HttpStatusCode.OK);

        TestPerson[] others = [study.Readers[1], study.Coordinator, study.Truther, study.Statistician, other.Readers[0], other.Coordinator];
        foreach (var person in others)
        {
            using var visitor = await app.SignInAsync(person);
            await EveryAddressGives(visitor, session, HttpStatusCode.NotFound);
            using var draft = await visitor.SendJsonAsync(HttpMethod.Put, $"/reading/{session}/cases/1/draft", Body);
            using var locked = await visitor.SendJsonAsync(HttpMethod.Post, $"/reading/{session}/cases/1/lock", Body);
            Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], [draft.StatusCode, locked.StatusCode]);
        }
    }

    [Fact]
    public async Task Who_has_not_signed_in_is_told_so()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        var session = await study.SessionOfAsync(study.Readers[0]);
        using var nobody = app.Nobody();

        await EveryAddressGives(nobody, session, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Answers_without_the_pages_token_are_refused()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        var session = await study.SessionOfAsync(study.Readers[0]);
        using var reader = await app.SignInAsync(study.Readers[0]);

        using var answer = await reader.Client.PutAsJsonAsync($"/reading/{session}/cases/1/draft", Body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static object Body => new { clientSequence = 1, answers = new { malignancy = "benign" } };

    private static async Task EveryAddressGives(Visitor visitor, Guid session, HttpStatusCode status)
    {
        foreach (var address in Addresses)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/reading/{session}{address}");
            request.Headers.Accept.ParseAdd("application/json, */*;q=0.5");
            using var answer = await visitor.Client.SendAsync(request);
            Assert.True(answer.StatusCode == status, $"'{address}' gave {(int)answer.StatusCode}");
        }
    }
}
