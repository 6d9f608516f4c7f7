using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Tests.ReadingRoom;

namespace ReaderStudy.Web.Tests.Conduct.Rules;

/// <summary>What a reader cannot do in the reading room by calling it directly; what opens when is asked in <see cref="OpeningTests"/>.</summary>
[Collection(RulesCollection.Name)]
public sealed class ReadingRefusedTests(App app)
{
    private static readonly object Unfinished = new { malignancy = "malignant" };

    [Fact]
    public async Task Cases_are_read_in_order_and_answers_fit_and_are_complete()
    {
        var (study, url) = await OpenedAsync();

        await app.RefusedAsync(ReaderDesk.InOrder, study, study.Readers[0], v => v.GetJsonAsync($"{url}/cases/3"));
        await NotTakenAsync(Reading.AnswersAreComplete, study, $"{url}/cases/1/lock", new { clientSequence = 1, answers = Unfinished });
        await NotTakenAsync(
            Reading.AnswersAreValid,
            study,
            $"{url}/cases/1/lock",
            new { clientSequence = 1, answers = new { malignancy = "perhaps" } }
        );
        await NotTakenAsync(Reading.SkipHasReason, study, $"{url}/cases/1/skip", new { clientSequence = 1 });
        await NotTakenAsync(
            Reading.CorrectsLocked,
            study,
            $"{url}/cases/1/correct",
            new
            {
                clientSequence = 1,
                answers = Room.Malignant,
                reason = "Not yet locked",
            }
        );
    }

    [Fact]
    public async Task What_is_locked_stays_and_a_correction_says_why()
    {
        var (study, url) = await OpenedAsync();
        await study.ReadAsync(study.Readers[0], 1);

        await app.RefusedAsync(
            Reading.NoEditAfterLock,
            study,
            study.Readers[0],
            v => v.SendJsonAsync(HttpMethod.Put, $"{url}/cases/1/draft", new { clientSequence = 9, answers = Unfinished })
        );
        await NotTakenAsync(Reading.NoEditAfterLock, study, $"{url}/cases/1/lock", new { clientSequence = 9, answers = Room.Malignant });
        await NotTakenAsync(
            Reading.CorrectionHasReason,
            study,
            $"{url}/cases/1/correct",
            new { clientSequence = 9, answers = Room.Malignant }
        );
    }

    [Fact]
    public async Task Nothing_is_read_corrected_or_signed_after_the_data_lock()
    {
        var (study, url) = await OpenedAsync();
        await study.ReadAsync(study.Readers[0], 1);
        using (var room = await Room.OfAsync(app, study))
        {
            await room.JsonAsync("cases/2");
        }

        await study.LockDataAsync();

        await NotTakenAsync(Study.ReadingIsOpen, study, $"{url}/cases/2/lock", new { clientSequence = 1, answers = Room.Malignant });
        await NotTakenAsync(
            Study.ReadingIsOpen,
            study,
            $"{url}/cases/1/correct",
            new
            {
                clientSequence = 9,
                answers = Room.Malignant,
                reason = "Too late",
            }
        );
    }

    private Task NotTakenAsync(Rule rule, TestStudy study, string url, object body) =>
        app.RefusedAsync(rule, study, study.Readers[0], v => v.SendJsonAsync(HttpMethod.Post, url, body));

    private async Task<(TestStudy Study, string Url)> OpenedAsync()
    {
        var study = await TestStudy.SealedAsync(app, cases: 4, readers: 1);
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");
        return (study, room.Url);
    }
}
