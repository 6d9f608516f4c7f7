using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Tests.ReadingRoom;

namespace ReaderStudy.Web.Tests.Blinding;

/// <summary>
/// What a reader's page is told of a case is the same, byte for byte, whatever lies behind the case; what may differ is named here, field by
/// field, and taken out before the bytes are compared. All cases of a test study have images of one form.
/// </summary>
[Collection(App.Collection)]
public sealed class ReaderPayloadTests(App app)
{
    [Fact]
    public async Task Cases_of_different_truth_and_purpose_and_hidden_repeats_look_alike_in_an_unaided_arm()
    {
        var desk = await DeskStudy.SealedAsync(
            app,
            DeskStudy.TwoArms,
            6,
            async (db, ids) => (await db.Cases.SingleAsync(c => c.Id == ids[2])).UseFor(CasePurpose.Catch),
            new Layout("unaided", [new LaidPlace(0), new LaidPlace(4), new LaidPlace(0, Attempt: 2), new LaidPlace(2, Sham: "CYST")])
        );

        var cases = await PayloadsAsync(desk, 0, 4);

        Assert.Single(cases.Select(c => Without(c, "position", "displayCode")).Distinct());
    }

    [Fact]
    public async Task In_an_arm_with_AI_cases_differ_in_the_models_output_and_a_sham_output_has_the_form_of_any_other()
    {
        var desk = await DeskStudy.SealedAsync(
            app,
            DeskStudy.TwoArms,
            6,
            new Layout("aided", [new LaidPlace(0), new LaidPlace(4), new LaidPlace(5), new LaidPlace(0, Attempt: 2, Sham: "HEM")])
        );

        var cases = await PayloadsAsync(desk, 0, 4);

        Assert.Single(cases.Select(c => Without(c, "position", "displayCode", "ai")).Distinct());
        // The sham output of the first case is, byte for byte, what the model says of a case that it takes for a haemangioma.
        Assert.Equal(cases[1]["ai"]!.ToJsonString(), cases[3]["ai"]!.ToJsonString());
        Assert.NotEqual(cases[0]["ai"]!.ToJsonString(), cases[3]["ai"]!.ToJsonString());
    }

    [Fact]
    public async Task A_case_in_two_arms_differs_in_what_the_arms_differ_in_and_in_nothing_else()
    {
        var protocol = DeskStudy.TwoArms with
        {
            Design = new StudyDesign { WashoutDays = 0, WashoutReason = "A test" },
            Arms = [DeskStudy.TwoArms.Arms[0], DeskStudy.TwoArms.Arms[1] with { Tells = [ClinicalItem.Age, ClinicalItem.History] }],
        };
        var desk = await DeskStudy.SealedAsync(
            app,
            protocol,
            1,
            async (db, ids) => (await db.Cases.SingleAsync(c => c.Id == ids[0])).Tell("Hepatitis B for ten years."),
            new Layout("unaided", Layout.Cases(0)),
            new Layout("aided", Layout.Cases(0), Period: 2)
        );

        var unaided = Assert.Single(await PayloadsAsync(desk, 0, 1));
        var aided = Assert.Single(await PayloadsAsync(desk, 1, 1));

        Assert.Equal(Without(unaided, "arm"), Without(aided, "arm", "ai", "told"));
        Assert.False(unaided.ContainsKey("told"));
        // The arm tells no sex.
        Assert.Equal("""{"age":51,"history":"Hepatitis B for ten years."}""", aided["told"]!.ToJsonString());
    }

    [Fact]
    public async Task Arms_of_image_variants_show_their_own_series_and_phases()
    {
        var protocol = DeskStudy.TwoArms with
        {
            Design = new StudyDesign { WashoutDays = 0, WashoutReason = "A test" },
            Arms = [new Arm("full", "Full dose"), new Arm("low", "Low dose") { Variant = "low", Phases = ["portal-venous"] }],
        };
        var desk = await DeskStudy.SealedAsync(
            app,
            protocol,
            1,
            async (db, ids) => (await db.Series.SingleAsync(s => s.CaseId == ids[0] && s.Phase == Phase.PortalVenous)).NameVariant("low"),
            new Layout("full", Layout.Cases(0)),
            new Layout("low", Layout.Cases(0), Period: 2)
        );

        var full = Assert.Single(await PayloadsAsync(desk, 0, 1));
        var low = Assert.Single(await PayloadsAsync(desk, 1, 1));

        Assert.Equal(["arterial"], full["series"]!.AsArray().Select(s => (string?)s!["phase"]));
        Assert.Equal(["portal-venous"], low["series"]!.AsArray().Select(s => (string?)s!["phase"]));
        Assert.Equal(Without(full, "arm", "series"), Without(low, "arm", "series"));
        Assert.DoesNotContain("low", low["series"]!.ToJsonString(), StringComparison.Ordinal);
    }

