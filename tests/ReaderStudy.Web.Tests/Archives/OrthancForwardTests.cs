using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Phantom;
using ReaderStudy.Web.Hosting;
using ReaderStudy.Web.Tests.Imports;
using ReaderStudy.Web.Tests.Receiving;

namespace ReaderStudy.Web.Tests.Archives;

/// <summary>The application as a process of its own on a real port, with a real Orthanc before it.</summary>
public sealed class OrthancForwardTests : IDisposable
{
    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("readerstudy-forward-");

    private string Data => Path.Combine(_work.FullName, "data");

    [OrthancFact]
    public async Task What_a_scanner_sends_by_DIMSE_comes_through_the_delivered_Orthanc_into_a_case()
    {
        var (coordinator, study) = await PrepareAsync();
        var sent = WritePhantom(4721);
        WriteReport();
        using var process = new WebProcess(Data);
        using var browser = await process.SignInAsync(coordinator);
        var url = $"/studies/{study}";
        var sender = await Sender.OpenAsync(browser, url, browser.Client);
        await using var orthanc = await OrthancProcess.StartAsync(
            (new Uri(await process.AddressAsync(), sender.Address).ToString(), sender.Secret)
        );

        await orthanc.StoreAsync(Path.Combine(_work.FullName, "scanner"));
        await UntilAsync(study, sent.Count);
        var sentence = await ImportAsync(browser, url, sender);

        Assert.Equal($"{sent.Count} of {sent.Count} files imported.", sentence);
        Assert.Equal(PixelsOf(sent), await StoredPixelsAsync(study));
        Assert.Empty(DataFolder.FilesWith(Data, Identities(sent)));
        Assert.DoesNotContain(process.Output, l => Identities(sent).Any(i => l.Contains(i, StringComparison.Ordinal)));

        // The same again by Orthanc's STOW-RS client, by hand: all are there already, and it is content.
        var studies = await orthanc.Client.GetFromJsonAsync<string[]>(new Uri("studies", UriKind.Relative));
        var patient = sent[0].Dataset.RequireString(DicomTags.PatientId);
        foreach (var one in studies!)
        {
            var found = await orthanc.Client.GetFromJsonAsync<JsonElement>(new Uri("studies/" + one, UriKind.Relative));
            if (found.GetProperty("PatientMainDicomTags").GetProperty("PatientID").GetString() == patient)
            {
                using var pushed = await orthanc.Client.PostAsync(
                    new Uri("dicom-web/servers/readerstudy/stow", UriKind.Relative),
                    new StringContent($$"""{"Resources":["{{one}}"],"Synchronous":true}""")
                );
                Assert.Equal(HttpStatusCode.OK, pushed.StatusCode);
            }
        }
    }

    [OrthancFact]
    public async Task Images_that_are_refused_do_not_keep_the_others_of_their_series_back()
    {
        var (coordinator, study) = await PrepareAsync();
        var good = Importer.Stack("PART-1", 4);
        // Pixels that are shorter than the header says cannot be read: Orthanc takes them, this platform does not.
        var broken = TestImages.Slice(
            "1.2.3.6.9",
            DicomFile.Read(good[0].Bytes).Dataset.RequireString(DicomTags.SeriesInstanceUid),
            9,
            60,
            "PART-1"
        );
        broken.Set(DicomTags.Rows, 512d);
        Write("broken.dcm", new DicomFile(broken).ToBytes());
        foreach (var (path, bytes) in good)
        {
            Write(path, bytes);
        }

        using var process = new WebProcess(Data);
        using var browser = await process.SignInAsync(coordinator);
        var sender = await Sender.OpenAsync(browser, $"/studies/{study}", browser.Client);
        await using var orthanc = await OrthancProcess.StartAsync(
            (new Uri(await process.AddressAsync(), sender.Address).ToString(), sender.Secret)
        );

        await orthanc.StoreAsync(Path.Combine(_work.FullName, "scanner"));
        await UntilAsync(study, good.Length + 1);
        var sentence = await ImportAsync(browser, $"/studies/{study}", sender);

        Assert.StartsWith("4 of 5 files imported; 1 was not", sentence, StringComparison.Ordinal);
    }

    [OrthancFact]
    public async Task A_fetch_that_is_killed_goes_on_where_it_was_and_its_order_cannot_be_read_meanwhile()
    {
        var (coordinator, study) = await PrepareAsync();
        var sent = new[] { "KILLED-4711", "KILLED-47112", "KILLED-471133" }
            .SelectMany((patient, i) => Importer.Stack(patient, 100, hounsfield: (short)(10 * i)))
            .ToList();
        sent.ForEach(f => Write(f.Path, f.Bytes));
        var images = sent.ConvertAll(f => DicomFile.Read(f.Bytes));
        await using var orthanc = await OrthancProcess.StartAsync();
        await orthanc.StoreAsync(Path.Combine(_work.FullName, "scanner"));
        using var process = new WebProcess(
            Data,
            new Dictionary<string, string>
            {
                ["ReaderStudy__Archives__0__Name"] = "PACS",
                ["ReaderStudy__Archives__0__Address"] = orthanc.DicomWeb,
                ["ReaderStudy__Archives__0__User"] = OrthancProcess.User,
                ["ReaderStudy__Archives__0__Password"] = OrthancProcess.Password,
            }
        );
        using var browser = await process.SignInAsync(coordinator);
        var exams = images.Select(f => f.Dataset.RequireString(DicomTags.StudyInstanceUid)).Distinct().ToList();

        using var begun = await browser.PostAsync(
            $"/studies/{study}/archives/import",
            [("archive", "PACS"), .. exams.Select(e => ("exams", e))]
        );
        Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        var done = await UntilAsync(study, 24);
        await process.KillAsync();
        Assert.InRange(done, 24, sent.Count - 1);
        Assert.Single(Directory.GetFiles(Data, "order.sealed", SearchOption.AllDirectories));
        Assert.Empty(DataFolder.FilesWith(Data, Identities(images)));
        await process.StartAgainAsync();
        var state = await new Importer(browser, $"/studies/{study}").WaitAsync(begun.Headers.Location!.ToString());

        Assert.Equal($"{sent.Count} of {sent.Count} files imported.", state.GetProperty("sentence").GetString());
        Assert.Equal(PixelsOf(images), await StoredPixelsAsync(study));
        Assert.Empty(Directory.GetFiles(Data, "order.sealed", SearchOption.AllDirectories));
        Assert.Empty(DataFolder.FilesWith(Data, Identities(images)));
    }

