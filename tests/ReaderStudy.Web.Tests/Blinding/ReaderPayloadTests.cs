using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Cohorts;
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