    /// <summary>The page may ask for the next case with the lock. What it then gets is compared with the case itself in a study of the same making.</summary>
    [Theory]
    [InlineData("unaided")]
    [InlineData("aided")]
    [InlineData("on-request")]
    [InlineData("sequential")]
    [InlineData("training")]
    public async Task What_a_lock_brings_of_the_next_case_is_byte_for_byte_what_that_case_says_when_it_is_asked_for(string session)
    {
        var (desk, plain) = (await SessionAsync(session), await SessionAsync(session));
        using var bringing = await desk.RoomAsync();
        using var asking = await plain.RoomAsync();
        await asking.JsonAsync("cases/1");
        var place = await bringing.JsonAsync("cases/1");
        var brought = 0;
        while (true)
        {
            var (position, stage) = (place.GetProperty("position").GetInt32(), place.GetProperty("stage").GetString());
            using var answer = await bringing.LockAsync(position, 1, Room.Malignant, stage, open: true);
            using var without = await asking.LockAsync(position, 1, Room.Malignant, stage);
            var (locked, said) = (await Room.OkAsync(answer), await Room.OkAsync(without));
            Assert.False(said.TryGetProperty("case", out _));
            // The place where reading goes on is told either way.
            Assert.Equal(
                said.EnumerateObject().Select(p => (p.Name, p.Value.GetRawText())),
                locked.EnumerateObject().Where(p => p.Name != "case").Select(p => (p.Name, p.Value.GetRawText()))
            );
            if (!said.TryGetProperty("next", out var next))
            {
                Assert.False(locked.TryGetProperty("case", out _));
                break;
            }

            place = locked.GetProperty("case");
            Assert.Equal(Encoding.UTF8.GetString(await asking.BytesAsync($"cases/{next.GetInt32()}")), place.GetRawText());
            brought++;
        }

        Assert.Equal(3, brought);
    }

    /// <summary>A session of four readings: a hidden repeat and a catch case among them, or a second, aided stage.</summary>
    private Task<DeskStudy> SessionAsync(string kind)
    {
        LaidPlace[] mixed = [new LaidPlace(0), new LaidPlace(4), new LaidPlace(0, Attempt: 2), new LaidPlace(2, Sham: "CYST")];
        return kind switch
        {
            "sequential" => DeskStudy.SealedAsync(
                app,
                DeskStudy.TwoArms,
                3,
                new Layout(
                    "unaided",
                    [new LaidPlace(0), new LaidPlace(1, IsRevealed: false), new LaidPlace(2, IsRevealed: false)],
                    Reveal: "aided"
                )
            ),
            "training" => DeskStudy.SealedAsync(
                app,
                DeskStudy.TwoArms,
                4,
                new Layout("unaided", Layout.Cases(0, 1, 2, 3), Kind: SessionKind.Training)
            ),
            "on-request" => DrawnStudy.SealedAsync(app, DrawnStudy.OnRequest, 4, new Layout("aided", Layout.Cases(0, 1, 2, 3))),
            _ => DeskStudy.SealedAsync(
                app,
                DeskStudy.TwoArms,
                6,
                async (db, ids) => (await db.Cases.SingleAsync(c => c.Id == ids[2])).UseFor(CasePurpose.Catch),
                new Layout(kind, mixed)
            ),
        };
    }

    /// <summary>As each case of a session is when it opens; each is then locked.</summary>
    private static async Task<List<JsonObject>> PayloadsAsync(DeskStudy desk, int session, int cases)
    {
        using var room = await desk.RoomAsync(session);
        var payloads = new List<JsonObject>();
        for (var position = 1; position <= cases; position++)
        {
            payloads.Add(JsonNode.Parse(await room.BytesAsync($"cases/{position}"))!.AsObject());
            await room.ReadAsync(position);
        }

        return payloads;
    }

    private static string Without(JsonObject payload, params string[] fields)
    {
        var rest = payload.DeepClone().AsObject();
        Assert.All(fields, field => Assert.True(rest.Remove(field), $"There is no '{field}' to take out."));
        return rest.ToJsonString();
    }
}
