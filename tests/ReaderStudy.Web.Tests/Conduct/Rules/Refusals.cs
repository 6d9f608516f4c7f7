using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain;

namespace ReaderStudy.Web.Tests.Conduct.Rules;

/// <summary>Somebody asks the server directly for what a rule forbids.</summary>
internal static class Refusals
{
    /// <summary>
    /// Fails unless the answer is 409 with the rule's code, nothing that is stored changed, and the audit trail has one new entry that says
    /// who was refused what in which study.
    /// </summary>
    public static async Task RefusedAsync(
        this App app,
        Rule rule,
        TestStudy study,
        TestPerson who,
        Func<Visitor, Task<HttpResponseMessage>> ask
    )
    {
        using var visitor = await app.SignInAsync(who);
        await visitor.TokenAsync();
        var before = await Stored.RowsAsync(app);
        var last = await app.DataAsync(db => db.AuditEntries.MaxAsync(e => e.Sequence));

        using var answer = await ask(visitor);

        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Conflict, $"{rule.Code}: {(int)answer.StatusCode} {Visitor.TextOf(body)}");
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(rule.Code, JsonDocument.Parse(body).RootElement.GetProperty("code").GetString());
        Assert.Equal(before, await Stored.RowsAsync(app));
        var entry = Assert.Single(await app.DataAsync(db => db.AuditEntries.Where(e => e.Sequence > last).ToListAsync()));
        Assert.Equal(("rule.refused", rule.Code), (entry.Action, entry.Subject));
        Assert.Equal((who.Id, study.Id), (entry.ActorId, entry.StudyId));
    }

    /// <summary>By a form, sent by a program.</summary>
    public static Task RefusedAsync(
        this App app,
        Rule rule,
        TestStudy study,
        TestPerson who,
        string url,
        params (string Name, string Value)[] fields
    ) => app.RefusedAsync(rule, study, who, visitor => PostAsync(visitor, url, fields));

    private static async Task<HttpResponseMessage> PostAsync(Visitor visitor, string url, (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
        };
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Add("RequestVerificationToken", await visitor.TokenAsync());
        return await visitor.Client.SendAsync(request);
    }
}
