using System.Net;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Readings.Marking;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Tests.Conduct.Rules;

namespace ReaderStudy.Web.Tests.ReadingRoom;

/// <summary>Outlines, from the stroke to the locked answer.</summary>
[Collection(RulesCollection.Name)]
public sealed class OutlineTests(App app)
{
    /// <summary>The middle slice of the first series, 2 x 3 pixels; and on the last slice its first row.</summary>
    private static readonly object Drawn = Outline(0, (1, [10, 3, 18, 3]), (2, [0, 8]));

    [Fact]
    public async Task A_study_of_outlines_is_sealed_as_its_template_comes()
    {
        var template = MarkingStudy.Template("segmentation-agreement");
        var study = await MarkingStudy.DraftAsync(
            app,
            template with
            {
                Design = template.Design with { HiddenRepeats = 1, RepeatDistance = 2 },
            },
            cases: 4
        );
        using var browser = await app.SignInAsync(study.Coordinator);

        using var answer = await browser.PostAsync($"{study.Url}/seal", ("password", App.Password));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task An_outline_is_saved_comes_back_and_is_the_answer()
    {
        var (study, room) = await OpenedAsync();

        var mask = await SaveAsync(room, 1, Drawn);
        var again = await SaveAsync(room, 1, Outline(0, (2, [0, 4, 4, 4]), (1, [10, 3, 18, 3]), (0, [])));
        using var draft = await room.DraftAsync(1, 1, new { outline = mask });
        await Room.OkAsync(draft);
        var kept = await room.JsonAsync($"cases/1/outlines/outline?mask={mask}");
        using var locked = await room.LockAsync(1, 2, new { outline = mask });
        await Room.OkAsync(locked);
        var later = await room.JsonAsync($"cases/1/outlines/outline?mask={mask}");

        Assert.Equal(mask, again);
        Assert.Equal(
            """{"series":0,"rows":8,"columns":8,"slices":[{"slice":1,"runs":[10,3,18,3]},{"slice":2,"runs":[0,8]}]}""",
            kept.GetRawText()
        );
        Assert.Equal(kept.GetRawText(), later.GetRawText());
        Assert.Equal(mask, (await room.JsonAsync("cases/1")).GetProperty("answers").GetProperty("outline").GetString());
        var row = await app.DataAsync(db =>
            (
                from outline in db.DrawnOutlines
                join reading in db.Readings on outline.ReadingId equals reading.Id
                where reading.StudyId == study.Id
                select outline
            ).SingleAsync()
        );
        Assert.Equal(mask, row.MaskUid);
        var actions = await app.DataAsync(db =>
            db.AuditEntries.Where(e => e.StudyId == study.Id).OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync()
        );
        Assert.Equal(
            ["reading.opened", "reading.outlined", "reading.saved", "reading.locked"],
            actions.Where(a => a.StartsWith("reading.", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Nothing_to_outline_is_an_outline_without_slices()
    {
        var (_, room) = await OpenedAsync();

        var mask = await SaveAsync(room, 1, Outline(1));
        using var locked = await room.LockAsync(1, 1, new { outline = mask });

        await Room.OkAsync(locked);
        Assert.Equal(
            """{"series":1,"rows":8,"columns":8,"slices":[]}""",
            (await room.JsonAsync($"cases/1/outlines/outline?mask={mask}")).GetRawText()
        );
    }

    [Fact]
    public async Task An_outline_that_was_not_saved_in_this_case_and_for_this_question_is_no_answer()
    {
        var (study, room) = await OpenedAsync();
        var first = await SaveAsync(room, 1, Drawn);
        using var locked = await room.LockAsync(1, 1, new { outline = first });
        await Room.OkAsync(locked);
        await room.JsonAsync("cases/2");
        var vessel = await SaveAsync(room, 2, Drawn, "vessel");

        await NotTakenAsync(DrawnOutline.IsStored, study, room, new { outline = "2.25.1" });
        await NotTakenAsync(DrawnOutline.IsStored, study, room, new { outline = first });
        await NotTakenAsync(DrawnOutline.IsStored, study, room, new { outline = vessel });
        await NotTakenAsync(Reading.AnswersAreValid, study, room, new { outline = "two lesions" });
        await app.RefusedAsync(
            DrawnOutline.IsStored,
            study,
            study.Readers[0],
            v => v.SendJsonAsync(HttpMethod.Post, $"{room.Url}/cases/2/lock", new { clientSequence = 1, answers = new { outline = first } })
        );
    }

    [Fact]
    public async Task An_outline_fits_the_images_and_an_open_case()
    {
        var (study, room) = await OpenedAsync();

        await NotSavedAsync(DrawnOutline.Fits, study, room, Outline(2, (0, [0, 1])));
        await NotSavedAsync(DrawnOutline.Fits, study, room, Outline(0, (3, [0, 1])));
        await NotSavedAsync(DrawnOutline.Fits, study, room, Outline(0, (0, [60, 5])));
        await NotSavedAsync(DrawnOutline.Fits, study, room, Outline(0, (0, [4, 2, 5, 2])));
        await NotSavedAsync(
            DrawnOutline.Fits,
            study,
            room,
            new
            {
                series = 0,
                rows = 16,
                columns = 8,
                slices = Array.Empty<object>(),
            }
        );
        await NotSavedAsync(Data.ReaderDesk.InOrder, study, room, Drawn, position: 2);
        using var skipped = await room.PostAsync(1, "skip", new { clientSequence = 1, reason = "not-evaluable" });
        await Room.OkAsync(skipped);
        await NotSavedAsync(Reading.NoEditAfterLock, study, room, Drawn);
        await study.LockDataAsync();
        await NotSavedAsync(Study.ReadingIsOpen, study, room, Drawn);
    }

    [Fact]
    public async Task A_page_that_saves_without_end_is_told_to_stop_and_what_was_saved_stands()
    {
        var (study, room) = await OpenedAsync();
        var mask = await SaveAsync(room, 1, Drawn);
        await app.DataAsync(async db =>
        {
            var reading = await db.Readings.SingleAsync(r => r.StudyId == study.Id);
            var series = await db.DrawnOutlines.Where(o => o.ReadingId == reading.Id).Select(o => o.SeriesId).SingleAsync();
            db.DrawnOutlines.AddRange(
                Enumerable
                    .Range(1, DrawnOutline.Most - 1)
                    .Select(i => new Outline(0, 8, 8, [new(0, [i % 64, 1]), new(1, [i / 64 % 50, 1 + (i / 3200)])]))
                    .Select(o => new DrawnOutline(reading, "outline", series, o, app.Clock.GetUtcNow()))
            );
            return await db.SaveChangesAsync();
        });

        await NotSavedAsync(DrawnOutline.HasRoom, study, room, Outline(0, (2, [0, 1])));
        Assert.Equal(mask, await SaveAsync(room, 1, Drawn));
        using var locked = await room.LockAsync(1, 1, new { outline = mask });
        await Room.OkAsync(locked);
    }

    [Fact]
    public async Task Only_the_reader_who_drew_it_gets_it_and_only_as_what_it_is()
    {
        var (study, room) = await OpenedAsync(readers: 2);
        var mask = await SaveAsync(room, 1, Drawn);
        var other = await Room.OfAsync(app, study, 1);
        await other.JsonAsync("cases/1");

        using var theirs = await other.AskAsync($"cases/1/outlines/outline?mask={mask}");
        using var elsewhere = await room.AskAsync($"cases/1/outlines/vessel?mask={mask}");
        using var unknown = await room.AskAsync("cases/1/outlines/outline?mask=2.25.7");
        using var unasked = await room.SendAsync(HttpMethod.Put, "cases/1/outlines/malignancy", Drawn);
        using var bare = await room.SendAsync(HttpMethod.Put, "cases/1/outlines/outline", new { series = 0 });

        Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unasked.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
    }

    [Fact]
    public async Task A_locked_outline_is_corrected_by_another_one_with_a_reason()
    {
        var (_, room) = await OpenedAsync();
        var first = await SaveAsync(room, 1, Drawn);
        using var locked = await room.LockAsync(1, 1, new { outline = first });
        await Room.OkAsync(locked);

        var second = await SaveAsync(room, 1, Outline(0, (0, [0, 1])));
        using var corrected = await room.PostAsync(
            1,
            "correct",
            new
            {
                clientSequence = 2,
                answers = new { outline = second },
                reason = "It was the other lesion",
            }
        );

        await Room.OkAsync(corrected);
        Assert.Equal(second, (await room.JsonAsync("cases/1")).GetProperty("answers").GetProperty("outline").GetString());
    }

    [Fact]
    public async Task A_second_reading_begins_with_the_outline_of_the_first_and_may_have_one_of_its_own()
    {
        var protocol = MarkingStudy.Everything with { Arms = DeskStudy.TwoArms.Arms, Reading = DeskStudy.TwoArms.Reading };
        var desk = await DeskStudy.SealedAsync(app, protocol, 1, new Layout("unaided", Layout.Cases(0), Reveal: "aided"));
        var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");
        var unaided = await SaveAsync(room, 1, Staged("unaided", 0, (1, [10, 3])));
        using var locked = await room.LockAsync(1, 1, new { outline = unaided }, "unaided");
        await Room.OkAsync(locked);
        await room.JsonAsync("cases/1");

        var aided = await SaveAsync(room, 1, Staged("aided", 0, (1, [10, 3])));
        using var kept = await room.SendAsync(
            HttpMethod.Put,
            "cases/1/draft",
            new
            {
                clientSequence = 1,
                answers = new { outline = unaided },
                stage = "aided",
            }
        );
        using var drawn = await room.LockAsync(1, 2, new { outline = aided }, "aided");

        await Room.OkAsync(kept);
        await Room.OkAsync(drawn);
        Assert.NotEqual(unaided, aided);
    }

    internal static object Outline(int series, params (int Slice, int[] Runs)[] slices) => Staged("only", series, slices);

    private static object Staged(string stage, int series, params (int Slice, int[] Runs)[] slices) =>
        new
        {
            stage,
            series,
            rows = 8,
            columns = 8,
            slices = slices.Select(s => new { slice = s.Slice, runs = s.Runs }),
        };

    /// <returns>The outline's UID.</returns>
    internal static async Task<string> SaveAsync(Room room, int position, object outline, string question = "outline")
    {
        using var answer = await room.SendAsync(HttpMethod.Put, $"cases/{position}/outlines/{question}", outline);
        return (await Room.OkAsync(answer)).GetProperty("mask").GetString()!;
    }

    private async Task<(TestStudy Study, Room Room)> OpenedAsync(int readers = 1) =>
        await MarkingStudy.OpenedAsync(app, MarkingStudy.Everything, readers: readers);

    private Task NotSavedAsync(Rule rule, TestStudy study, Room room, object outline, int position = 1) =>
        app.RefusedAsync(
            rule,
            study,
            study.Readers[0],
            v => v.SendJsonAsync(HttpMethod.Put, $"{room.Url}/cases/{position}/outlines/outline", outline)
        );

    private Task NotTakenAsync(Rule rule, TestStudy study, Room room, object answers) =>
        app.RefusedAsync(
            rule,
            study,
            study.Readers[0],
            v => v.SendJsonAsync(HttpMethod.Put, $"{room.Url}/cases/2/draft", new { clientSequence = 1, answers })
        );
}
