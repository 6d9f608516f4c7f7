using System.Net;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Conduct;

namespace ReaderStudy.Web.Tests.Reminders;

[Collection(App.Collection)]
public sealed class RemindersTests(App app)
{
    [Fact]
    public async Task A_reader_is_reminded_once_a_day_and_puts_it_away()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 2);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        using var reader = await app.SignInAsync(study.Readers[0]);
        using var other = await app.SignInAsync(study.Readers[1]);
        var remind = $"{study.Url}/readers/{await IdOfAsync(study, study.Readers[0])}/remind";

        using var first = await coordinator.PostAsync(remind);
        using var second = await coordinator.PostAsync(remind);
        var before = Visitor.TextOf(await reader.PageAsync("/sessions"));
        var reminder = await app.DataAsync(db => db.Reminders.SingleAsync(r => r.StudyId == study.Id));
        using var notTheirs = await other.PostAsync($"/sessions/reminders/{reminder.Id}/dismiss");
        using var dismissed = await reader.PostAsync($"/sessions/reminders/{reminder.Id}/dismiss");
        using var twice = await reader.PostAsync($"/sessions/reminders/{reminder.Id}/dismiss");

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Conflict), (first.StatusCode, second.StatusCode));
        Assert.Contains(Reminder.OnceADay.Code, await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Put away", before, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, notTheirs.StatusCode);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (dismissed.StatusCode, twice.StatusCode));
        Assert.DoesNotContain("Put away", await reader.PageAsync("/sessions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_tabs_put_a_reminder_away_at_once()
    {
        for (var round = 0; round < 4; round++)
        {
            var study = await TestStudy.SealedAsync(app, cases: 2, readers: 1);
            using var coordinator = await app.SignInAsync(study.Coordinator);
            using var one = await app.SignInAsync(study.Readers[0]);
            using var other = await app.SignInAsync(study.Readers[0]);
            using var sent = await coordinator.PostAsync($"{study.Url}/readers/{await IdOfAsync(study, study.Readers[0])}/remind");
            var reminder = await app.DataAsync(db => db.Reminders.SingleAsync(r => r.StudyId == study.Id));
            var url = $"/sessions/reminders/{reminder.Id}/dismiss";

            var answers = await Task.WhenAll(one.PostAsync(url), other.PostAsync(url));

            Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.StatusCode));
            Assert.Equal(1, await app.DataAsync(db => db.ReminderDismissals.CountAsync(d => d.ReminderId == reminder.Id)));
            Array.ForEach(answers, a => a.Dispose());
        }
    }

    [Fact]
    public async Task Who_has_read_everything_is_left_alone_and_a_message_is_ready_for_who_has_not()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 2);
        await study.ReadAsync(study.Readers[0], 1);
        using var coordinator = await app.SignInAsync(study.Coordinator);

        using var answer = await coordinator.PostAsync($"{study.Url}/readers/{await IdOfAsync(study, study.Readers[0])}/remind");
        var page = await coordinator.PageAsync($"{study.Url}/progress");

        Assert.Contains(Reminder.SomethingIsLeft.Code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains($"mailto:{study.Readers[1].Email}?", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"mailto:{study.Readers[0].Email}?", page, StringComparison.Ordinal);
    }

    private async Task<Guid> IdOfAsync(TestStudy study, TestPerson person) =>
        (await app.DataAsync(study.LoadAsync)).Readers.Single(r => r.PersonId == person.Id).Id;
}
