using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Readings.Marking;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Tests.Conduct.Rules;

namespace ReaderStudy.Web.Tests.ReadingRoom;

/// <summary>Marks, boxes and measurements, from the question to the locked answer.</summary>
[Collection(RulesCollection.Name)]
public sealed class MarkingTests(App app)
{
    private const string Points = """[{"x":-4,"y":3,"z":5,"rating":100},{"x":1.25,"y":0,"z":7,"rating":0}]""";
    private const string Boxes = """[{"x":0,"y":0.5,"z":10,"rating":60,"box":[[-2,-1,10],[2,2,10]],"answers":{"look":"round"}}]""";
    private const string Length = """{"shape":"length","series":0,"slice":1,"points":[[-3,-3,5],[0,1,5]],"value":5,"unit":"mm"}""";
    private const string Area =
        """{"shape":"polygon","series":1,"slice":2,"points":[[0,0,10],[3,0,10],[3,2,10],[0,2,10]],"value":6,"unit":"mm2"}""";

    [Fact]
    public async Task A_free_response_study_is_sealed_as_its_template_comes()
    {
        var study = await MarkingStudy.DraftAsync(app, MarkingStudy.Template("free-response-detection"));
        await study.PredictAsync();
        using var browser = await app.SignInAsync(study.Coordinator);

        using var answer = await browser.PostAsync($"{study.Url}/seal", ("password", App.Password));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task The_page_learns_what_is_drawn_and_what_is_asked_of_each_mark()
    {
        var (_, room) = await MarkingStudy.OpenedAsync(app, MarkingStudy.Everything);

        var questions = (await room.JsonAsync("state"))
            .GetProperty("questions")
            .EnumerateArray()
            .ToDictionary(q => q.GetProperty("id").GetString()!);

        Assert.Equal("point", questions["points"].GetProperty("shape").GetString());
        Assert.False(questions["points"].TryGetProperty("perMark", out _));
        Assert.Equal("box", questions["boxes"].GetProperty("shape").GetString());
        Assert.Equal("look", Assert.Single(questions["boxes"].GetProperty("perMark").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(
            ("measure", "length"),
            (questions["length"].GetProperty("kind").GetString(), questions["length"].GetProperty("tool").GetString())
        );
        Assert.False(questions["malignancy"].TryGetProperty("shape", out _));
    }

    [Fact]
    public async Task What_is_drawn_comes_back_as_it_was_drawn_and_is_locked_and_corrected()
    {
        var (study, room) = await MarkingStudy.OpenedAsync(app, MarkingStudy.Everything);
        var drawn = new
        {
            points = Points,
            boxes = Boxes,
            length = Length,
            area = Area,
        };

        using var draft = await room.DraftAsync(1, 1, drawn);
        await Room.OkAsync(draft);
        var kept = (await room.JsonAsync("cases/1")).GetProperty("answers");
        // The same marks, written with spaces: nothing else was answered, so it is no other reading.
        using var locked = await room.LockAsync(1, 2, drawn with { points = Points.Replace(",", ", ", StringComparison.Ordinal) });
        await Room.OkAsync(locked);
        using var again = await room.LockAsync(1, 3, drawn);
        await Room.OkAsync(again);
        using var corrected = await room.PostAsync(
            1,
            "correct",
            new
            {
                clientSequence = 4,
                answers = drawn with
                {
                    points = "[]",
                },
                reason = "There is nothing there",
            }
        );
        await Room.OkAsync(corrected);

        Assert.Equal(Points, kept.GetProperty("points").GetString());
        Assert.Equal(Boxes, kept.GetProperty("boxes").GetString());
        Assert.Equal(Length, kept.GetProperty("length").GetString());
        Assert.Equal(Area, kept.GetProperty("area").GetString());
        var reading = await app.DataAsync(db => db.Readings.Include(r => r.Revisions).SingleAsync(r => r.StudyId == study.Id));
        Assert.Equal(
            [RevisionKind.Draft, RevisionKind.Lock, RevisionKind.Correction],
            reading.Revisions.OrderBy(r => r.Number).Select(r => r.Kind)
        );
        Assert.Equal("[]", AnswerSheet.FromJson(reading.Latest!.AnswersJson)["points"]);
    }

    [Fact]
    public async Task What_is_drawn_fits_its_question_and_lies_on_the_images()
    {
        var (study, room) = await MarkingStudy.OpenedAsync(app, MarkingStudy.Everything);

        // Rated beyond the scale, more than anybody marks, no box where one is asked for, and a value that is not that of the points.
        await NotTakenAsync(Reading.AnswersAreValid, study, room, new { points = Points.Replace("100", "101", StringComparison.Ordinal) });
        await NotTakenAsync(
            Reading.AnswersAreValid,
            study,
            room,
            new { points = $"[{string.Join(',', Enumerable.Repeat("""{"x":0,"y":0,"z":0,"rating":1}""", 101))}]" }
        );
        await NotTakenAsync(Reading.AnswersAreValid, study, room, new { boxes = """[{"x":0,"y":0,"z":0,"rating":1}]""" });
        await NotTakenAsync(
            Reading.AnswersAreValid,
            study,
            room,
            new { boxes = Boxes.Replace("round", "square", StringComparison.Ordinal) }
        );
        await NotTakenAsync(
            Reading.AnswersAreValid,
            study,
            room,
            new { length = Length.Replace("\"value\":5", "\"value\":6", StringComparison.Ordinal) }
        );
        // Beside the image, above the last slice, across slices, on a slice that is not there, and in pixels though the spacing is known.
        await NotTakenAsync(DrawnRules.LiesOnImages, study, room, new { points = """[{"x":4.1,"y":0,"z":0,"rating":1}]""" });
        await NotTakenAsync(DrawnRules.LiesOnImages, study, room, new { points = """[{"x":0,"y":0,"z":12.6,"rating":1}]""" });
        await NotTakenAsync(
            DrawnRules.LiesOnImages,
            study,
            room,
            new
            {
                boxes = Boxes.Replace("\"z\":10", "\"z\":7.5", StringComparison.Ordinal).Replace("-1,10", "-1,5", StringComparison.Ordinal),
            }
        );
        await NotTakenAsync(
            DrawnRules.LiesOnImages,
            study,
            room,
            new { length = Length.Replace("\"slice\":1", "\"slice\":2", StringComparison.Ordinal) }
        );
        await NotTakenAsync(
            DrawnRules.LiesOnImages,
            study,
            room,
            new { length = Length.Replace("\"series\":0", "\"series\":2", StringComparison.Ordinal) }
        );
        await NotTakenAsync(
            DrawnRules.LiesOnImages,
            study,
            room,
            new { length = Length.Replace("\"mm\"", "\"px\"", StringComparison.Ordinal) }
        );
    }

    [Fact]
    public async Task A_number_that_is_too_large_to_be_one_is_not_taken()
    {
        var (study, room) = await MarkingStudy.OpenedAsync(app, MarkingStudy.Everything);

        await NotTakenAsync(Reading.AnswersAreValid, study, room, new { points = """[{"x":1e999,"y":0,"z":0,"rating":1}]""" });
        await NotTakenAsync(
            Reading.AnswersAreValid,
            study,
            room,
            new { length = Length.Replace("\"value\":5", "\"value\":1e999", StringComparison.Ordinal) }
        );
        using var times = await room.SendAsync(
            HttpMethod.Put,
            "cases/1/draft",
            JsonDocument.Parse("""{"clientSequence":1,"answers":{},"times":{"openedAt":1e999,"hiddenMs":0}}""").RootElement
        );

        Assert.Equal(HttpStatusCode.BadRequest, times.StatusCode);
    }

    [Fact]
    public async Task Answers_are_kept_up_to_the_length_that_there_is_room_for()
    {
        var described = new Question
        {
            Id = "described",
            Text = "Describe each.",
            Kind = QuestionKind.Marks,
            Required = false,
            PerMark =
            [
                new Question
                {
                    Id = "words",
                    Text = "How does it look?",
                    Kind = QuestionKind.Text,
                },
            ],
        };
        var protocol = MarkingStudy.Everything with { Questions = [.. MarkingStudy.Everything.Questions, described] };
        var (study, room) = await MarkingStudy.OpenedAsync(app, protocol);
        var mark = """{"x":0,"y":0,"z":5,"rating":1,"answers":{"words":"W"}}""".Replace(
            "W",
            new string('w', AnswerSheet.LongestText),
            StringComparison.Ordinal
        );
        string Marks(int count) => $"[{string.Join(',', Enumerable.Repeat(mark, count))}]";

        using var draft = await room.DraftAsync(1, 1, new { described = Marks(48) });
        await Room.OkAsync(draft);

        Assert.Equal(Marks(48), (await room.JsonAsync("cases/1")).GetProperty("answers").GetProperty("described").GetString());
        await app.RefusedAsync(
            Reading.AnswersHaveRoom,
            study,
            study.Readers[0],
            v =>
                v.SendJsonAsync(
                    HttpMethod.Put,
                    $"{room.Url}/cases/1/draft",
                    new { clientSequence = 2, answers = new { described = Marks(49) } }
                )
        );
    }

    [Fact]
    public async Task What_must_be_said_of_a_mark_is_there_at_the_lock()
    {
        var (study, room) = await MarkingStudy.OpenedAsync(app, MarkingStudy.Everything);
        var unsaid = new { boxes = Boxes.Replace("""{"look":"round"}""", "{}", StringComparison.Ordinal) };

        using var draft = await room.DraftAsync(1, 1, unsaid);
        await Room.OkAsync(draft);

        await app.RefusedAsync(
            Reading.AnswersAreComplete,
            study,
            study.Readers[0],
            v => v.SendJsonAsync(HttpMethod.Post, $"{room.Url}/cases/1/lock", new { clientSequence = 2, answers = unsaid })
        );
    }

    private Task NotTakenAsync(Domain.Rule rule, TestStudy study, Room room, object answers) =>
        app.RefusedAsync(
            rule,
            study,
            study.Readers[0],
            v => v.SendJsonAsync(HttpMethod.Put, $"{room.Url}/cases/1/draft", new { clientSequence = 1, answers })
        );
}
