using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Dicom;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.Truth;

/// <summary>What tests of the truth add to a study: a plan, truthers, and images that can be recognised.</summary>
internal static class TruthStudy
{
    /// <summary>A draft whose truth comes from votes, without any truth, and with several truthers.</summary>
    public static async Task<(TestStudy Study, IReadOnlyList<TestPerson> Truthers)> DraftAsync(
        App app,
        TruthRule rule,
        int truthers = 3,
        int cases = 2,
        TruthDue due = TruthDue.Sealing
    )
    {
        var study = await TestStudy.DraftAsync(app, cases, readers: 1, withTruth: false);
        await PlanAsync(app, study, rule, due);
        var people = new List<TestPerson> { study.Truther };
        while (people.Count < truthers)
        {
            var person = await app.PersonAsync("truther");
            await study.NameAsync(person, StudyRole.Truther);
            people.Add(person);
        }

        return (study, people);
    }

    public static Task PlanAsync(App app, TestStudy study, TruthRule rule, TruthDue due) =>
        app.DataAsync(async db =>
        {
            var draft = await study.LoadAsync(db);
            draft.ChangeProtocol(
                draft.Protocol with
                {
                    Truth = new TruthPlan { Rule = rule, Due = due },
                }
            );
            return await db.SaveChangesAsync();
        });

    /// <summary>Gives a vote as the page's form does.</summary>
    public static async Task<HttpResponseMessage> VoteAsync(
        App app,
        TestStudy study,
        TestPerson truther,
        int caseIndex,
        string classId,
        string rationale = "",
        params (string Name, string Value)[] more
    )
    {
        using var browser = await app.SignInAsync(truther);
        return await browser.PostAsync(
            $"{study.Url}/truth/cases/{study.CaseIds[caseIndex]}",
            [("Class", classId), ("Kind", "panel"), ("Rationale", rationale), .. more]
        );
    }

    /// <summary>The code of the rule that refused a program.</summary>
    public static async Task<string> CodeAsync(HttpResponseMessage answer)
    {
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return problem.RootElement.GetProperty("code").GetString()!;
    }

    /// <summary>Gives a case of the study a delayed series whose pixels are made of a number: the same number, the same pixels.</summary>
    public static Task AddImagesAsync(App app, TestStudy study, int caseIndex, int pattern) =>
        app.InScopeAsync(async services =>
        {
            var store = services.GetRequiredService<ImageStore>();
            var caseId = study.CaseIds[caseIndex];
            // UIDs are the study's own, as after a de-identification with its key.
            var seriesUid = DicomUid.FromName($"patterned {study.Id} {caseId}");
            var series = new Series(caseId, DicomUid.FromName($"exam {caseId}"), seriesUid);
            series.Describe("CT", 8, 8, 1, 1, 5, null);
            series.ProposePhase(Phase.Delayed, "test");
            for (var slice = 0; slice < TestImages.Slices; slice++)
            {
                var image = TestImages.Slice(series.ExamUid, seriesUid, slice, 0);
                image.SetPixels([.. Enumerable.Range(0, 64).Select(i => (short)((pattern * 1000) + (slice * 100) + i))]);
                var bytes = new DicomFile(image).ToBytes();
                var key = string.Create(CultureInfo.InvariantCulture, $"{study.Id:N}/{seriesUid}/{slice}.dcm");
                await store.WriteAsync(key, bytes, default);
                var instance = new Instance(series.Id, image.RequireString(DicomTags.SopInstanceUid), ImageStore.Sha256Of(bytes), key);
                instance.PlaceAt(slice);
                series.AddInstance(instance);
            }

            var db = services.GetRequiredService<Data.ReaderStudyDbContext>();
            db.Series.Add(series);
            await db.SaveChangesAsync();
        });

    /// <summary>Codes of the rules that refused the person, as the audit trail has them, oldest first.</summary>
    public static Task<List<string>> RefusalsAsync(App app, TestPerson person) =>
        app.DataAsync(db =>
            db.AuditEntries.Where(e => e.ActorId == person.Id && e.Action == "rule.refused")
                .OrderBy(e => e.Sequence)
                .Select(e => e.Subject)
                .ToListAsync()
        );
}
