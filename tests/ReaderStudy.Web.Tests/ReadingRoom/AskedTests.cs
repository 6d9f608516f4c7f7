using System.Net;
using System.Text.Json;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.ReadingRoom;

/// <summary>Every kind of question over HTTP: what is asked, what is taken, what is refused.</summary>
[Collection(App.Collection)]
public sealed class AskedTests(App app)
{
    private static Protocol Asking
    {
        get
        {
            var liver = ProtocolJson.Template("liver-lesion");
            return liver with
            {
                Reading = new ReadingRules(),
                Questions =
                [
                    .. liver.Questions,
                    new Question
                    {
                        Id = "features",
                        Text = "Which features?",
                        Kind = QuestionKind.Multiple,
                        Choices = [new("fat", "Fat"), new("capsule", "Capsule"), new("none", "None of these")],
                        Exclusive = ["none"],
                    },
                    new Question
                    {
                        Id = "size",
                        Text = "Largest diameter",
                        Kind = QuestionKind.Number,
                        Minimum = 1,
                        Maximum = 300,
                        Unit = "mm",
                        Decimals = 1,
                    },
                    new Question
                    {
                        Id = "score",
                        Text = "How malignant?",
                        Kind = QuestionKind.Rating,
                        Sides =
                        [
                            new RatingSide(new Condition("malignancy", ["malignant"]), 51, 100),
                            new RatingSide(new Condition("malignancy", ["benign"]), 0, 49),
                        ],
                    },
                    new Question
                    {
                        Id = "category",
                        Text = "Which category?",
                        Kind = QuestionKind.Ordinal,
                        Choices = [new("LR-3", "LR-3"), new("LR-4", "LR-4"), new("LR-5", "LR-5")],
                        Aid = QuestionAid.LiRads,
                    },
                    new Question
                    {
                        Id = "why",
                        Text = "Why so small a score?",
                        Kind = QuestionKind.Text,
                        Required = false,
                        When = new Condition("score") { AtMost = 60 },
                    },
                ],
                Checks =
                [
                    new ConsistencyCheck
                    {
                        Id = "small-lr5",
                        Message = "LR-5 needs 10 mm.",
                        When = [new Condition("category", ["LR-5"]), new Condition("size") { AtMost = 9 }],
                    },
                ],
                Glossary = [new GlossaryTerm("Washout", "Darker than the liver in a later phase.")],
            };
        }
    }

    private static Dictionary<string, object> Good =>
        new()
        {
            ["malignancy"] = "malignant",
            ["subtype"] = "HCC",
            ["confidence"] = 85,
            ["features"] = "capsule|fat",
            ["size"] = "23,50",
            ["score"] = 90,
            ["category"] = "LR-5",
        };

    [Fact]
    public async Task The_state_says_how_each_kind_is_asked_and_what_the_terms_mean()
    {
        var desk = await DeskStudy.SealedAsync(app, Asking, 1, new Layout("unaided", Layout.Cases(0)));
        using var room = await desk.RoomAsync();

        var state = await room.JsonAsync("state");
        var questions = state.GetProperty("questions").EnumerateArray().ToDictionary(q => q.GetProperty("id").GetString()!);

        Assert.Equal("none", questions["features"].GetProperty("exclusive")[0].GetString());
        Assert.Equal("mm", questions["size"].GetProperty("unit").GetString());
        Assert.Equal(1, questions["size"].GetProperty("decimals").GetInt32());
        Assert.Equal(51, questions["score"].GetProperty("sides")[0].GetProperty("minimum").GetInt32());
        Assert.Equal("li-rads", questions["category"].GetProperty("aid").GetString());
        Assert.False(questions["malignancy"].TryGetProperty("unit", out _));
        Assert.Equal("Washout", state.GetProperty("glossary")[0].GetProperty("term").GetString());
    }

    [Fact]
    public async Task Answers_of_every_kind_are_taken_and_kept_in_one_way_of_writing()
    {
        var desk = await DeskStudy.SealedAsync(app, Asking, 1, new Layout("unaided", Layout.Cases(0)));
        using var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");

        using var draft = await room.DraftAsync(1, 1, Good);
        await Room.OkAsync(draft);
        using var locked = await room.LockAsync(1, 2, Good);
        await Room.OkAsync(locked);
        using var again = await room.LockAsync(1, 2, Good);
        await Room.OkAsync(again);

        var answers = (await room.JsonAsync("cases/1")).GetProperty("answers");
        Assert.Equal("fat|capsule", answers.GetProperty("features").GetString());
        Assert.Equal("23.5", answers.GetProperty("size").GetString());
        Assert.Equal("90", answers.GetProperty("score").GetString());
        Assert.Equal("LR-5", answers.GetProperty("category").GetString());
    }

    [Theory]
    [InlineData("features", "none|fat")]
    [InlineData("features", "air")]
    [InlineData("size", "23.55")]
    [InlineData("size", "0.5")]
    [InlineData("size", "301")]
    [InlineData("size", "wide")]
    [InlineData("score", "50")]
    [InlineData("score", "30")]
    [InlineData("category", "LR-6")]
    [InlineData("why", "it is not asked for")]
    public async Task What_does_not_fit_is_refused_and_nothing_is_kept(string question, string answer)
    {
        var desk = await DeskStudy.SealedAsync(app, Asking, 1, new Layout("unaided", Layout.Cases(0)));
        using var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");
        var answers = new Dictionary<string, object>(Good) { [question] = answer };

        using var draft = await room.DraftAsync(1, 1, answers);

        await desk.RefusedAsync(Reading.AnswersAreValid, draft);
        Assert.Equal("opened", (await room.JsonAsync("cases/1")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task What_is_missing_and_what_contradicts_itself_is_not_locked()
    {
        var desk = await DeskStudy.SealedAsync(app, Asking, 1, new Layout("unaided", Layout.Cases(0)));
        using var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");
        var without = new Dictionary<string, object>(Good);
        without.Remove("size");
        var small = new Dictionary<string, object>(Good) { ["size"] = 8.5 };

        using var incomplete = await room.LockAsync(1, 1, without);
        using var contradicting = await room.LockAsync(1, 1, small);
        using var confirmed = await room.LockAsync(1, 1, small, confirmed: new() { ["small-lr5"] = "It is 8.5 mm in one plane only." });

        Assert.Equal(Reading.AnswersAreComplete.Code, await Room.CodeAsync(incomplete, HttpStatusCode.Conflict));
        var body = JsonDocument.Parse(await contradicting.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(Reading.NoContradiction.Code, body.GetProperty("code").GetString());
        Assert.Equal("small-lr5", body.GetProperty("checks")[0].GetProperty("id").GetString());
        await Room.OkAsync(confirmed);
    }
}
