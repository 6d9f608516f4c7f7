using System.Net;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.Protocols;

/// <summary>A coordinator asks for marks, with questions of each, and for measurements.</summary>
[Collection(App.Collection)]
public sealed class DrawnQuestionPageTests(App app)
{
    [Fact]
    public async Task Boxes_with_questions_of_each_are_set_by_a_form_and_come_back_in_it()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var root = $"{study.Url}/protocol";

        using var added = await browser.PostAsync(
            $"{root}/new-question",
            ("Id", "lesions"),
            ("Text", "Box every lesion."),
            ("Kind", "Marks"),
            ("Shape", "Box"),
            ("Tool", "Length"),
            ("Minimum", "1"),
            ("Maximum", "5"),
            ("PerMark[0].Id", "look"),
            ("PerMark[0].Text", "How does it look?"),
            ("PerMark[0].Kind", "Choice"),
            ("PerMark[0].Choices", "round: Round; lobed"),
            ("PerMark[1].Id", "sure"),
            ("PerMark[1].Text", "How sure are you?"),
            ("PerMark[1].Kind", "Rating"),
            ("PerMark[1].Minimum", "1"),
            ("PerMark[1].Maximum", "3"),
            ("PerMark[1].Required", "false"),
            ("PerMark[1].When", "look = round"),
            ("PerMark[2].Kind", "Rating")
        );
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var saved = await QuestionAsync(study, "lesions");
        var page = Visitor.TextOf(await browser.PageAsync(root));
        var form = await browser.PageAsync($"{root}/questions/lesions");

        Assert.Equal((MarkShape.Box, null), (saved.Shape, saved.Tool));
        Assert.Equal(["look", "sure"], saved.PerMark!.Select(q => q.Id));
        Assert.Equal([new Choice("round", "Round"), new Choice("lobed", "lobed")], saved.PerMark![0].Choices);
        Assert.Equal((1, 3, false), (saved.PerMark[1].Minimum, saved.PerMark[1].Maximum, saved.PerMark[1].Required));
        Assert.Equal(["round"], saved.PerMark[1].When!.Is);
        Assert.Contains("Boxes, each rated from 1 to 5", page, StringComparison.Ordinal);
        Assert.Contains("How sure are you?", page, StringComparison.Ordinal);
        Assert.Contains("round: Round; lobed: lobed", WebUtility.HtmlDecode(form), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_measurement_has_the_tool_that_was_chosen_and_a_point_no_shape()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var root = $"{study.Url}/protocol";

        using var size = await browser.PostAsync(
            $"{root}/new-question",
            ("Id", "size"),
            ("Text", "How large?"),
            ("Kind", "Measure"),
            ("Shape", ""),
            ("Tool", "Bidirectional")
        );
        using var points = await browser.PostAsync(
            $"{root}/new-question",
            ("Id", "lesions"),
            ("Text", "Mark every lesion."),
            ("Kind", "Marks"),
            ("Shape", ""),
            ("Tool", "Length")
        );

        Assert.Equal(HttpStatusCode.Redirect, size.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, points.StatusCode);
        Assert.Equal(MeasureTool.Bidirectional, (await QuestionAsync(study, "size")).Tool);
        var marks = await QuestionAsync(study, "lesions");
        Assert.Null(marks.Shape);
        Assert.Null(marks.PerMark);
    }

    [Fact]
    public async Task What_is_asked_of_a_mark_and_means_nothing_is_named_and_nothing_is_saved()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);

        using var answer = await browser.PostAsync(
            $"{study.Url}/protocol/new-question",
            ("Id", "lesions"),
            ("Text", "Mark every lesion."),
            ("Kind", "Marks"),
            ("PerMark[0].Id", "sure"),
            ("PerMark[0].Text", "How sure are you?"),
            ("PerMark[0].Kind", "Rating"),
            ("PerMark[0].Minimum", "3"),
            ("PerMark[0].Maximum", "3")
        );

        var page = Visitor.TextOf(await answer.Content.ReadAsStringAsync());
        Assert.Contains(
            "Question 'lesions', of each mark: Question 'sure' rates from 3 to 3: the first must be the smaller.",
            page,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain((await app.DataAsync(study.LoadAsync)).Protocol.Questions, q => q.Id == "lesions");
    }

    private async Task<Question> QuestionAsync(TestStudy study, string id) =>
        (await app.DataAsync(study.LoadAsync)).Protocol.QuestionOf(id);
}
