using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Web.Features.Progress;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.Progress;

[Collection(App.Collection)]
public sealed class ProgressPageTests(App app)
{
    [Fact]
    public async Task Squares_stand_by_place_and_counts_by_reader()
    {
        var study = await TestStudy.SealedAsync(app, cases: 4, readers: 2);
        await study.ReadAsync(study.Readers[0], 3);

        var page = await PageAsync(study, study.Coordinator);

        Assert.Equal((8, 3), (page.Planned, page.Done));
        Assert.Equal(
            [PlaceState.Done, PlaceState.Done, PlaceState.Done, PlaceState.NotStarted],
            page.Sessions[0].Squares.Select(s => s.State)
        );
        Assert.NotNull(page.Readers[0].MedianTime);
        Assert.Equal((3, 1), (page.Readers[0].PerDay, page.Readers[0].Left));
        Assert.NotNull(page.Readers[0].End);
        Assert.Null(page.Readers[1].LastActivity);
        Assert.Equal((null, null), (page.Readers[1].End, page.End));
        Assert.Equal([3, 0], Assert.Single(page.Days).ByReader);
    }

    [Fact]
    public async Task A_session_is_called_by_its_arm_only_after_the_data_lock()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);

        var before = await PageAsync(study, study.Coordinator);
        await study.LockDataAsync();
        var after = await PageAsync(study, study.Coordinator);

        Assert.Equal("Period 1", Assert.Single(before.Sessions).Name);
        Assert.Equal("Period 1, Unaided", Assert.Single(after.Sessions).Name);
    }

    [Fact]
    public async Task A_place_with_a_query_that_is_not_closed_is_marked()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 1);
        using var reader = await app.SignInAsync(study.Readers[0]);
        var session = await study.SessionOfAsync(study.Readers[0]);

        using var asked = await reader.PostAsync(
            $"/sessions/{session}/queries",
            ("Position", "2"),
            ("Kind", "ImagesDidNotLoad"),
            ("Text", "The arterial phase stays black.")
        );

        Assert.Equal([false, true], Assert.Single((await PageAsync(study, study.Coordinator)).Sessions).Squares.Select(s => s.HasQuery));
    }

    [Fact]
    public async Task A_statistician_sees_the_progress_and_neither_addresses_nor_ways_to_ask()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 1);
        using var browser = await app.SignInAsync(study.Statistician);

        var page = await browser.PageAsync($"{study.Url}/progress");

        Assert.All(["mailto:", "/queries", "/remind"], words => Assert.DoesNotContain(words, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_shows_no_answer_no_truth_and_no_case()
    {
        var study = await TestStudy.SealedAsync(app, cases: 3, readers: 1);
        await study.ReadAsync(study.Readers[0], 1);
        using var browser = await app.SignInAsync(study.Coordinator);

        var page = await browser.PageAsync($"{study.Url}/progress");

        Assert.Contains("33.3 % (1 of 3)", Visitor.TextOf(page), StringComparison.Ordinal);
        Assert.All(["HCC", "malignant", "C001", "C002", "C003"], word => Assert.DoesNotContain(word, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Before_the_sealing_the_page_says_what_comes_first()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);

        Assert.Contains("Nobody reads yet.", Visitor.TextOf(await browser.PageAsync($"{study.Url}/progress")), StringComparison.Ordinal);
    }

    private Task<ProgressPage> PageAsync(TestStudy study, TestPerson person) =>
        app.InScopeAsync(async s =>
        {
            var loaded = await app.DataAsync(study.LoadAsync);
            var roles = loaded.Members.Where(m => m.PersonId == person.Id).Select(m => m.Role).ToList();
            return await s.GetRequiredService<WatchProgress>().Handle(new StudyPass(loaded, person.Id, roles), default);
        });
}
