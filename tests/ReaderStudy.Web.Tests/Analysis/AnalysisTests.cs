using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Analysis.Results;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Analysis;

namespace ReaderStudy.Web.Tests.Analysis;

[Collection(App.Collection)]
public sealed class AnalysisTests(App app)
{
    [Fact]
    public async Task The_first_look_after_the_unblinding_runs_the_analysis_and_the_next_ones_read_it()
    {
        var study = await TestStudy.UnblindedAsync(app, cases: 6, readers: 3);
        using var browser = await app.SignInAsync(study.Statistician);

        await browser.PageAsync($"{study.Url}/analysis");
        await browser.PageAsync($"{study.Url}/analysis");
        using var again = await browser.PostAsync($"{study.Url}/analysis");

        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        var run = Assert.Single(await app.DataAsync(db => db.AnalysisRuns.Where(r => r.StudyId == study.Id).ToListAsync()));
        Assert.Equal((64, 64), (run.InputSha256.Length, run.ProtocolSha256.Length));
        Assert.Equal(StudyStatus.Analysed, (await app.DataAsync(study.LoadAsync)).Status);
        Assert.Equal(1, await app.DataAsync(db => db.AuditEntries.CountAsync(e => e.StudyId == study.Id && e.Action == "study.analysed")));
    }

    [Fact]
    public async Task Readers_and_the_model_are_counted_from_what_is_in_the_database()
    {
        // Readers answer malignant and HCC throughout; the model's scores are those of TestModels: malignant, HCC, and FNH among the benign.
        var study = await WithModelAsync(cases: 6, readers: 2);
        using var browser = await app.SignInAsync(study.Statistician);

        using var json = await browser.GetAsync($"{study.Url}/analysis/results.json");
        var results = ResultsJson.Read(await json.Content.ReadAsStringAsync());

        Assert.Equal((6, 2, 1, 18), (results.Design.Cases, results.Design.Readers, results.Design.Models, results.Design.ReadingsPresent));
        int[] Right(string task) => [.. results.Arms.Single().Tasks.Single(t => t.Task == task).Raters.Select(r => r.Accuracy.Count)];
        Assert.Equal(["mean-hu", "Reader 1", "Reader 2"], results.Raters.Select(r => r.Id));
        Assert.Equal([3, 3, 3], Right("benign-malignant"));
        Assert.Equal([1, 1, 1], Right("malignant-subtype"));
        Assert.Equal([1, 0, 0], Right("benign-subtype"));
        // The model calls the three benign cases malignant and yet gives their benign subtype: a finding each, as with the published model.
        Assert.Equal(3, results.Findings.Count(f => f.RaterId == "mean-hu"));
    }

    [Fact]
    public async Task A_cell_of_the_matrix_opens_the_list_of_its_cases_with_labels_and_scores()
    {
        var study = await WithModelAsync(cases: 6, readers: 2);
        using var browser = await app.SignInAsync(study.Statistician);
        var page = await browser.PageAsync($"{study.Url}/analysis");

        var links = Regex.Matches(
            page,
            """href="(?<url>[^"]*/analysis/cases\?[^"]*)">(?<count>\d+)<""",
            RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)
        );
        Assert.NotEmpty(links);
        foreach (Match link in links)
        {
            var list = await browser.PageAsync(WebUtility.HtmlDecode(link.Groups["url"].Value));
            Assert.Contains(
                $">{link.Groups["count"].Value} of",
                list.Replace(": ", ">", StringComparison.Ordinal),
                StringComparison.Ordinal
            );
        }

