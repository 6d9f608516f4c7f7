using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.Sealing;

/// <summary>From each template to a sealed study: the coordinator names the model where one is shown, and changes nothing else.</summary>
[Collection(App.Collection)]
public sealed partial class TemplateSealingTests(App app)
{
    public static TheoryData<string> Templates => [.. ProtocolJson.Templates];

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task A_study_is_sealed_as_its_template_comes(string template)
    {
        var (cases, training, sessions, places) = NeededBy(template);
        var protocol = ProtocolJson.Template(template);
        var study = await TestStudy.DraftAsync(app, cases + training, template: template);
        await study.UseLastCasesForAsync(app, training, CasePurpose.Training);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        if (protocol.Arms.Any(a => a.ShowsAi))
        {
            protocol = protocol with { Arms = [.. protocol.Arms.Select(a => a.ShowsAi ? a with { Model = TestModels.MeanHu } : a)] };
            using var named = await coordinator.PostAsync($"{study.Url}/protocol/text", ("text", ProtocolJson.Write(protocol)));
            Assert.Equal(HttpStatusCode.Redirect, named.StatusCode);
            await study.PredictAsync();
        }

        var page = await coordinator.PageAsync($"{study.Url}/seal");
        using var answer = await coordinator.PostAsync(
            $"{study.Url}/seal",
            ("sha256", ShownHash().Match(page).Groups["sha256"].Value),
            ("password", App.Password)
        );

        Assert.DoesNotContain("Sealing is not possible yet", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var kept = await app.DataAsync(study.LoadAsync);
        Assert.Equal((StudyStatus.Sealed, ProtocolJson.Sha256Of(protocol)), (kept.Status, kept.ProtocolSha256));
        var drawn = await study.DrawnAsync(app);
        Assert.Equal((sessions, places), (drawn.Count, drawn.Sum(s => s.Places.Count)));
        Assert.Equal(1, await app.DataAsync(db => db.AuditEntries.CountAsync(e => e.StudyId == study.Id && e.Action == "study.sealed")));
        using var reader = await app.SignInAsync(study.Readers[0]);
        Assert.Contains(kept.Name, Visitor.TextOf(await reader.PageAsync("/sessions")), StringComparison.Ordinal);
    }

    /// <summary>The fewest cases that its hidden repeats have room in, or a few; and what is drawn of them by hand for two readers.</summary>
    private static (int Cases, int Training, int Sessions, int Places) NeededBy(string template) =>
        template switch
        {
            "liver-lesion" => (6, 0, 2, 2 * 6),
            // Training, then two arms in each of two periods; each case once in either arm.
            "crossover-unaided-aided" => (6, 2, 2 * 5, 2 * (2 + (2 * 6))),
            // Training, then one list, whose aided reading is at the same place.
            "sequential-second-reader" => (6, 2, 2 * 2, 2 * (2 + 6)),
            "free-response-detection" => (6, 0, 2 * 2, 2 * 2 * 6),
            // Five repeats at ten places from the first reading: 14 - 10 + 1.
            "segmentation-agreement" => (14, 0, 2, 2 * (14 + 5)),
            // Ten repeats at fifteen places: 24 - 15 + 1.
            "li-rads-ordinal" => (24, 0, 2, 2 * (24 + 10)),
            _ => throw new ArgumentException($"The template '{template}' is new: say what it needs.", nameof(template)),
        };

    [GeneratedRegex("name=\"sha256\" value=\"(?<sha256>[0-9a-f]{64})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ShownHash();
}
