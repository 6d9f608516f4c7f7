using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Data.Evidence;
using ReaderStudy.Web.Tests.ReadingRoom;

namespace ReaderStudy.Web.Tests.Audit;

[Collection(App.Collection)]
public sealed class AuditPageTests(App app)
{
    [Fact]
    public async Task A_coordinator_reads_who_did_what_newest_first_and_nothing_of_other_studies()
    {
        var other = await TestStudy.SealedAsync(app);
        var study = await TestStudy.UnblindedAsync(app);
        using var coordinator = await app.SignInAsync(study.Coordinator);

        var text = Visitor.TextOf(await coordinator.PageAsync($"{study.Url}/audit"));

        Assert.True(
            text.IndexOf("reading.locked", text.IndexOf("newest first", StringComparison.Ordinal), StringComparison.Ordinal)
                < text.LastIndexOf("study.sealed", StringComparison.Ordinal)
        );
        Assert.Contains($"{study.Readers[0].Name} reading.locked", text, StringComparison.Ordinal);
        Assert.DoesNotContain(other.Id.ToString(), text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public async Task The_first_and_the_last_day_there_is_can_be_asked_for(string day)
    {
        var study = await TestStudy.DraftAsync(app);
        using var coordinator = await app.SignInAsync(study.Coordinator);

        var text = Visitor.TextOf(await coordinator.PageAsync($"{study.Url}/audit?day={day}"));

        Assert.Contains("Nothing was recorded that fits", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Until_the_unblinding_entries_on_single_readings_are_kept_back_from_those_who_run_the_study()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2);
        var session = await study.SessionOfAsync(study.Readers[0]);
        using var reader = await app.SignInAsync(study.Readers[0]);
        using var room = new Room(reader, session);
        await room.JsonAsync("cases/1");
        using var incomplete = await room.LockAsync(1, 1, new { malignancy = "benign" });
        await study.ReadAllAsync();
        using var coordinator = await app.SignInAsync(study.Coordinator);
        using var statistician = await app.SignInAsync(study.Statistician);
        string[] telling = ["reading.", "reading ", "/reading/", session.ToString()];

        foreach (var visitor in new[] { coordinator, statistician })
        {
            var page = Visitor.TextOf(await visitor.PageAsync($"{study.Url}/audit"));
            Assert.Contains("Entries on single readings and votes are shown after the unblinding", page, StringComparison.Ordinal);
            Assert.Contains("study.sealed", page, StringComparison.Ordinal);
            string[] taken =
            [
                page,
                await visitor.PageAsync($"{study.Url}/audit?action=reading"),
                await visitor.PageAsync($"{study.Url}/audit?action=rule.refused"),
                await visitor.PageAsync($"{study.Url}/audit/entries.csv"),
                await visitor.PageAsync($"{study.Url}/audit/entries.jsonl"),
                Visitor.TextOf(await visitor.PageAsync($"{study.Url}/ledger")),
            ];
            Assert.All(
                taken,
                t => Assert.All(telling.Skip(t == taken[1] ? 2 : 0), w => Assert.DoesNotContain(w, t, StringComparison.Ordinal))
            );
        }

        using var administrator = await app.SignInAsync(await app.PersonAsync("administrator", AccountRoles.Administrator));
        Assert.Contains("reading.answers-complete", await administrator.PageAsync("/audit/entries.csv"), StringComparison.Ordinal);
        await study.LockDataAsync();
        Assert.DoesNotContain("reading.locked", await coordinator.PageAsync($"{study.Url}/audit"), StringComparison.Ordinal);
        await study.UnblindAsync();
        Assert.Contains("reading.answers-complete", await coordinator.PageAsync($"{study.Url}/audit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_statistician_who_is_to_stay_blind_meets_readers_as_the_study_calls_them()
    {
        var study = await TestStudy.SealedAsync(app);
        using var reader = await app.SignInAsync(study.Readers[1]);
        using var forbidden = await reader.GetAsync($"{study.Url}/audit");
        using var statistician = await app.SignInAsync(study.Statistician);
        using var coordinator = await app.SignInAsync(study.Coordinator);

        var page = Visitor.TextOf(await statistician.PageAsync($"{study.Url}/audit"));

        Assert.Contains("Reader 2 access.refused", page, StringComparison.Ordinal);
        Assert.DoesNotContain(study.Readers[1].Name, page, StringComparison.Ordinal);
        Assert.Contains(
            $"{study.Readers[1].Name} access.refused",
            Visitor.TextOf(await coordinator.PageAsync($"{study.Url}/audit")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Entries_are_filtered_by_what_who_and_day()
    {
        var study = await TestStudy.SealedAsync(app);
        await study.ReadAsync(study.Readers[0], 1);
        using var statistician = await app.SignInAsync(study.Statistician);
        var today = app.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Contains(
            "1 entry,",
            Visitor.TextOf(await statistician.PageAsync($"{study.Url}/audit?action=study.sealed&day={today}")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Nothing was recorded that fits",
            await statistician.PageAsync($"{study.Url}/audit?day=2001-01-01"),
            StringComparison.Ordinal
        );
        var byReader = Visitor.TextOf(await statistician.PageAsync($"{study.Url}/audit?person={study.Readers[0].Id}"));
        Assert.DoesNotContain("study.sealed study", byReader, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_study_is_taken_as_CSV_and_as_JSON_lines_and_that_is_recorded()
    {
        var study = await TestStudy.SealedAsync(app);
        using var coordinator = await app.SignInAsync(study.Coordinator);

        var csv = (await coordinator.PageAsync($"{study.Url}/audit/entries.csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var json = (await coordinator.PageAsync($"{study.Url}/audit/entries.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // What readers did in their sessions, such as the check of a screen, is held back while they read.
        var entries = await app.DataAsync(db =>
            db.AuditEntries.Where(e => e.StudyId == study.Id && !e.Subject.StartsWith("session")).OrderBy(e => e.Sequence).ToListAsync()
        );

        Assert.Equal("sequence,at,action,person,study,subject,detail,rows_sha256,previous_hash,hash", csv[0]);
        // Each holds itself; the CSV was taken first.
        Assert.Equal((entries.Count, entries.Count), (csv.Length, json.Length));
        var last = JsonDocument.Parse(json[^1]).RootElement;
        Assert.Equal(("audit.exported", entries[^1].Hash), (last.GetProperty("action").GetString(), last.GetProperty("hash").GetString()));
    }

    [Fact]
    public async Task An_administrator_sees_the_end_of_the_chain_and_verifies_it()
    {
        await TestStudy.UnblindedAsync(app);
        using var administrator = await app.SignInAsync(await app.PersonAsync("administrator", AccountRoles.Administrator));

        var page = Visitor.TextOf(await administrator.PageAsync("/audit"));
        var head = await app.DataAsync(db => db.AuditEntries.OrderByDescending(e => e.Sequence).Select(e => e.Hash).FirstAsync());
        using var verified = await administrator.PostAsync("/audit/verify");

        Assert.Contains(head, page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, verified.StatusCode);
        Assert.Contains("Nothing was changed past the platform", await verified.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_rule_and_a_refused_role_stand_in_the_trail_of_their_study()
    {
        var study = await TestStudy.SealedAsync(app);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        using var reader = await app.SignInAsync(study.Readers[0]);
        using var frozen = await coordinator.PostAsync($"{study.Url}/cohort/phases");
        using var room = new Room(reader, await study.SessionOfAsync(study.Readers[0]));
        using var ahead = await reader.GetJsonAsync($"{room.Url}/cases/3");
        using var forbidden = await reader.GetAsync($"{study.Url}/audit");

        var refused = await app.DataAsync(db =>
            db.AuditEntries.Where(e => e.StudyId == study.Id && e.Action.EndsWith("refused")).OrderBy(e => e.Sequence).ToListAsync()
        );

        Assert.Equal(
            (HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.Forbidden),
            (frozen.StatusCode, ahead.StatusCode, forbidden.StatusCode)
        );
        Assert.Equal(["study.design-frozen", "session.in-order", "role"], refused.Select(e => e.Subject));
        Assert.Equal([study.Coordinator.Id, study.Readers[0].Id, study.Readers[0].Id], refused.Select(e => e.ActorId!.Value));
    }

    [Fact]
    public async Task Who_sees_the_truth_or_a_result_leaves_an_entry()
    {
        var draft = await TestStudy.DraftAsync(app);
        var study = await TestStudy.UnblindedAsync(app);
        using var coordinator = await app.SignInAsync(draft.Coordinator);
        using var statistician = await app.SignInAsync(study.Statistician);

        await coordinator.PageAsync($"{draft.Url}/cohort");
        await statistician.PageAsync($"{study.Url}/analysis");
        await statistician.PageAsync($"{study.Url}/analysis/results.json");

        Assert.Equal(["truth.viewed"], await ActionsAsync(draft, draft.Coordinator));
        Assert.Equal(
            ["study.unblinded", "study.analysed", "results.viewed", "results.downloaded"],
            await ActionsAsync(study, study.Statistician)
        );
    }

    [Fact]
    public async Task Signing_in_and_out_a_wrong_password_and_a_lockout_are_recorded()
    {
        var person = await app.PersonAsync("someone");
        using (var browser = await app.SignInAsync(person))
        {
            using var left = await browser.PostAsync("/account/sign-out");
        }

        using var guessing = app.Nobody();
        for (var i = 0; i < 11; i++)
        {
            using var wrong = await guessing.PostAsync("/account/sign-in", ("Email", person.Email), ("Password", "not the password"));
        }

        var actions = await app.DataAsync(db =>
            db.AuditEntries.Where(e => e.ActorId == person.Id).OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync()
        );

        Assert.Equal(
            [
                "account.signed-in",
                "account.signed-out",
                .. Enumerable.Repeat("account.sign-in-refused", 9),
                "account.locked-out",
                "account.sign-in-refused",
            ],
            actions
        );
    }

    [Fact]
    public async Task Entries_and_their_pages_hold_no_name_no_address_no_answer_and_no_truth()
    {
        var study = await TestStudy.UnblindedAsync(app);
        var entries = await app.DataAsync(db => db.AuditEntries.Where(e => e.StudyId == study.Id || e.StudyId == null).ToListAsync());
        string[] secrets =
        [
            study.Coordinator.Name,
            study.Coordinator.Email,
            study.Readers[0].Name,
            study.Readers[0].Email,
            "malignant",
            .. TestStudy.Classes,
        ];

        Assert.All(
            entries,
            e => Assert.All(secrets, s => Assert.DoesNotContain(s, $"{e.Action} {e.Subject} {e.Detail}", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_whole_study_through_the_application_is_found_intact_down_to_every_row()
    {
        await TestStudy.UnblindedAsync(app);

        var report = await app.DataAsync(db => new VerifyAudit(db).RunAsync([], default));

        Assert.Empty(report.Faults);
    }

    private Task<List<string>> ActionsAsync(TestStudy study, TestPerson person) =>
        app.DataAsync(db =>
            db.AuditEntries.Where(e =>
                    e.StudyId == study.Id && e.ActorId == person.Id && !e.Action.StartsWith("study.member") && e.Action != "study.created"
                )
                .OrderBy(e => e.Sequence)
                .Select(e => e.Action)
                .ToListAsync()
        );
}
