using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Web;
using ReaderStudy.Phantom;
using ReaderStudy.Web.Features.Archives;
using ReaderStudy.Web.Hosting;
using ReaderStudy.Web.Tests.Imports;

namespace ReaderStudy.Web.Tests.Archives;

/// <summary>Against a real Orthanc that a real <c>storescu</c> has filled.</summary>
[Collection(App.Collection)]
public sealed class OrthancArchiveTests(App app) : IDisposable
{
    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("readerstudy-archive-");

    [OrthancFact]
    public async Task What_storescu_sent_is_found_and_fetched_with_the_same_pixels()
    {
        await using var orthanc = await OrthancProcess.StartAsync();
        var sent = WritePhantom(4711);
        WritePhantom(4712);
        await orthanc.StoreAsync(_work.FullName);
        using var archive = orthanc.Archive();
        var patient = sent.First().Dataset.RequireString(DicomTags.PatientId);

        var all = await archive.FindExamsAsync(new ExamQuery { Modality = "CT" }, 100, default);
        var found = await archive.FindExamsAsync(new ExamQuery { PatientId = patient }, 100, default);

        Assert.Equal(2, all.Items.Count);
        var exam = Assert.Single(found.Items);
        Assert.Equal((patient, sent.Count), (exam.PatientId, exam.ImageCount));
        var series = await archive.FindSeriesAsync(exam.Uid, default);
        Assert.Equal(exam.SeriesCount, series.Count);
        Assert.Equal(sent.Count, series.Sum(s => s.ImageCount));
        Assert.Equal(PixelsOf(sent), PixelsOf(await FetchAsync(archive, exam.Uid)));
        // A page is three matches, so that these came in several.
        Assert.Equal(series[0].ImageCount, (await archive.FindImagesAsync(exam.Uid, series[0].Uid, default)).Distinct().Count());
    }

    [OrthancFact]
    public async Task Nothing_is_found_in_silence_and_a_wrong_password_is_told()
    {
        await using var orthanc = await OrthancProcess.StartAsync();
        using var archive = orthanc.Archive();
        using var stranger = orthanc.Archive(password: "wrong");

        Assert.Empty((await archive.FindExamsAsync(new ExamQuery { PatientId = "NOBODY" }, 100, default)).Items);
        var refused = await Assert.ThrowsAsync<DicomWebException>(() =>
            stranger.FindExamsAsync(new ExamQuery { Modality = "CT" }, 100, default)
        );
        Assert.Equal(DicomWebProblem.Refused, refused.Problem);
        var missing = await Assert.ThrowsAsync<DicomWebException>(() => FetchAsync(archive, "1.2.3", "1.2.4"));
        Assert.Equal(DicomWebProblem.NotFound, missing.Problem);
        await orthanc.StopAsync();
        var down = await Assert.ThrowsAsync<DicomWebException>(() =>
            archive.FindExamsAsync(new ExamQuery { Modality = "CT" }, 100, default)
        );
        Assert.Equal(DicomWebProblem.Unreachable, down.Problem);
    }

    [OrthancFact]
    public async Task A_coordinator_searches_chooses_series_and_gets_them_without_identity()
    {
        await using var orthanc = await OrthancProcess.StartAsync();
        var sent = WritePhantom(4713);
        await orthanc.StoreAsync(_work.FullName);
        Configure("Orthanc", orthanc);
        var study = await TestStudy.DraftAsync(app, cases: 0, readers: 0);
        using var browser = await app.SignInAsync(study.Coordinator);
        var patient = sent.First().Dataset.RequireString(DicomTags.PatientId);
        var examUid = sent.First().Dataset.RequireString(DicomTags.StudyInstanceUid);

        var results = await PageAsync(
            browser,
            study.Url + "/archives/search",
            ("Archive", "Orthanc"),
            ("Patients", patient + "\nNOBODY-1")
        );
        Assert.Contains(patient, results, StringComparison.Ordinal);
        Assert.Contains("Nothing was found for 1 of the numbers: NOBODY-1", results, StringComparison.Ordinal);
        var series = await PageAsync(browser, study.Url + "/archives/series", ("archive", "Orthanc"), ("exams", examUid));
        Assert.Contains("Series of 1 exam", series, StringComparison.Ordinal);
        var choices = (await ListAsync(orthanc, examUid)).Select(s => ("series", $"{examUid}/{s.Uid}/{s.ImageCount}"));
        using var begun = await browser.PostAsync(study.Url + "/archives/import", [("archive", "Orthanc"), .. choices]);
        Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        var state = await new Importer(browser, study.Url).WaitAsync(begun.Headers.Location!.ToString());

        Assert.Equal($"{sent.Count} of {sent.Count} files imported.", state.GetProperty("sentence").GetString());
        Assert.Equal(PixelsOf(sent), PixelsOf(await StoredAsync(study)));
        Assert.Empty(Leaks(patient, examUid));
        var audit = await app.DataAsync(db =>
            db.AuditEntries.Where(e => e.StudyId == study.Id && e.Action == "import.started").Select(e => e.Detail).SingleAsync()
        );
        Assert.Equal("archive Orthanc, exams: 1", audit);
    }

