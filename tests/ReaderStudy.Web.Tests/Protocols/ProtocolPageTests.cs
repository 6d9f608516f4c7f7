using System.Net;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.Protocols;

[Collection(App.Collection)]
public sealed class ProtocolPageTests(App app)
{
    [Fact]
    public async Task The_protocol_is_shown_in_words()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);

        var text = Visitor.TextOf(await browser.PageAsync($"{study.Url}/protocol"));

        Assert.Contains("Benign or malignant?", text, StringComparison.Ordinal);
        Assert.Contains("Metastasis MET only if malignancy is malignant", text, StringComparison.Ordinal);
        Assert.Contains("A whole number from 0 to 100", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_can_be_added_moved_and_removed()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var root = $"{study.Url}/protocol";

        using var added = await browser.PostAsync(
            $"{root}/new-question",
            ("Id", "margin"),
            ("Text", "Is the margin sharp?"),
            ("Kind", "Choice"),
            ("Required", "false"),
            ("When", "malignancy = benign"),
            ("Choices[0].Id", "yes"),
            ("Choices[0].Label", "Yes"),
            ("Choices[1].Id", "no")
        );
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var question = (await ProtocolAsync(study)).QuestionOf("margin");
        Assert.False(question.Required);
        Assert.Equal(["yes", "no"], question.Choices.Select(c => c.Id));
        Assert.Equal(["benign"], question.When!.Is);

        using var moved = await browser.PostAsync($"{root}/questions/margin/up");
        Assert.Equal(["malignancy", "subtype", "margin", "confidence"], (await ProtocolAsync(study)).Questions.Select(q => q.Id));

        using var removed = await browser.PostAsync($"{root}/questions/margin/remove");
        Assert.Equal(["malignancy", "subtype", "confidence"], (await ProtocolAsync(study)).Questions.Select(q => q.Id));
    }

    [Fact]
    public async Task A_question_that_a_task_scores_stays_and_the_page_says_why()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);

        using var answer = await browser.PostAsync($"{study.Url}/protocol/questions/subtype/remove");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(
            "scores question 'subtype', which is not asked",
            Visitor.TextOf(await answer.Content.ReadAsStringAsync()),
            StringComparison.Ordinal
        );
        Assert.Equal(3, (await ProtocolAsync(study)).Questions.Count);
    }

    [Fact]
    public async Task The_file_that_is_downloaded_can_be_given_back()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);

        var text = await browser.PageAsync($"{study.Url}/protocol/file");
        using var answer = await browser.PostAsync(
            $"{study.Url}/protocol/text",
            ("text", text.Replace("Which subtype?", "What is it?", StringComparison.Ordinal))
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("What is it?", (await ProtocolAsync(study)).QuestionOf("subtype").Text);
    }

    [Theory]
    [InlineData("{ not json", "cannot be read")]
    [InlineData("{}", "cannot be read")]
    [InlineData("""{"schema":1,"id":"x","title":"x","surprise":1}""", "surprise")]
    public async Task A_faulty_file_changes_nothing_and_is_shown_again(string given, string message)
    {
        var study = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var before = ProtocolJson.Write(await ProtocolAsync(study));

        using var answer = await browser.PostAsync($"{study.Url}/protocol/text", ("text", given));

        var page = Visitor.TextOf(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(message, page, StringComparison.Ordinal);
        Assert.Contains(given, page, StringComparison.Ordinal);
        Assert.Equal(before, ProtocolJson.Write(await ProtocolAsync(study)));
    }

    [Fact]
    public async Task A_sealed_protocol_cannot_be_changed()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);

        using var answer = await browser.PostAsync($"{study.Url}/protocol/questions/confidence/remove");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(Study.DesignIsFrozen.Code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private Task<Protocol> ProtocolAsync(TestStudy study) => app.DataAsync(async db => (await study.LoadAsync(db)).Protocol);
}
