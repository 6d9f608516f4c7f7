using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Protocols;

namespace ReaderStudy.Web.Tests.Protocols;

/// <summary>Every part of the protocol on a page of its own, by forms alone.</summary>
[Collection(App.Collection)]
public sealed partial class SubjectPageTests(App app)
{
    private static readonly string[] Subjects =
    [
        "about",
        "arms",
        "design",
        "reading",
        "training",
        "truth",
        "reference",
        "checks",
        "glossary",
        "tasks",
        "analysis",
        "hanging",
    ];

    [Theory]
    [InlineData("liver-lesion")]
    [InlineData("crossover-unaided-aided")]
    [InlineData("sequential-second-reader")]
    [InlineData("free-response-detection")]
    [InlineData("segmentation-agreement")]
    [InlineData("li-rads-ordinal")]
    public async Task Saving_every_page_as_it_is_shown_changes_no_byte(string template)
    {
        var study = await TestStudy.DraftAsync(app, cases: 0, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        await SaveAsync(browser, $"{study.Url}/protocol/text", ("text", ProtocolJson.Write(ProtocolJson.Template(template))));
        var before = await TextAsync(study);

        foreach (var subject in Subjects)
        {
            await SaveAsync(browser, $"{study.Url}/protocol/{subject}", Filled(await browser.PageAsync($"{study.Url}/protocol/{subject}")));
            Assert.Equal(before, await TextAsync(study));
        }

        foreach (var question in ProtocolJson.Read(before).Questions)
        {
            var url = $"{study.Url}/protocol/questions/{question.Id}";
            await SaveAsync(browser, url, Filled(await browser.PageAsync(url)));
            Assert.Equal(before, await TextAsync(study));
        }
    }

    [Fact]
    public async Task A_crossover_is_made_of_the_simplest_protocol_by_forms()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var root = $"{study.Url}/protocol";

        await SaveAsync(
            browser,
            $"{root}/about",
            ("Title", "Leberläsionen 肝脏病变"),
            ("Id", "livers"),
            ("Instructions", "Read.\r\nThen decide.")
        );
        await SaveAsync(
            browser,
            $"{root}/arms",
            ("Arms[0].Id", "unaided"),
            ("Arms[0].Name", "Without AI"),
            ("Arms[3].Id", "aided"),
            ("Arms[3].ShowsAi", "true"),
            ("Arms[3].Model", TestModels.MeanHu),
            ("Arms[3].Reveal", "OnRequest"),
            ("Arms[3].Phases", "portal-venous, arterial"),
            ("Arms[3].Age", "true")
        );
        await SaveAsync(
            browser,
            $"{root}/design",
            ("Kind", "Crossover"),
            ("WashoutDays", "14"),
            ("WashoutReason", "Alike cases"),
            ("StratumGroup", "true"),
            ("CasesPerSession", "20"),
            ("HiddenRepeats", "2"),
            ("RepeatDistance", "5")
        );
        await SaveAsync(browser, $"{root}/reading", ("Sign", "true"), ("RestHours", "8"));
        await SaveAsync(
            browser,
            $"{root}/training",
            ("Trains", "true"),
            ("Task", "benign-malignant"),
            ("RequiredPercent", "60"),
            ("MostTries", "2")
        );
        await SaveAsync(browser, $"{root}/truth", ("Rule", "TwoPlusOne"), ("Due", "DataLock"), ("Instructions", "Two, then a third."));
        await SaveAsync(
            browser,
            $"{root}/checks",
            ("Checks[0].Id", "sure"),
            ("Checks[0].When", "malignancy = malignant and confidence <= 10"),
            ("Checks[0].Message", "Are you sure?")
        );
        await SaveAsync(
            browser,
            $"{root}/analysis",
            ("Method", "OR"),
            ("Subgroups", "level, centre"),
            ("Endpoints[0].Id", "sens"),
            ("Endpoints[0].IsPrimary", "true"),
            ("Endpoints[0].Metric", "Sensitivity"),
            ("Endpoints[0].Task", "benign-malignant"),
            ("Endpoints[0].Arm", "aided"),
            ("Endpoints[0].Against", "unaided"),
            ("Endpoints[0].Hypothesis", "NonInferiority"),
            ("Endpoints[0].Margin", "0.05")
        );
        await SaveAsync(
            browser,
            $"{root}/hanging",
            ("Phase1", "portal-venous"),
            ("Phase3", "arterial"),
            ("Windows[0].Name", "Liver"),
            ("Windows[0].Center", "90.5"),
            ("Windows[0].Width", "180"),
            ("Viewports[0].Phase", "arterial"),
            ("Viewports[0].Orientation", "Coronal"),
            ("Viewports[0].Slab", "Maximum"),
            ("Viewports[0].Thickness", "7.5"),
            ("Viewports[1].Prior", "true"),
            ("Viewports[1].Group", "2")
        );

        var protocol = ProtocolJson.Read(await TextAsync(study));
        Assert.Equal(("Leberläsionen 肝脏病变", "Read.\nThen decide."), (protocol.Title, protocol.Instructions));
        Assert.Equal(["unaided", "aided"], protocol.Arms.Select(a => a.Id));
        Assert.Equal(
            (TestModels.MeanHu, true, AiReveal.OnRequest),
            (protocol.Arms[1].Model, protocol.Arms[1].ShowsAi, protocol.Arms[1].Reveal)
        );
        Assert.Equal([ClinicalItem.Age], protocol.Arms[1].Tells);
        Assert.Equal(
            (DesignKind.Crossover, 14, 20, 2, 5),
            (
                protocol.Design.Kind,
                protocol.Design.WashoutDays,
                protocol.Design.CasesPerSession,
                protocol.Design.HiddenRepeats,
                protocol.Design.RepeatDistance
            )
        );
        Assert.Equal([Stratum.Group], protocol.Design.Strata);
        Assert.Equal((true, false, 8), (protocol.Reading.Sign, protocol.Reading.Corrections, protocol.Reading.RestHours));
        Assert.Equal((60, 2), (protocol.Training!.RequiredPercent, protocol.Training.MostTries));
        Assert.Equal((TruthRule.TwoPlusOne, TruthDue.DataLock), (protocol.Truth.Rule, protocol.Truth.Due));
        Assert.Equal(10, protocol.Checks.Single().When[1].AtMost);
        Assert.Equal(
            (EndpointHypothesis.NonInferiority, 0.05),
            (protocol.Analysis.Endpoints.Single().Hypothesis, protocol.Analysis.Endpoints[0].Margin)
        );
        Assert.Equal(["portal-venous", "arterial"], protocol.Hanging.Phases);
        Assert.Equal(new WindowPreset("Liver", 90.5, 180), protocol.Hanging.Windows.Single());
        Assert.Equal(
            [
                new HangingViewport
                {
                    Phase = "arterial",
                    Orientation = ViewOrientation.Coronal,
                    Slab = new HangingSlab(SlabKind.Maximum, 7.5),
                },
                new HangingViewport { Prior = true, Group = 2 },
            ],
            protocol.Hanging.Viewports!
        );

        var page = Visitor.TextOf(await browser.PageAsync(root));
        Assert.Contains("Crossover: half of the cases in each arm", page, StringComparison.Ordinal);
        Assert.Contains("confidence <= 10", page, StringComparison.Ordinal);
        Assert.Contains("Washout 14 days, because: Alike cases", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_faulty_form_is_shown_again_with_what_is_wrong_and_all_that_was_typed()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var before = await TextAsync(study);

        using var field = await browser.PostAsync(
            $"{study.Url}/protocol/hanging",
            ("Windows[0].Name", "Übermäßig & <breit>"),
            ("Windows[0].Center", "ninety"),
            ("Windows[0].Width", "180")
        );
        using var whole = await browser.PostAsync(
            $"{study.Url}/protocol/design",
            ("Kind", "Crossover"),
            ("WashoutDays", "28"),
            ("WashoutReason", "typed by hand")
        );

        var fieldPage = await field.Content.ReadAsStringAsync();
        Assert.Contains("'ninety' is no number", Visitor.TextOf(fieldPage), StringComparison.Ordinal);
        Assert.Contains("value=\"ninety\"", fieldPage, StringComparison.Ordinal);
        Assert.Contains("&lt;breit&gt;", fieldPage, StringComparison.Ordinal);
        var wholePage = await whole.Content.ReadAsStringAsync();
        Assert.Contains("A crossover design needs exactly two arms; there is one.", Visitor.TextOf(wholePage), StringComparison.Ordinal);
        Assert.Contains("value=\"typed by hand\"", wholePage, StringComparison.Ordinal);
        Assert.Contains("value=\"Crossover\" selected", wholePage, StringComparison.Ordinal);
        Assert.Equal(before, await TextAsync(study));
    }

    [Fact]
    public async Task The_second_of_two_coordinators_is_told_and_can_save_over_it_knowingly()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0, readers: 1);
        var colleague = await app.PersonAsync("coordinator");
        await study.NameAsync(colleague, StudyRole.Coordinator);
        using var first = await app.SignInAsync(study.Coordinator);
        using var second = await app.SignInAsync(colleague);
        var url = $"{study.Url}/protocol/about";
        var filled = Filled(await second.PageAsync(url));
        var question = Filled(await second.PageAsync($"{study.Url}/protocol/questions/confidence"));
        await SaveAsync(first, $"{study.Url}/protocol/reading", ("RestHours", "8"));
        var typed = filled.Select(f => f.Name == "Title" ? (f.Name, "Typed by the second") : f).ToArray();

