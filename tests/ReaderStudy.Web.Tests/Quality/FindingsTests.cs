using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Quality;
using ReaderStudy.Web.Hosting;
using ReaderStudy.Web.Tests.Imports;

namespace ReaderStudy.Web.Tests.Quality;

[Collection(App.Collection)]
public sealed class FindingsTests(App app)
{
    [Fact]
    public async Task A_gap_is_found_accepted_with_a_reason_and_gone_when_the_slice_comes()
    {
        var (importer, study) = await StartAsync();
        var files = Importer.Stack("G-1", 8);
        await importer.ImportAsync([.. files[..3], .. files[4..]]);
        var gap = await FindingAsync(study, FindingKind.MissingSlices);
        Assert.Equal("1 slice(s) are missing between 10.0 mm and 20.0 mm (spacing 5.0 mm)", gap.Message);

        using var without = await importer.Browser.PostAsync($"{study.Url}/quality/findings/{gap.Id}/accept", ("reason", " "));
        using var with = await importer.Browser.PostAsync(
            $"{study.Url}/quality/findings/{gap.Id}/accept",
            ("reason", "Lost at the scanner")
        );

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Redirect), (without.StatusCode, with.StatusCode));
        await importer.ImportAsync(Importer.Stack("G-22", 5));
        var kept = await FindingAsync(study, FindingKind.MissingSlices);
        Assert.Equal((FindingState.Accepted, "Lost at the scanner"), (kept.State, kept.Reason));
        await importer.ImportAsync(files[3]);
        Assert.Equal(FindingState.Resolved, (await FindingAsync(study, FindingKind.MissingSlices)).State);
    }

    [Fact]
    public async Task Mixed_orientations_block_sealing_until_the_series_is_split()
    {
        var (importer, study) = await StartAsync();
        var turned = Enumerable
            .Range(20, 6)
            .Select(i =>
            {
                var image = TestImages.Slice("1.2.3.3.9", "1.2.77.1", i, 60, "O-1");
                image.Set(DicomTags.ImageOrientationPatient, 1, 0, 0, 0, 0, -1);
                image.Set(DicomTags.ImagePositionPatient, -4, 5 * i, 4);
                return ($"O-1/turned-{i}.dcm", new DicomFile(image).ToBytes());
            });
        var straight = Enumerable
            .Range(0, 8)
            .Select(i => ($"O-1/{i}.dcm", new DicomFile(TestImages.Slice("1.2.3.3.9", "1.2.77.1", i, 60, "O-1")).ToBytes()));
        await importer.ImportAsync([.. straight, .. turned]);
        var finding = await FindingAsync(study, FindingKind.MixedOrientations);
        Assert.True(finding.Blocks);

        using var split = await importer.Browser.PostAsync($"{study.Url}/quality/series/{finding.SeriesId}/split");

        Assert.Equal(HttpStatusCode.Redirect, split.StatusCode);
        var series = await SeriesAsync(study);
        Assert.Equal([6, 8], series.Select(s => s.Instances.Count).Order());
        Assert.All(series, s => Assert.Null(s.GeometryProblem));
        Assert.Equal(FindingState.Resolved, (await FindingAsync(study, FindingKind.MixedOrientations)).State);

        using var join = await importer.Browser.PostAsync($"{study.Url}/quality/series/{series[0].Id}/join");

        Assert.Equal(14, Assert.Single(await SeriesAsync(study)).Instances.Count);
        Assert.True((await FindingAsync(study, FindingKind.MixedOrientations)).Blocks);
    }

    [Fact]
    public async Task A_split_series_that_more_images_came_into_is_split_again()
    {
        var (importer, study) = await StartAsync();
        static (string, byte[]) Image(int place, bool isTurned)
        {
            var image = TestImages.Slice("1.2.3.3.10", "1.2.77.2", place, 60, "O-2");
            if (isTurned)
            {
                image.Set(DicomTags.ImageOrientationPatient, 1, 0, 0, 0, 0, -1);
                image.Set(DicomTags.ImagePositionPatient, -4, 5 * place, 4);
            }

            return ($"O-2/{place}.dcm", new DicomFile(image).ToBytes());
        }

        async Task<HttpStatusCode> SplitAsync()
        {
            var finding = await FindingAsync(study, FindingKind.MixedOrientations);
            using var answer = await importer.Browser.PostAsync($"{study.Url}/quality/series/{finding.SeriesId}/split");
            return answer.StatusCode;
        }

        await importer.ImportAsync([
            .. Enumerable.Range(0, 7).Select(i => Image(i, false)),
            .. Enumerable.Range(20, 5).Select(i => Image(i, true)),
        ]);
        Assert.Equal(HttpStatusCode.Redirect, await SplitAsync());
        await importer.ImportAsync(Image(7, false), Image(25, true));

        Assert.Equal(HttpStatusCode.Redirect, await SplitAsync());

        Assert.Equal([1, 5, 8], (await SeriesAsync(study)).Select(s => s.Instances.Count).Order());
        Assert.Equal(FindingState.Resolved, (await FindingAsync(study, FindingKind.MixedOrientations)).State);
    }

    [Fact]
    public async Task Images_left_out_leave_a_sorted_stack_even_if_nobody_waits_for_the_answer()
    {
        var (importer, study) = await StartAsync();
        await importer.ImportAsync(Importer.Stack("L-2", 6));
        var series = Assert.Single(await SeriesAsync(study));
        using var stop = new CancellationTokenSource();

        await app.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<ReaderStudyDbContext>();
            var pass = new StudyPass(await study.LoadAsync(db), study.Coordinator.Id, [StudyRole.Coordinator]);
            db.SavedChanges += (_, _) => stop.Cancel();
            await services.GetRequiredService<ExcludeImages>().Handle(pass, series.Id, [series.Instances[0].Id], "Motion", stop.Token);
        });

        Assert.Equal([0, 1, 2, 3, 4, 5], Assert.Single(await SeriesAsync(study)).Instances.Select(i => i.Position).Order());
    }

    [Fact]
    public async Task An_image_left_out_is_not_read_and_can_come_back()
    {
        var (importer, study) = await StartAsync();
        await importer.ImportAsync(Importer.Stack("L-1", 6));
        var series = Assert.Single(await SeriesAsync(study));
        var chosen = series.Instances.Single(i => i.Position == 2);

        using var leave = await importer.Browser.PostAsync(
            $"{study.Url}/quality/series/{series.Id}/images",
            ("image", chosen.Id.ToString()),
            ("reason", "Motion")
        );

        var after = Assert.Single(await SeriesAsync(study));
        Assert.Equal(
            (5, "Motion"),
            (after.Instances.Single(i => i.Id == chosen.Id).Position, after.Instances.Single(i => i.Id == chosen.Id).ExclusionReason)
        );
        Assert.Contains(
            "1 left out",
            Visitor.TextOf(await importer.Browser.PageAsync($"{study.Url}/quality/series/{series.Id}")),
            StringComparison.Ordinal
        );
        Assert.Equal(FindingState.Open, (await FindingAsync(study, FindingKind.MissingSlices)).State);

        using var back = await importer.Browser.PostAsync(
            $"{study.Url}/quality/series/{series.Id}/images",
            ("image", chosen.Id.ToString()),
            ("include", "true")
        );

        Assert.Equal(2, Assert.Single(await SeriesAsync(study)).Instances.Single(i => i.Id == chosen.Id).Position);
        Assert.Equal(FindingState.Resolved, (await FindingAsync(study, FindingKind.MissingSlices)).State);
    }

    [Fact]
    public async Task A_series_left_out_takes_its_findings_with_it()
    {
        var (importer, study) = await StartAsync();
        var files = Importer.Stack("X-1", 8);
        await importer.ImportAsync([.. files[..3], .. files[4..]]);
        var series = Assert.Single(await SeriesAsync(study));

        using var leave = await importer.Browser.PostAsync(
            $"{study.Url}/quality/series/{series.Id}/exclude",
            ("reason", "Not of this study")
        );
        Assert.DoesNotContain(await FindingsAsync(study), f => f.State == FindingState.Open);
        Assert.Contains("Not of this study", await importer.Browser.PageAsync(study.Url + "/quality"), StringComparison.Ordinal);
        using var back = await importer.Browser.PostAsync($"{study.Url}/quality/series/{series.Id}/include");

        Assert.Equal(FindingState.Open, (await FindingAsync(study, FindingKind.MissingSlices)).State);
    }

    [Fact]
    public async Task Two_people_under_one_number_are_told()
    {
        var (importer, study) = await StartAsync();
        (string, byte[])[] Of(string sex, string series) =>
            [
                .. Enumerable
                    .Range(0, 5)
                    .Select(i =>
                    {
                        var image = TestImages.Slice("1.2.3.8." + series, "1.2.88." + series, i, 60, "P-1");
                        image.Set(DicomTags.PatientSex, sex);
                        image.Set(DicomTags.PatientBirthDate, "19510203");
                        return ($"P-1/{series}/{i}.dcm", new DicomFile(image).ToBytes());
                    }),
            ];

        await importer.ImportAsync([.. Of("F", "1"), .. Of("M", "2")]);

        var finding = await FindingAsync(study, FindingKind.PatientConflict);
        Assert.True(finding.Blocks);
        Assert.DoesNotContain("1951", finding.Message + finding.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_open_findings_of_a_kind_are_left_as_they_are_at_once()
    {
        var (importer, study) = await StartAsync();
        await importer.ImportAsync([.. Importer.Stack("B-1", 3), .. Importer.Stack("B-22", 3)]);

        using var answer = await importer.Browser.PostAsync(
            $"{study.Url}/quality/findings/accept",
            ("kind", "TooFewSlices"),
            ("reason", "Short on purpose")
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var few = (await FindingsAsync(study)).Where(f => f.Kind == FindingKind.TooFewSlices).ToList();
        Assert.Equal([FindingState.Accepted, FindingState.Accepted], few.Select(f => f.State));
    }

    [Fact]
    public async Task A_phase_set_on_the_quality_page_resolves_its_finding()
    {
        var (importer, study) = await StartAsync();
        await importer.ImportAsync(Importer.Stack("F-1", 6));
        var finding = await FindingAsync(study, FindingKind.PhaseUnknown);

        using var answer = await importer.Browser.PostAsync($"{study.Url}/quality/series/{finding.SeriesId}/phase", ("phase", "arterial"));

        Assert.Equal(Phase.Arterial, Assert.Single(await SeriesAsync(study)).Phase);
        Assert.Equal(FindingState.Resolved, (await FindingAsync(study, FindingKind.PhaseUnknown)).State);
    }

    private async Task<(Importer Importer, TestStudy Study)> StartAsync()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0);
        return (new Importer(await app.SignInAsync(study.Coordinator), study.Url), study);
    }

    private async Task<CohortFinding> FindingAsync(TestStudy study, FindingKind kind) =>
        Assert.Single(await FindingsAsync(study), f => f.Kind == kind);

    private Task<List<CohortFinding>> FindingsAsync(TestStudy study) =>
        app.DataAsync(db => db.CohortFindings.Where(f => f.StudyId == study.Id).ToListAsync());

    private Task<List<Series>> SeriesAsync(TestStudy study) =>
        app.DataAsync(db =>
            db.Series.Where(s => db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == study.Id)).Include(s => s.Instances).ToListAsync()
        );
}
