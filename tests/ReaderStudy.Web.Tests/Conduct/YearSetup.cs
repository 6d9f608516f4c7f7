using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.Conduct;

/// <summary>From the template to the sealed study, by the coordinator's pages; only the images come from behind.</summary>
internal static class YearSetup
{
    public static async Task SealAsync(this Year year, YearTruthers truthers)
    {
        await PeopleAsync(year);
        using var coordinator = await year.SignInAsync(year.Coordinator);
        var url = await year.DoAsync(
            coordinator,
            "/studies/new",
            "study.created",
            ("name", "A year"),
            ("template", "crossover-unaided-aided")
        );
        year.StudyId = Guid.Parse(url.Split('/')[^1]);
        await DesignAsync(year, coordinator);
        foreach (
            var (person, role) in year
                .Readers.Select(r => (r, "Reader"))
                .Concat(year.Truthers.Select(t => (t, "Truther")))
                .Append((year.Statistician, "Statistician"))
        )
        {
            await year.DoAsync(coordinator, $"{year.Url}/readers", "study.member-added", ("Email", person.Email), ("Role", role));
        }

        await CasesAsync(year);
        await TableAsync(year, coordinator);
        await truthers.VoteAllAsync(year.Due == TruthDue.Sealing ? null : year.EarlyTruth);
        await PredictAsync(year, coordinator);
        Assert.Contains("Seal", Visitor.TextOf(await coordinator.PageAsync($"{year.Url}/seal")), StringComparison.Ordinal);
        await year.DoAsync(coordinator, $"{year.Url}/seal", "study.sealed", ("password", App.Password));
    }

    private static async Task PeopleAsync(Year year)
    {
        var app = year.App;
        year.Coordinator = await app.PersonAsync("coordinator", AccountRoles.Coordinator);
        year.Statistician = await app.PersonAsync("statistician");
        year.Truthers = [await app.PersonAsync("truther"), await app.PersonAsync("truther"), await app.PersonAsync("truther")];
        var readers = new List<TestPerson>();
        for (var i = 0; i < YearPlan.Readers; i++)
        {
            readers.Add(await app.PersonAsync("reader", null, YearPlan.LevelOf(i), 2 + (3 * i)));
        }

        year.Readers = readers;
    }

    private static async Task DesignAsync(Year year, Visitor coordinator)
    {
        var template = ProtocolJson.Read(await coordinator.PageAsync($"{year.Url}/protocol/file"));
        year.Tally.Did("protocol.downloaded");
        var protocol = template with
        {
            Arms = [template.Arms[0], template.Arms[1] with { Model = TestModels.MeanHu }],
            Design = template.Design with
            {
                // What is balanced by must be known at the sealing; the truth is, only where it is due then.
                Strata = year.Due == TruthDue.Sealing ? [Stratum.Group, Stratum.Centre] : [Stratum.Centre],
                BlockSize = 6,
                CasesPerSession = year.Plan.CasesPerSession,
                HiddenRepeats = year.Plan.HiddenRepeats,
                RepeatDistance = 4,
            },
            Reading = template.Reading with { RestHours = YearPlan.RestHours },
            Training = template.Training! with { RequiredPercent = 75 },
            Truth = new TruthPlan { Rule = TruthRule.TwoPlusOne, Due = year.Due },
        };
        await year.DoAsync(coordinator, $"{year.Url}/protocol/text", "study.protocol-changed", ("text", ProtocolJson.Write(protocol)));
    }

    private static Task CasesAsync(Year year) =>
        year.App.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<ReaderStudyDbContext>();
            var store = services.GetRequiredService<ImageStore>();
            for (var number = 1; number <= year.Plan.Cases; number++)
            {
                var one = new Case(year.StudyId, CodeOf(number), $"{year.StudyId:N}-{number}");
                one.AddSeries(await TestImages.StoreSeriesAsync(store, year.StudyId, one.Id, Phase.Arterial, (short)(100 + (number % 50))));
                one.AddSeries(
                    await TestImages.StoreSeriesAsync(store, year.StudyId, one.Id, Phase.PortalVenous, (short)(200 - (number % 50)))
                );
                db.Cases.Add(one);
                year.Nature.Add(one.Id, TestStudy.Classes[number % 6]);
                year.Numbers.Add(one.Id, number);
                if (number > year.Plan.TestCases)
                {
                    year.EarlyTruth.Add(one.Id);
                }
            }

            await db.SaveChangesAsync();
        });

    /// <summary>What the cases are for, and where they come from, by the coordinator's table.</summary>
    private static async Task TableAsync(Year year, Visitor coordinator)
    {
        var table = new StringBuilder("case,truth,centre,sex,age,purpose\n");
        for (var number = 1; number <= year.Plan.Cases; number++)
        {
            var purpose =
                number <= year.Plan.TestCases ? "test"
                : number <= year.Plan.TestCases + year.Plan.CatchCases ? "catch"
                : "training";
            var centre = number % 3 == 0 ? "North" : "South";
            table.Append(
                CultureInfo.InvariantCulture,
                $"{CodeOf(number)},,{centre},{(number % 2 == 0 ? "F" : "M")},{40 + (number % 40)},{purpose}\n"
            );
        }

        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Encoding.UTF8.GetBytes(table.ToString())), "file", "table.csv" },
            { new StringContent("registry"), "source" },
        };
        using var answer = await coordinator.PostFilesAsync($"{year.Url}/cohort/table", form);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, Visitor.TextOf(await answer.Content.ReadAsStringAsync()));
        year.Tally.Did("cohort.table-imported");
    }

    private static async Task PredictAsync(Year year, Visitor coordinator)
    {
        await year.DoAsync(coordinator, $"{year.Url}/predictions", "predictions.started", ("model", TestModels.MeanHu));
        await Until.SoAsync("The end of the model's run", async () => (await RunAsync()).IsOver);
        var run = await RunAsync();
        Assert.Equal((PredictionRunStatus.Succeeded, null), (run.Status, run.FailureReason));
        year.Tally.Did("predictions.finished");

        Task<PredictionRun> RunAsync() =>
            year.App.DataAsync(db => db.PredictionRuns.AsNoTracking().SingleAsync(r => r.StudyId == year.StudyId));
    }

    private static string CodeOf(int number) => "C" + number.ToString("000", CultureInfo.InvariantCulture);
}
