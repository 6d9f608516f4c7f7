using System.Net;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.Protocols;

/// <summary>Every kind of question, and the glossary, by forms alone.</summary>
[Collection(App.Collection)]
public sealed class AskedFormsTests(App app)
{
    [Fact]
    public async Task Questions_of_every_kind_are_made_by_forms_and_told_in_words()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);

        await AddAsync(
            browser,
            study,
            ("Id", "features"),
            ("Text", "Which features?"),
            ("Kind", "Multiple"),
            ("Choices[0].Id", "fat"),
            ("Choices[1].Id", "none"),
            ("Choices[1].Label", "None of these"),
            ("Choices[1].Excludes", "true")
        );
        await AddAsync(
            browser,
            study,
            ("Id", "size"),
            ("Text", "Largest diameter"),
            ("Kind", "Number"),
            ("Minimum", "1"),
            ("Maximum", "300"),
            ("Unit", "mm"),
            ("Decimals", "1")
        );
        await AddAsync(
            browser,
            study,
            ("Id", "score"),
            ("Text", "How malignant?"),
            ("Kind", "Rating"),
            ("Minimum", "0"),
            ("Maximum", "100"),
            ("Sides[0].When", "malignancy = malignant"),
            ("Sides[0].Minimum", "51"),
            ("Sides[1].When", "malignancy = benign"),
            ("Sides[1].Maximum", "49")
        );
        await AddAsync(
            browser,
            study,
            ("Id", "category"),
            ("Text", "Which category?"),
            ("Kind", "Ordinal"),
            ("Aid", "LiRads"),
            ("Choices[0].Id", "LR-3"),
            ("Choices[1].Id", "LR-4"),
            ("Choices[2].Id", "LR-5")
        );

        var protocol = await ProtocolAsync(study);
        Assert.Equal(["none"], protocol.QuestionOf("features").Exclusive!);
        Assert.Equal(("mm", 1), (protocol.QuestionOf("size").Unit, protocol.QuestionOf("size").Decimals));
        Assert.Equal([(51, 100), (0, 49)], protocol.QuestionOf("score").Sides!.Select(s => (s.Minimum, s.Maximum)));
        Assert.Equal(QuestionAid.LiRads, protocol.QuestionOf("category").Aid);
        var words = Visitor.TextOf(await browser.PageAsync($"{study.Url}/protocol"));
        Assert.Contains("One or more of 2 choices", words, StringComparison.Ordinal);
        Assert.Contains("A number from 1 to 300 mm, with one decimal", words, StringComparison.Ordinal);
        Assert.Contains("from 51 to 100 if malignancy = malignant", words, StringComparison.Ordinal);
        Assert.Contains("One of 3 choices, which stand in order, with the aid for LI-RADS", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_side_without_condition_or_outside_the_scale_is_told_and_nothing_is_kept()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        (string, string)[] score = [("Id", "score"), ("Text", "How malignant?"), ("Kind", "Rating"), ("Maximum", "100")];

        using var without = await browser.PostAsync($"{study.Url}/protocol/new-question", [.. score, ("Sides[0].Minimum", "51")]);
        using var outside = await browser.PostAsync(
            $"{study.Url}/protocol/new-question",
            [.. score, ("Sides[0].When", "malignancy = malignant"), ("Sides[0].Maximum", "101")]
        );

        Assert.Equal(HttpStatusCode.OK, without.StatusCode);
        Assert.Contains("Say which answer decides on this side", await TextAsync(without), StringComparison.Ordinal);
        Assert.Contains("which is no part of its scale from 0 to 100", await TextAsync(outside), StringComparison.Ordinal);
        Assert.Equal(3, (await ProtocolAsync(study)).Questions.Count);
    }

    [Fact]
    public async Task Terms_are_explained_on_their_page()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var url = $"{study.Url}/protocol/glossary";

        using var saved = await browser.PostAsync(url, ("Terms[0].Term", "Washout"), ("Terms[0].Meaning", "Darker than the liver, later."));
        using var half = await browser.PostAsync(url, ("Terms[0].Term", "Capsule"), ("Terms[0].Meaning", ""));

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("Say what the term means.", await TextAsync(half), StringComparison.Ordinal);
        Assert.Equal([new GlossaryTerm("Washout", "Darker than the liver, later.")], (await ProtocolAsync(study)).Glossary!);
        Assert.Contains(
            "Darker than the liver, later.",
            Visitor.TextOf(await browser.PageAsync($"{study.Url}/protocol")),
            StringComparison.Ordinal
        );
    }

    private static async Task AddAsync(Visitor browser, TestStudy study, params (string, string)[] fields)
    {
        using var answer = await browser.PostAsync($"{study.Url}/protocol/new-question", fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await TextAsync(answer));
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer) => Visitor.TextOf(await answer.Content.ReadAsStringAsync());

    private Task<Protocol> ProtocolAsync(TestStudy study) => app.DataAsync(async db => (await study.LoadAsync(db)).Protocol);
}
