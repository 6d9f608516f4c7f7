using System.Globalization;
using System.Net;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Screens;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Tests.Blinding.Crawling;
using ReaderStudy.Web.Tests.Blinding.Planting;
using ReaderStudy.Web.Tests.ReadingRoom;

namespace ReaderStudy.Web.Tests.Blinding.Moments;

/// <summary>
/// A study of one reader that has what the planted study of the crawl has not: a checked screen, slides, a training with feedback, a session that
/// is read twice, AI on request, and a model that draws. It is brought from moment to moment; what the reader's acts are answered with is kept.
/// </summary>
internal sealed class MomentsStudy
{
    /// <summary>The moments in their order, by letter; <c>Tables/moments.txt</c> says in words what they are.</summary>
    public const string Letters = "sctuakwqzln";

    /// <summary>By number: a training, unaided then aided, and with AI on request.</summary>
    public static readonly string[] Sessions = ["training", "sequential", "asked"];

    private readonly App _app;
    private readonly List<(string Url, Answer Answer)> _acts = [];

    private MomentsStudy(App app, DeskStudy desk) => (_app, Desk) = (app, desk);

    public DeskStudy Desk { get; }

    public IReadOnlyList<Secret> Secrets { get; } =
    [
        new("word:drawn", "zq7drawn"),
        new("word:answer-unaided", "zq7unaided"),
        new("word:answer-aided", "zq7aided"),
        new("word:answer-asked", "zq7asked"),
        new("word:answer-training", "zq7trained"),
        new("word:why-skipped", "zq7skipped"),
        new("word:slide-file", "zq7tiles"),
        new("word:slide-name", "zq7slidename"),
    ];

    public static async Task<MomentsStudy> SealedAsync(App app)
    {
        var protocol = DeskStudy.TwoArms;
        protocol = protocol with
        {
            Arms =
            [
                .. protocol.Arms,
                new Arm("asked", "With AI when asked", ShowsAi: true) { Model = DeskStudy.Model, Reveal = AiReveal.OnRequest },
            ],
            Training = new TrainingPlan { Task = protocol.Tasks.First(t => t.Truth == TaskTruth.Group).Id },
            Reading = new ReadingRules { SiteCheck = true },
            Questions =
            [
                .. protocol.Questions,
                new Question
                {
                    Id = "comment",
                    Text = "Anything else?",
                    Kind = QuestionKind.Text,
                    Required = false,
                },
                new Question
                {
                    Id = "points",
                    Text = "Where?",
                    Kind = QuestionKind.Marks,
                    Required = false,
                },
            ],
        };
        var desk = await DrawnStudy.SealedAsync(
            app,
            protocol,
            6,
            AddSlidesAsync,
            "zq7drawn",
            new Layout("unaided", Layout.Cases(5), Period: 0, Kind: SessionKind.Training),
            new Layout("unaided", [new LaidPlace(0), new LaidPlace(1, IsRevealed: false), new LaidPlace(2)], Reveal: "aided"),
            new Layout("asked", Layout.Cases(3, 4), Period: 2)
        );
        return new MomentsStudy(app, desk);
    }

    /// <summary>What brings each moment.</summary>
    public IReadOnlyList<Func<Task>> Moments =>
        [
            () => Task.CompletedTask,
            CheckScreensAsync,
            () => LockAsync(0, 1, "trained", null),
            () => OpenAsync(1, 1),
            () => LockAsync(1, 1, "unaided", "unaided"),
            EndSequentialAsync,
            () => OpenAsync(2, 1),
            () => ActAsync(2, 1, "ai", room => room.PostAsync(1, "ai", new { })),
            EndAskedAsync,
            () => Desk.Study.LockDataAsync(),
            () => Desk.Study.UnblindAsync(),
        ];

    /// <summary>What the reader's acts since the last call were answered with.</summary>
    public IReadOnlyList<(string Url, Answer Answer)> TakeActs()
    {
        List<(string, Answer)> taken = [.. _acts];
        _acts.Clear();
        return taken;
    }

    /// <summary>A slide beside the series of every case; of its tiles only what is said is looked at here.</summary>
    private static Task AddSlidesAsync(ReaderStudyDbContext db, IReadOnlyList<Guid> cases)
    {
        foreach (var caseId in cases)
        {
            var shape = new PictureShape(1000, 700, 510, 1, "jpg");
            var picture = new Picture(null, null, "zq7slidename", "HE", $"zq7tiles{caseId:N}", new string('f', 64), shape);
            picture.Measure(0.5);
            var series = new Series(caseId, DicomUid.FromName($"slide exam {caseId}"), DicomUid.FromName($"slide {caseId}"));
            series.Show(picture);
            db.Series.Add(series);
        }

        return Task.CompletedTask;
    }

    private async Task CheckScreensAsync()
    {
        using var reader = await _app.SignInAsync(Desk.Reader);
        foreach (var session in Desk.Sessions)
        {
            var read = SiteCheckPattern
                .RowsOf(session, 1)
                .Select((row, i) => ($"read[{i}]", string.Join(' ', row.Letters.ToLowerInvariant().AsEnumerable())));
            using var answer = await reader.PostAsync(
                $"/sessions/{session}/site-check",
                [
                    ("number", "1"),
                    ("width", "1920"),
                    ("height", "1080"),
                    ("ratio", "1.25"),
                    ("cardPixels", "324"),
                    ("seesDark", "true"),
                    ("seesBright", "true"),
                    ("finestLines", "1"),
                    ("display", "Office"),
                    ("light", "Daylight"),
                    ("calibrated", "NotKnown"),
                    .. read,
                ]
            );
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }
    }

    private async Task EndSequentialAsync()
    {
        await LockAsync(1, 1, "aided", "aided");
        await OpenAsync(1, 2);
        await LockAsync(1, 2, "unaided", "unaided");
        await OpenAsync(1, 3);
        await ActAsync(
            1,
            3,
            "skip",
            room =>
                room.PostAsync(
                    3,
                    "skip",
                    new
                    {
                        clientSequence = 1,
                        stage = "unaided",
                        reason = "technical",
                        text = "zq7skipped",
                    }
                )
        );
    }

    private async Task EndAskedAsync()
    {
        await LockAsync(2, 1, "asked", null);
        await OpenAsync(2, 2);
        await LockAsync(2, 2, "asked", null);
    }

    private async Task OpenAsync(int session, int position)
    {
        using var room = await Desk.RoomAsync(session);
        await room.JsonAsync($"cases/{position}");
    }

    private async Task LockAsync(int session, int position, string what, string? stage)
    {
        var answers = new
        {
            malignancy = "malignant",
            subtype = "MET",
            confidence = 85,
            comment = $"zq7{what}",
            points = """[{"x":1.25,"y":0,"z":5,"rating":80}]""",
        };
        await OpenAsync(session, position);
        await ActAsync(session, position, "lock", room => room.LockAsync(position, 1, answers, stage, open: true));
    }

    private async Task ActAsync(int session, int position, string act, Func<Room, Task<HttpResponseMessage>> send)
    {
        using var room = await Desk.RoomAsync(session);
        using var answer = await send(room);
        await Room.OkAsync(answer);
        var url = string.Create(CultureInfo.InvariantCulture, $"{room.Url}/cases/{position}/{act}");
        _acts.Add((url, await Answer.OfAsync(answer)));
    }
}