        var only = Visitor.TextOf(
            await browser.PageAsync(
                $"{study.Url}/analysis/cases?task=benign-subtype&model=mean-hu&reader=Reader+1&truth=FNH&cell=only-model"
            )
        );
        Assert.Contains("Only mean-hu was right, Reader 1 was not", only, StringComparison.Ordinal);
        const string Row = "C004 FNH FNH HCC 1.75, FNH 1.00, MET 0.75, ICC 0.50, HEM 0.25, CYST -0.6";
        Assert.True(only.Contains(Row, StringComparison.Ordinal), only);
    }

    [Fact]
    public async Task A_case_shows_the_images_that_were_read_and_none_that_were_left_out()
    {
        var study = await TestStudy.DraftAsync(app, cases: 3, readers: 1);
        var (excluded, series) = await app.DataAsync(async db =>
        {
            var all = await db.Series.Include(s => s.Instances).Where(s => s.CaseId == study.CaseIds[0]).ToListAsync();
            var (venous, arterial) = (
                all.Single(s => s.Phase == Domain.Cohorts.Phase.PortalVenous),
                all.Single(s => s.Phase == Domain.Cohorts.Phase.Arterial)
            );
            venous.Exclude("Of another patient");
            arterial.Instances.Single(i => i.Position == 2).Exclude("Motion");
            await db.SaveChangesAsync();
            return (venous.Id, arterial.Id);
        });
        await study.SealAsync();
        await study.ReadAllAsync();
        await study.LockDataAsync();
        await study.UnblindAsync();
        using var browser = await app.SignInAsync(study.Statistician);
        var url = $"{study.Url}/analysis/cases/{study.CaseIds[0]}";

        var page = await browser.PageAsync(url);

        Assert.DoesNotContain(excluded.ToString(), page, StringComparison.Ordinal);
        Assert.Contains($"{series}/1.png", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"{series}/2.png", page, StringComparison.Ordinal);
        foreach (var left in new[] { $"{url}/series/{excluded}/0.png", $"{url}/series/{series}/2.png" })
        {
            using var answer = await browser.GetAsync(left);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_case_of_a_cell_shows_its_images_after_the_unblinding_only()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2);
        var url = $"{study.Url}/analysis/cases/{study.CaseIds[0]}";
        using var browser = await app.SignInAsync(study.Statistician);
        using (var blinded = await browser.GetAsync(url))
        {
            Assert.Equal(HttpStatusCode.Conflict, blinded.StatusCode);
        }

        await study.ReadAllAsync();
        await study.LockDataAsync();
        await study.UnblindAsync();
        var page = await browser.PageAsync(url);
        var image = Regex
            .Match(page, """src="(?<url>[^"]+\.png)""", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Groups["url"]
            .Value;
        using var png = await browser.GetAsync(image);

        Assert.Contains("truth HCC", Visitor.TextOf(page), StringComparison.Ordinal);
        Assert.Equal("image/png", png.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_pdf_holds_the_numbers_and_the_downloads_are_named_after_the_study()
    {
        var study = await WithModelAsync(cases: 6, readers: 2);
        using var browser = await app.SignInAsync(study.Statistician);
        using var pdf = await browser.GetAsync($"{study.Url}/analysis/report.pdf");
        using var html = await browser.GetAsync($"{study.Url}/analysis/report.html");
        using var zip = await browser.GetAsync($"{study.Url}/analysis/tables.zip");

        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
        Assert.Equal("a-study-report.pdf", pdf.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal("a-study-report.html", html.Content.Headers.ContentDisposition!.FileName);
        var text = await TextOfPdfAsync(await pdf.Content.ReadAsByteArrayAsync());
        Assert.Contains("50.0 % (3 of 6)", text, StringComparison.Ordinal);
        Assert.Contains("33.3 % (1 of 3)", text, StringComparison.Ordinal);
        Assert.Contains("Labels of mean-hu were derived", text, StringComparison.Ordinal);
        Assert.Contains(study.Statistician.Name, text, StringComparison.Ordinal);
        using var archive = new ZipArchive(await zip.Content.ReadAsStreamAsync());
        Assert.Equal([.. ResultsCsv.Names, "about.csv", "protocol.json"], archive.Entries.Select(e => e.FullName));
        var sha256 = await app.DataAsync(async db => (await study.LoadAsync(db)).ProtocolSha256!);
        await using var about = await archive.GetEntry("about.csv")!.OpenAsync();
        var told = await new StreamReader(about).ReadToEndAsync();
        Assert.Contains($"protocol_version,\"1\"\nprotocol_sha256,\"{sha256}\"\n", told, StringComparison.Ordinal);
        await using var protocol = await archive.GetEntry("protocol.json")!.OpenAsync();
        Assert.Equal(sha256, ProtocolJson.Sha256Of(await new StreamReader(protocol).ReadToEndAsync()));
    }

    [Fact]
    public async Task The_same_data_give_the_same_bytes()
    {
        var study = await WithModelAsync(cases: 6, readers: 2);

        var first = await TableAsync(study);
        var second = await TableAsync(study);

        Assert.Equal(first, second);
        using var browser = await app.SignInAsync(study.Statistician);
        using var one = await browser.GetAsync($"{study.Url}/analysis/tables.zip");
        using var two = await browser.GetAsync($"{study.Url}/analysis/tables.zip");
        Assert.Equal(await one.Content.ReadAsByteArrayAsync(), await two.Content.ReadAsByteArrayAsync());
        using var pdf = await browser.GetAsync($"{study.Url}/analysis/report.pdf");
        using var samePdf = await browser.GetAsync($"{study.Url}/analysis/report.pdf");
        Assert.Equal(await pdf.Content.ReadAsByteArrayAsync(), await samePdf.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_run_that_finishes_after_the_analysis_is_announced_and_taken_in_by_running_it_again()
    {
        var study = await TestStudy.UnblindedAsync(app, cases: 3, readers: 2);
        using var browser = await app.SignInAsync(study.Coordinator);
        await browser.PageAsync($"{study.Url}/analysis");
        await study.PredictAsync();

        Assert.Contains(
            "mean-hu finished after this analysis",
            Visitor.TextOf(await browser.PageAsync($"{study.Url}/analysis")),
            StringComparison.Ordinal
        );
        using var again = await browser.PostAsync($"{study.Url}/analysis");
        var page = Visitor.TextOf(await browser.PageAsync($"{study.Url}/analysis"));

        Assert.DoesNotContain("finished after this analysis", page, StringComparison.Ordinal);
        Assert.Contains("mean-hu was right in 100.0 % of cases (3 of 3", page, StringComparison.Ordinal);
        Assert.Equal(2, await app.DataAsync(db => db.AnalysisRuns.CountAsync(r => r.StudyId == study.Id)));
    }

    [Fact]
    public async Task Readers_strangers_and_truthers_get_what_their_role_includes()
    {
        var study = await TestStudy.UnblindedAsync(app, cases: 3, readers: 2);
        var cell = $"{study.Url}/analysis/cases?task=benign-malignant&reader=Reader+1&truth=all&cell=both";
        foreach (
            var (person, page, cases) in new[]
            {
                (study.Statistician, 200, 404),
                (study.Coordinator, 200, 404),
                (study.Truther, 200, 403),
                (study.Readers[0], 403, 403),
                (await app.PersonAsync("stranger"), 404, 404),
            }
        )
        {
            using var browser = await app.SignInAsync(person);
            using var analysis = await browser.GetAsync($"{study.Url}/analysis");
            using var list = await browser.GetAsync(cell);
            Assert.Equal((page, cases), ((int)analysis.StatusCode, (int)list.StatusCode));
        }
    }

    private async Task<TestStudy> WithModelAsync(int cases, int readers)
    {
        var study = await TestStudy.SealedAsync(app, cases, readers);
        await study.PredictAsync();
        await study.ReadAllAsync();
        await study.LockDataAsync();
        await study.UnblindAsync();
        return study;
    }

    private Task<string> TableAsync(TestStudy study) =>
        app.InScopeAsync(async services =>
        {
            var loaded = await study.LoadAsync(services.GetRequiredService<Data.ReaderStudyDbContext>());
            var collected = await services.GetRequiredService<StudyRatings>().Handle(loaded, default);
            return ResultsJson.Write(ReaderStudy.Analysis.StudyAnalysis.Of(loaded.Protocol, collected.Table, collected.Noted));
        });

    private static async Task<string> TextOfPdfAsync(byte[] pdf)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, pdf);
        using var process = Process.Start(
            new ProcessStartInfo("pdftotext", ["-layout", file, "-"]) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(file);
        Assert.Equal(0, process.ExitCode);
        return Regex.Replace(text, @"\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(1));
    }
}
