using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Tests.Authorisation;

namespace ReaderStudy.Web.Tests.Blinding;

/// <summary>
/// Everything that a reader must not know is planted in the database as a word that occurs nowhere else; then the reader asks every URL, and no
/// body may hold such a word.
/// </summary>
[Collection(App.Collection)]
public sealed class ReaderSeesNothingTests(App app)
{
    private const string Secret = "zq7secret";
    private const string OwnAnswer = "what I saw myself";

    [Fact]
    public async Task A_reader_who_asks_every_URL_gets_no_secret_while_reading_and_after_the_unblinding()
    {
        var study = await PlantAsync();
        using var reader = await app.SignInAsync(study.Readers[0]);

        var whileReading = await AskEverythingAsync(study, reader);
        await study.LockDataAsync();
        await study.UnblindAsync();
        var afterwards = await AskEverythingAsync(study, reader);

        Assert.Empty(
            whileReading.Concat(afterwards).Where(a => a.Body.Contains(Secret, StringComparison.OrdinalIgnoreCase)).Select(a => a.Url)
        );
        // The search finds what is there: the statistician meets the secrets, by the same means.
        using var statistician = await app.SignInAsync(study.Statistician);
        Assert.Contains(await AskEverythingAsync(study, statistician), a => a.Body.Contains(Secret, StringComparison.OrdinalIgnoreCase));
    }

    private async Task<TestStudy> PlantAsync()
    {
        var study = await TestStudy.DraftAsync(app, cases: 2, readers: 2);
        var protocol = ProtocolJson.Template("liver-lesion");
        protocol = protocol with
        {
            Reference = new ReferenceClasses
            {
                Classes =
                [
                    new ReferenceClass(Secret + "A", Secret + "class", "malignant"),
                    new ReferenceClass(Secret + "B", Secret + "class", "benign"),
                ],
            },
            Tasks = [protocol.Tasks[0]],
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
            ],
        };
        await app.DataAsync(async db =>
        {
            (await study.LoadAsync(db)).ChangeProtocol(protocol);
            var cases = await db.Cases.Where(c => c.StudyId == study.Id).ToListAsync();
            foreach (var (one, index) in cases.Select((c, i) => (c, i)))
            {
                one.Rename($"{Secret}-code-{index}");
                one.Describe(centre: Secret + "centre", lesionSizeMm: 77);
                db.ReferenceStandards.Add(
                    new ReferenceStandard(
                        one.Id,
                        2,
                        Secret + (index == 0 ? "A" : "B"),
                        Secret + "source",
                        study.Truther.Id,
                        app.Clock.GetUtcNow()
                    )
                );
            }

            return await db.SaveChangesAsync();
        });
        await study.SealAsync();
        await app.DataAsync(async db =>
        {
            var run = PredictionRun.Queue(study.Id, Secret + "model", new string('a', 64), 2, study.Coordinator.Id, app.Clock.GetUtcNow());
            run.Report(2);
            run.Succeed(app.Clock.GetUtcNow());
            db.PredictionRuns.Add(run);
            foreach (var caseId in study.CaseIds)
            {
                var scores = $$"""{"{{Secret}}A":1.5,"{{Secret}}B":-1.5}""";
                db.Predictions.Add(Prediction.Scored(run.Id, caseId, scores, new string('b', 64), "test", 1, app.Clock.GetUtcNow()));
            }

            return await db.SaveChangesAsync();
        });
        await LockFirstAsync(study, study.Readers[1], Secret + "answer");
        await LockFirstAsync(study, study.Readers[0], OwnAnswer);
        return study;
    }

    private Task LockFirstAsync(TestStudy study, TestPerson reader, string comment) =>
        app.InScopeAsync(async services =>
        {
            var desk = services.GetRequiredService<ReaderDesk>();
            var session = await study.SessionOfAsync(reader);
            await desk.OpenAsync(reader.Id, session, 1, default);
            var answers = new Dictionary<string, string>
            {
                ["malignancy"] = "benign",
                ["subtype"] = "FNH",
                ["confidence"] = "40",
                ["comment"] = comment,
            };
            await desk.LockAsync(reader.Id, session, 1, new GivenReading(new AnswerSheet(answers), 1), default);
        });

    /// <summary>Every GET with each id that the study has, and each position.</summary>
    private async Task<List<(string Url, string Body)>> AskEverythingAsync(TestStudy study, Visitor visitor)
    {
        var ids = await app.DataAsync(async db => new
        {
            Sessions = await db.ReadingSessions.Where(s => s.StudyId == study.Id).Select(s => s.Id).ToListAsync(),
            Runs = await db.PredictionRuns.Where(r => r.StudyId == study.Id).Select(r => r.Id).ToListAsync(),
            Series = await db.Series.Where(s => study.CaseIds.Contains(s.CaseId)).Select(s => s.Id).ToListAsync(),
            Readings = await db.Readings.Where(r => r.StudyId == study.Id).Select(r => r.Id).ToListAsync(),
        });
        var urls = new SortedSet<string>(StringComparer.Ordinal);
        var gets = Routes.Of(app).Where(r => r.Method == "GET").ToList();
        foreach (var session in ids.Sessions)
        {
            for (var number = 0; number <= 2; number++)
            {
                var values = new Dictionary<string, string>
                {
                    ["studyId"] = study.Id.ToString(),
                    ["sessionId"] = session.ToString(),
                    ["caseId"] = study.CaseIds[number % 2].ToString(),
                    ["runId"] = ids.Runs[0].ToString(),
                    ["seriesId"] = ids.Series[number].ToString(),
                    ["readingId"] = ids.Readings[number % 2].ToString(),
                    ["questionId"] = "malignancy",
                };
                foreach (var parameter in gets.SelectMany(r => r.Pattern.RoutePattern.Parameters).Where(p => !values.ContainsKey(p.Name)))
                {
                    if (parameter.ParameterPolicies.Any(p => p.Content is "int" or "long"))
                    {
                        values[parameter.Name] = number.ToString(CultureInfo.InvariantCulture);
                    }
                }

                urls.UnionWith(gets.Select(r => r.UrlWith(values)));
            }
        }

        var answers = new List<(string, string)>();
        foreach (var url in urls)
        {
            using var page = await visitor.GetAsync(url);
            answers.Add((url, Everything(page, await page.Content.ReadAsByteArrayAsync())));
            using var json = await visitor.GetJsonAsync(url);
            answers.Add((url, Everything(json, await json.Content.ReadAsByteArrayAsync())));
        }

        return answers;
    }

    private static string Everything(HttpResponseMessage answer, byte[] body) =>
        answer.Headers + " " + answer.Content.Headers + " " + Encoding.Latin1.GetString(body);
}