        using var refused = await second.PostAsync(url, typed);
        using var refusedQuestion = await second.PostAsync($"{study.Url}/protocol/questions/confidence", question);

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (refused.StatusCode, refusedQuestion.StatusCode));
        var page = await refused.Content.ReadAsStringAsync();
        Assert.Contains("Somebody changed the protocol while you edited it.", Visitor.TextOf(page), StringComparison.Ordinal);
        Assert.Contains("Typed by the second", page, StringComparison.Ordinal);
        Assert.Equal(
            2,
            await app.DataAsync(db =>
                db.AuditEntries.CountAsync(a => a.StudyId == study.Id && a.Subject == SaveProtocol.ChangedMeanwhile.Code)
            )
        );
        await SaveAsync(second, url, Filled(page));
        var protocol = ProtocolJson.Read(await TextAsync(study));
        Assert.Equal(("Typed by the second", 8), (protocol.Title, protocol.Reading.RestHours));
    }

    [Fact]
    public async Task Of_two_saves_at_the_same_moment_one_is_told()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);

        await app.DataAsync(async slow =>
        {
            var old = await study.LoadAsync(slow);
            await SaveAsync(browser, $"{study.Url}/protocol/reading", ("RestHours", "8"));
            old.ChangeProtocol(old.Protocol with { Title = "Lost?" });
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => slow.SaveChangesAsync());
            return 0;
        });

        Assert.Equal(8, ProtocolJson.Read(await TextAsync(study)).Reading.RestHours);
    }

    [Fact]
    public async Task The_schema_is_there_for_everybody()
    {
        using var nobody = app.Nobody();
        using var answer = await nobody.GetJsonAsync("/protocol.schema.json");

        Assert.Equal("application/schema+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(ProtocolSchema.Text, await answer.Content.ReadAsStringAsync());
    }

    private static async Task SaveAsync(Visitor browser, string url, params (string Name, string Value)[] fields)
    {
        using var answer = await browser.PostAsync(url, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{url}: {Visitor.TextOf(await answer.Content.ReadAsStringAsync())}");
    }

    private Task<string> TextAsync(TestStudy study) => app.DataAsync(async db => (await study.LoadAsync(db)).ProtocolText);

    /// <summary>What a browser would send of a page's form as it stands, without the token.</summary>
    internal static (string Name, string Value)[] Filled(string page)
    {
        var form = page[page.IndexOf("<main", StringComparison.Ordinal)..];
        var fields = new List<(string, string)>();
        foreach (Match match in Field().Matches(form))
        {
            var tag = match.Groups["tag"].Value;
            string? Attribute(string name) =>
                Regex.Match(tag, $"\\b{name}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } found
                    ? WebUtility.HtmlDecode(found.Groups[1].Value)
                    : null;
            if (
                Attribute("name") is not { } name
                || name.StartsWith("__", StringComparison.Ordinal)
                || Attribute("type") is "file" or "password"
            )
            {
                continue;
            }

            if (match.Groups["select"].Success)
            {
                var options = Option().Matches(match.Groups["select"].Value);
                var chosen =
                    options.FirstOrDefault(o => o.Groups["rest"].Value.Contains("selected", StringComparison.Ordinal))
                    ?? options.FirstOrDefault();
                fields.Add((name, WebUtility.HtmlDecode(chosen?.Groups["value"].Value ?? "")));
            }
            else if (match.Groups["area"].Success)
            {
                // The first line break after the tag is not part of the text.
                fields.Add((name, WebUtility.HtmlDecode(match.Groups["area"].Value).TrimStart('\n')));
            }
            else if (Attribute("type") is not ("checkbox" or "radio") || tag.Contains("checked", StringComparison.Ordinal))
            {
                fields.Add((name, Attribute("value") ?? ""));
            }
        }

        return [.. fields];
    }

    [GeneratedRegex(
        @"<(?<tag>input [^>]*)>|<(?<tag>textarea [^>]*)>(?<area>.*?)</textarea>|<(?<tag>select [^>]*)>(?<select>.*?)</select>",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        2000
    )]
    private static partial Regex Field();

    [GeneratedRegex(@"<option value=""(?<value>[^""]*)""(?<rest>[^>]*)>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Option();
}