    [OrthancFact]
    public async Task An_archive_that_is_down_fails_the_import_in_a_sentence_and_leaves_nothing()
    {
        await using var orthanc = await OrthancProcess.StartAsync();
        Configure("Down", orthanc);
        await orthanc.StopAsync();
        var study = await TestStudy.DraftAsync(app, cases: 0, readers: 0);
        using var browser = await app.SignInAsync(study.Coordinator);

        using var begun = await browser.PostAsync(study.Url + "/archives/import", ("archive", "Down"), ("exams", "1.2.826.77.4711"));
        var state = await new Importer(browser, study.Url).WaitAsync(begun.Headers.Location!.ToString());

        Assert.StartsWith(
            $"The import failed. The archive at {orthanc.DicomWeb}/ cannot be reached",
            state.GetProperty("sentence").GetString(),
            StringComparison.Ordinal
        );
        Assert.Empty(Leaks("1.2.826.77.4711"));
        var folder = Path.Combine(app.DataFolder, "images", study.Id.ToString("N"));
        Assert.True(!Directory.Exists(folder) || Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length == 0);
    }

    public void Dispose() => _work.Delete(recursive: true);

    private void Configure(string name, OrthancProcess orthanc) =>
        app
            .Services.GetRequiredService<IOptions<ArchivesOptions>>()
            .Value.Archives.Add(
                new ArchiveOptions
                {
                    Name = name,
                    Address = orthanc.DicomWeb,
                    User = OrthancProcess.User,
                    Password = OrthancProcess.Password,
                }
            );

    private List<DicomFile> WritePhantom(ulong seed)
    {
        var folder = Path.Combine(_work.FullName, seed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        PhantomExam.WriteTo(folder, PhantomGenerator.Generate(seed));
        return [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(f => DicomFile.Read(File.ReadAllBytes(f)))];
    }

    private static async Task<List<DicomFile>> FetchAsync(DicomWebClient archive, string exam, string? series = null)
    {
        var retrieval = new ImageRetrieval(archive);
        var images = series is null
            ? retrieval.ExamAsync(exam, new HashSet<string>(), default)
            : retrieval.SeriesAsync(exam, series, new HashSet<string>(), default);
        return await images.Select(i => DicomFile.Read(i.Bytes)).ToListAsync();
    }

    private static async Task<IReadOnlyList<FoundSeries>> ListAsync(OrthancProcess orthanc, string exam)
    {
        using var archive = orthanc.Archive();
        return await archive.FindSeriesAsync(exam, default);
    }

    /// <summary>Hashes of the pixels, in an order of their own: UIDs are not the same after an import.</summary>
    private static List<string> PixelsOf(IEnumerable<DicomFile> files) =>
        [.. files.Select(f => ImageStore.Sha256Of(f.Dataset.Find(DicomTags.PixelData)!.Value.Span)).Order(StringComparer.Ordinal)];

    private async Task<List<DicomFile>> StoredAsync(TestStudy study)
    {
        var keys = await app.DataAsync(db =>
            db.Series.Where(s => db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == study.Id))
                .SelectMany(s => s.Instances)
                .Select(i => i.FileKey)
                .ToListAsync()
        );
        return [.. keys.Select(k => DicomFile.Read(File.ReadAllBytes(Path.Combine(app.DataFolder, "images", k))))];
    }

    private static async Task<string> PageAsync(Visitor browser, string url, params (string, string)[] fields)
    {
        using var answer = await browser.PostAsync(url, fields);
        var text = Visitor.TextOf(await answer.Content.ReadAsStringAsync());
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        return text;
    }

    private List<string> Leaks(params string[] needles) => DataFolder.FilesWith(app.DataFolder, needles);
}
