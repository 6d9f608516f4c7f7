using System.Net;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.Readers;

[Collection(App.Collection)]
public sealed class ReadersPageTests(App app)
{
    [Fact]
    public async Task A_reader_is_added_by_address_with_the_level_of_the_account()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        var person = await app.PersonAsync("newcomer", null, ReaderLevel.Senior, 21);
        using var browser = await app.SignInAsync(study.Coordinator);

        using var answer = await browser.PostAsync($"{study.Url}/readers", ("Email", person.Email), ("Role", "Reader"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var reader = (await app.DataAsync(study.LoadAsync)).Readers.Single(r => r.PersonId == person.Id);
        Assert.Equal(("Reader 2", ReaderLevel.Senior, 21), (reader.Name, reader.Level, reader.YearsOfExperience));
    }

    [Fact]
    public async Task An_address_that_nobody_has_is_said_beside_the_field()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);

        using var answer = await browser.PostAsync($"{study.Url}/readers", ("Email", "nobody@test.example"), ("Role", "Reader"));

        Assert.Contains("Nobody has an account with this address", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_truther_cannot_become_a_reader_nor_a_reader_a_truther()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);

        using var truther = await browser.PostAsync(
            $"{study.Url}/readers",
            ("Email", study.Truther.Email),
            ("Role", "Reader"),
            ("Level", "Senior")
        );
        using var reader = await browser.PostAsync($"{study.Url}/readers", ("Email", study.Readers[0].Email), ("Role", "Truther"));

        Assert.Equal(HttpStatusCode.Conflict, truther.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, reader.StatusCode);
        Assert.Contains(Study.TrutherIsNoReader.Code, await reader.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_is_removed_from_a_draft_and_no_longer_sees_the_study()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1, readers: 2);
        using var browser = await app.SignInAsync(study.Coordinator);
        using var reader = await app.SignInAsync(study.Readers[0]);

        using var answer = await browser.PostAsync(
            $"{study.Url}/readers/remove",
            ("personId", study.Readers[0].Id.ToString()),
            ("role", "Reader")
        );
        using var after = await reader.GetAsync(study.Url);

        Assert.Equal(["Reader 2"], (await app.DataAsync(study.LoadAsync)).Readers.Select(r => r.Name));
        Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
    }

    [Fact]
    public async Task Readers_are_fixed_once_the_protocol_is_sealed()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        var person = await app.PersonAsync("late", null, ReaderLevel.Junior);
        using var browser = await app.SignInAsync(study.Coordinator);

        using var add = await browser.PostAsync($"{study.Url}/readers", ("Email", person.Email), ("Role", "Reader"));
        using var remove = await browser.PostAsync(
            $"{study.Url}/readers/remove",
            ("personId", study.Readers[0].Id.ToString()),
            ("role", "Reader")
        );

        Assert.Equal(HttpStatusCode.Conflict, add.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, remove.StatusCode);
        Assert.Single((await app.DataAsync(study.LoadAsync)).Readers);
    }
}