    [Fact]
    public async Task A_sender_whose_connection_breaks_leaves_nothing_half()
    {
        var (coordinator, study) = await PrepareAsync();
        using var process = new WebProcess(Data);
        using var browser = await process.SignInAsync(coordinator);
        var sender = await Sender.OpenAsync(browser, $"/studies/{study}", browser.Client);
        var address = await process.AddressAsync();
        var file = Importer.Stack("BROKEN-1", 1)[0].Bytes;

        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(IPAddress.Loopback, address.Port);
            var stream = socket.GetStream();
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"POST {sender.Address}/studies HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {sender.Secret}\r\n"
                        + "Content-Type: multipart/related; type=\"application/dicom\"; boundary=b\r\nContent-Length: 100000\r\n\r\n"
                        + "--b\r\nContent-Type: application/dicom\r\n\r\n"
                )
            );
            await stream.WriteAsync(file.AsMemory(0, file.Length / 2));
            socket.Client.Close(0);
        }

        using var whole = await sender.StoreAsync(file);

        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        Assert.Equal("1 of 1 file imported.", await ImportAsync(browser, $"/studies/{study}", sender));
        Assert.Empty(Directory.GetFiles(Path.Combine(Data, "images"), "*.part", SearchOption.AllDirectories));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _work.Delete(recursive: true);
    }

    private async Task<(TestPerson Coordinator, Guid Study)> PrepareAsync()
    {
        await using var app = App.Keeping(Directory.CreateDirectory(Data).FullName);
        var study = await TestStudy.DraftAsync(app, cases: 0, readers: 0);
        return (study.Coordinator, study.Id);
    }

    private List<DicomFile> WritePhantom(ulong seed)
    {
        var folder = Path.Combine(_work.FullName, "scanner", seed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        PhantomExam.WriteTo(folder, PhantomGenerator.Generate(seed, null, new PhantomOptions { Phases = [ContrastPhase.Arterial] }));
        return [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(f => DicomFile.Read(File.ReadAllBytes(f)))];
    }

    /// <summary>A structured report, which is not sent on.</summary>
    private void WriteReport()
    {
        var report = TestImages.Slice("1.2.3.7", "1.2.3.8", 0, 0, "REPORT-1");
        report.Remove(DicomTags.PixelData);
        report.Set(DicomTags.SopClassUid, "1.2.840.10008.5.1.4.1.1.88.11");
        report.Set(DicomTags.Modality, "SR");
        Write("report.dcm", new DicomFile(report).ToBytes());
    }

    private void Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_work.FullName, "scanner", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>Waits until the study's imports have so many files; gives how many.</summary>
    private async Task<int> UntilAsync(Guid study, int files)
    {
        var count = 0;
        await Until.SoAsync(
            $"an import of {files} images",
            async () =>
            {
                await using var db = DataFolder.Open(Data);
                count = await db.ImportFiles.CountAsync(f => db.Imports.Any(i => i.Id == f.ImportId && i.StudyId == study));
                return count >= files;
            },
            pause: 50
        );
        return count;
    }

    private static async Task<string> ImportAsync(Visitor browser, string studyUrl, Sender sender)
    {
        using var answer = await browser.PostAsync($"{studyUrl}/receiving/{sender.Address.Split('/')[^1]}/import");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var state = await new Importer(browser, studyUrl).WaitAsync(answer.Headers.Location!.ToString());
        return state.GetProperty("sentence").GetString()!;
    }

    private async Task<List<string>> StoredPixelsAsync(Guid study)
    {
        await using var db = DataFolder.Open(Data);
        var keys = await db
            .Series.Where(s => db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == study))
            .SelectMany(s => s.Instances)
            .Select(i => i.FileKey)
            .ToListAsync();
        return PixelsOf(keys.Select(k => DicomFile.Read(File.ReadAllBytes(Path.Combine(Data, "images", k)))));
    }

    private static List<string> PixelsOf(IEnumerable<DicomFile> files) =>
        [.. files.Select(f => ImageStore.Sha256Of(f.Dataset.Find(DicomTags.PixelData)!.Value.Span)).Order(StringComparer.Ordinal)];

    private static string[] Identities(List<DicomFile> files) =>
        [
            .. files
                .SelectMany(f =>
                    new[] { DicomTags.PatientId, DicomTags.PatientName, DicomTags.StudyInstanceUid, DicomTags.SeriesInstanceUid }.Select(
                        t => f.Dataset.GetString(t)
                    )
                )
                .OfType<string>()
                .Distinct(),
        ];
}
