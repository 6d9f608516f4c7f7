using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Web.Features.Progress;

namespace ReaderStudy.Web.Tests.Progress;

[Collection(App.Collection)]
public sealed class ProgressPageTests(App app)
{
    [Fact]
    public async Task Squares_stand_by_place_and_counts_by_reader()
    {
        var study = await TestStudy.SealedAsync(app, cases: 4, readers: 2);
        await study.ReadAsync(study.Readers[0], 3);

        var page = await app.InScopeAsync(async s =>
            await s.GetRequiredService<WatchProgress>().Handle(await app.DataAsync(study.LoadAsync), default)
        );

        Assert.Equal((8, 3), (page.Planned, page.Locked));
        Assert.Equal(
            [SquareState.Locked, SquareState.Locked, SquareState.Locked, SquareState.NotStarted],
            page.Sessions[0].Squares.Select(s => s.State)
        );
        Assert.NotNull(page.Sessions[0].MedianTime);
        Assert.Null(page.Sessions[1].LastActivity);
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
}
