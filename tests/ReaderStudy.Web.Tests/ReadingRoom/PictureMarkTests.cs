using System.Net;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Readings.Marking;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Tests.Conduct.Rules;

namespace ReaderStudy.Web.Tests.ReadingRoom;

/// <summary>Marks on slides and photographs: sealed, saved, refused and locked as marks on stacks are.</summary>
[Collection(RulesCollection.Name)]
public sealed class PictureMarkTests(App app)
{
    private const string Points =
        """[{"x":-0.5,"y":399.5,"z":0,"rating":100,"picture":0},{"x":29999,"y":12345.678,"z":0,"rating":0,"picture":1}]""";
    private const string Boxes =
        """[{"x":20,"y":30,"z":0,"rating":60,"picture":0,"box":[[10,10,0],[30,50,0]],"answers":{"look":"round"}}]""";

    [Fact]
    public async Task Points_and_boxes_that_must_be_drawn_are_sealed_over_pictures_and_come_back_to_the_pixel_and_are_locked()
    {
        var everything = MarkingStudy.Everything;
        var required = everything with
        {
            Questions = [.. everything.Questions.Select(q => q.Kind is QuestionKind.Marks ? q with { Required = true } : q)],
        };
        var (study, room) = await MarkingStudy.OpenedOnPicturesAsync(app, required);
        var drawn = new { points = Points, boxes = Boxes };

        using var draft = await room.DraftAsync(1, 1, drawn);
        await Room.OkAsync(draft);
        var kept = (await room.JsonAsync("cases/1")).GetProperty("answers");
        using var locked = await room.LockAsync(1, 2, drawn);
        await Room.OkAsync(locked);

        Assert.Equal(Points, kept.GetProperty("points").GetString());
        Assert.Equal(Boxes, kept.GetProperty("boxes").GetString());
        var reading = await app.DataAsync(db => db.Readings.Include(r => r.Revisions).SingleAsync(r => r.StudyId == study.Id));
        Assert.Equal(ReadingStatus.Locked, reading.Status);
        Assert.Equal(Points, AnswerSheet.FromJson(reading.Latest!.AnswersJson)["points"]);
        await app.RefusedAsync(
            Reading.NoEditAfterLock,
            study,
            study.Readers[0],
            v =>
                v.SendJsonAsync(
                    HttpMethod.Put,
                    $"{room.Url}/cases/1/draft",
                    new { clientSequence = 3, answers = new { points = "[]", boxes = Boxes } }
                )
        );
    }

    [Fact]
    public async Task A_mark_lies_on_a_picture_of_the_case_and_within_it()
    {
        var (study, room) = await MarkingStudy.OpenedOnPicturesAsync(app, MarkingStudy.Everything);

        // Beside the picture, above it, on the smaller one, on none, on one that is not there, and on a series that is not there.
        await NotTakenAsync(DrawnRules.LiesOnImages, study, room, new { points = """[{"x":599.6,"y":0,"z":0,"rating":1,"picture":0}]""" });
        await NotTakenAsync(DrawnRules.LiesOnImages, study, room, new { points = """[{"x":0,"y":0,"z":1,"rating":1,"picture":0}]""" });
        await NotTakenAsync(
            DrawnRules.LiesOnImages,
            study,
            room,
            new { points = """[{"x":29999,"y":12345.678,"z":0,"rating":1,"picture":0}]""" }
        );
        await NotTakenAsync(DrawnRules.LiesOnImages, study, room, new { points = """[{"x":1,"y":1,"z":0,"rating":1}]""" });
        await NotTakenAsync(DrawnRules.LiesOnImages, study, room, new { points = """[{"x":1,"y":1,"z":0,"rating":1,"picture":2}]""" });
        await NotTakenAsync(DrawnRules.LiesOnImages, study, room, new { points = """[{"x":1,"y":1,"z":0,"rating":1,"series":0}]""" });
        await NotTakenAsync(
            DrawnRules.LiesOnImages,
            study,
            room,
            new
            {
                boxes = Boxes
                    .Replace("[10,10,0]", "[-10,10,0]", StringComparison.Ordinal)
                    .Replace("\"x\":20", "\"x\":10", StringComparison.Ordinal),
            }
        );
    }

    [Fact]
    public async Task A_mark_on_a_picture_is_of_the_shape_that_is_asked_for_and_on_one_image()
    {
        var (study, room) = await MarkingStudy.OpenedOnPicturesAsync(app, MarkingStudy.Everything);

        await NotTakenAsync(Reading.AnswersAreValid, study, room, new { boxes = """[{"x":1,"y":1,"z":0,"rating":1,"picture":0}]""" });
        await NotTakenAsync(
            Reading.AnswersAreValid,
            study,
            room,
            new { points = """[{"x":1,"y":1,"z":0,"rating":1,"picture":0,"box":[[0,0,0],[2,2,0]]}]""" }
        );
        await NotTakenAsync(
            Reading.AnswersAreValid,
            study,
            room,
            new { points = """[{"x":1,"y":1,"z":0,"rating":1,"series":0,"picture":0}]""" }
        );
    }

    [Fact]
    public async Task Nothing_is_measured_or_outlined_on_a_picture()
    {
        var (study, room) = await MarkingStudy.OpenedOnPicturesAsync(app, MarkingStudy.Everything);
        var outline = OutlineTests.Outline(0, (0, [10, 3]));

        await NotTakenAsync(
            DrawnRules.LiesOnImages,
            study,
            room,
            new { length = """{"shape":"length","series":0,"slice":0,"points":[[0,0,0],[3,4,0]],"value":5,"unit":"px"}""" }
        );
        await app.RefusedAsync(
            DrawnOutline.Fits,
            study,
            study.Readers[0],
            v => v.SendJsonAsync(HttpMethod.Put, $"{room.Url}/cases/1/outlines/outline", outline)
        );
    }

    [Fact]
    public async Task Nobody_else_marks_the_case()
    {
        var (study, room) = await MarkingStudy.OpenedOnPicturesAsync(app, MarkingStudy.Everything);
        using var other = await app.SignInAsync(study.Coordinator);

        using var answer = await other.SendJsonAsync(
            HttpMethod.Put,
            $"{room.Url}/cases/1/draft",
            new { clientSequence = 1, answers = new { points = Points } }
        );

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private Task NotTakenAsync(Domain.Rule rule, TestStudy study, Room room, object answers) =>
        app.RefusedAsync(
            rule,
            study,
            study.Readers[0],
            v => v.SendJsonAsync(HttpMethod.Put, $"{room.Url}/cases/1/draft", new { clientSequence = 1, answers })
        );
}
