using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Dicom;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Features.Receiving;
using ReaderStudy.Web.Tests.Imports;

namespace ReaderStudy.Web.Tests.Receiving;

/// <summary>What comes to a receiving address, and what its sender is answered (PS3.18 10.5).</summary>
[Collection(App.Collection)]
public sealed class StoreTests(App app)
{
    private const string Stored = "00081199";
    private const string Failed = "00081198";
    private const string OtherFailures = "0008119A";

    [Fact]
    public async Task Images_that_are_sent_are_answered_one_by_one_and_come_into_cases_without_identity()
    {
        var (study, browser, sender) = await OpenAsync();
        var files = Importer.Stack("SENT-4711", 30).Select(f => f.Bytes).ToArray();

        using var answer = await sender.StoreAsync(files);
        var stored = await Sender.ListedAsync(answer, Stored, "00081196");
        using var again = await sender.StoreAsync(files[..2]);
        await ImportAsync(study, browser);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/dicom+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(files.Select(f => UidOf(f)), stored.Select(s => s.Uid));
        // B000: elements were changed.
        Assert.All(stored, s => Assert.Equal(0xB000, s.Reason));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(
            30,
            await app.DataAsync(db =>
                db.Instances.CountAsync(i =>
                    db.Series.Any(s => s.Id == i.SeriesId && db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == study.Id))
                )
            )
        );
        Assert.Empty(DataFolder.FilesWith(app.DataFolder, "SENT-4711", UidOf(files[0])));
        Assert.Empty(DataFolder.FilesWith(app.DataFolder, sender.Secret));
    }

    [Fact]
    public async Task What_cannot_be_taken_is_answered_with_the_reason_and_keeps_nothing_else_back()
    {
        var (study, _, sender) = await OpenAsync();
        var good = Importer.Stack("MIX-1", 1)[0].Bytes;
        var report = new DicomDataset();
        report.Set(DicomTags.SopClassUid, "1.2.840.10008.5.1.4.1.1.88.33");
        report.Set(DicomTags.SopInstanceUid, "1.2.9");
        report.Set(DicomTags.Modality, "SR");
        report.Set(DicomTags.StudyInstanceUid, "1.2.8");

        using var answer = await sender.StoreAsync(good, new DicomFile(report).ToBytes(), good[..400], "no DICOM"u8.ToArray());

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(UidOf(good), Assert.Single(await Sender.ListedAsync(answer, Stored, "00081196")).Uid);
        Assert.Equal([("1.2.9", 0x0122)], await Sender.ListedAsync(answer, Failed, "00081197"));
        Assert.Equal([(null, 0xC000), (null, 0xC000)], await Sender.ListedAsync(answer, OtherFailures, "00081197"));
        var files = await app.DataAsync(db =>
            db.ImportFiles.Where(f => db.Imports.Any(i => i.Id == f.ImportId && i.StudyId == study.Id)).ToListAsync()
        );
        // What is no image for reading is counted without its name.
        Assert.Equal("a structured report", Assert.Single(files, f => f.Status is ImportFileStatus.PassedOver).Reason);
        var names = files.Where(f => f.Status is ImportFileStatus.Rejected).Select(f => f.Name).ToList();
        Assert.Equal(2, names.Count);
        Assert.All(names, n => Assert.Matches("^received/[0-9a-f]{16}[.]dcm$", n));
    }

    [Fact]
    public async Task Images_that_a_person_must_look_at_are_stored_and_held()
    {
        var (study, _, sender) = await OpenAsync();
        var good = Importer.Stack("HELD-1", 1)[0].Bytes;
        var other = Importer.Stack("HELD-1", 1, hounsfield: 99)[0].Bytes;
        var text = TestImages.Slice("1.2.3.9.8", "1.2.3.9.8.1", 0, 0, "HELD-1");
        text.Set(DicomTags.BurnedInAnnotation, "YES");

        using var first = await sender.StoreAsync(good);
        using var answer = await sender.StoreAsync(other, new DicomFile(text).ToBytes());
        using var again = await sender.StoreAsync(other);

        // The sender need not send them again, and nothing of them is lost here.
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var stored = await Sender.ListedAsync(answer, Stored, "00081196");
        Assert.Equal([(UidOf(good), 0xB000), (text.RequireString(DicomTags.SopInstanceUid), 0xB000)], stored);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        var held = await app.DataAsync(db => db.HeldImages.Where(h => h.StudyId == study.Id).Select(h => h.Cause).ToListAsync());
        Assert.Equal([HeldCause.BurnedInText, HeldCause.UidConflict], held.Order());
    }

    [Fact]
    public async Task An_image_of_another_exam_than_the_address_names_is_refused()
    {
        var (_, _, sender) = await OpenAsync();
        var file = Importer.Stack("EXAM-1", 1)[0].Bytes;
        var exam = DicomFile.Read(file).Dataset.RequireString(DicomTags.StudyInstanceUid);

        using var wrong = await sender.SendAsync([file], "/studies/1.2.3.4");
        using var right = await sender.SendAsync([file], "/studies/" + exam);

        Assert.Equal(HttpStatusCode.Conflict, wrong.StatusCode);
        Assert.Equal([(UidOf(file), 0xA900)], await Sender.ListedAsync(wrong, Failed, "00081197"));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task Only_who_knows_the_secret_may_send_and_only_while_the_address_is_open()
    {
        var (study, browser, sender) = await OpenAsync();
        var file = Importer.Stack("SECRET-1", 1)[0].Bytes;
        foreach (var wrong in new[] { "", "Basic", "Basic !", Sender.Basic("readerstudy", "wrong"), "Bearer wrong", Sender.Basic("", "") })
        {
            using var refused = await sender.SendAsync([file], authorization: wrong);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.StartsWith("Basic realm=", refused.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }

        var (_, _, stranger) = await OpenAsync();
        using var other = await sender.SendAsync([file], authorization: Sender.Basic("readerstudy", stranger.Secret));
        using var unknown = await new Sender(app.Nobody().Client, $"/dicomweb/{Guid.CreateVersion7()}", sender.Secret).StoreAsync(file);
        using var bearer = await sender.SendAsync([file], authorization: "bearer " + sender.Secret);
        using var closing = await browser.PostAsync($"{study.Url}/receiving/{sender.Address.Split('/')[^1]}/close");
        using var closed = await sender.StoreAsync(file);

        Assert.Equal(HttpStatusCode.Unauthorized, other.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.OK, bearer.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, closing.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, closed.StatusCode);
        // What had come before was handed over by the closing.
        Assert.Equal(1, await app.DataAsync(db => db.Imports.CountAsync(i => i.StudyId == study.Id)));
        Assert.DoesNotContain(
            ImportStatus.Receiving,
            await app.DataAsync(db => db.Imports.Where(i => i.StudyId == study.Id).Select(i => i.Status).ToListAsync())
        );
    }

    [Fact]
    public async Task A_request_without_an_instance_is_told_so()
    {
        var (_, _, sender) = await OpenAsync();

        using var answer = await sender.StoreAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_protocol_is_not_sealed_while_received_images_wait()
    {
        var study = await TestStudy.DraftAsync(app, cases: 2, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var sender = await Sender.OpenAsync(browser, study.Url, app.Nobody().Client);
        using var sent = await sender.StoreAsync(Importer.Stack("WAIT-1", 1)[0].Bytes);

        var broken = await Assert.ThrowsAsync<BrokenRuleException>(study.SealAsync);

        Assert.Equal(Import.OverBeforeSealing, broken.Rule);
    }

    [Fact]
    public async Task A_sealed_study_takes_nothing()
    {
        var study = await TestStudy.DraftAsync(app, cases: 2, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var sender = await Sender.OpenAsync(browser, study.Url, app.Nobody().Client);
        await study.SealAsync();

        using var answer = await sender.StoreAsync(Importer.Stack("LATE-1", 1)[0].Bytes);
        using var opening = await browser.PostAsync(study.Url + "/receiving", ("name", "Late"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, opening.StatusCode);
        Assert.Equal(0, await app.DataAsync(db => db.Imports.CountAsync(i => i.StudyId == study.Id)));
    }

    [Fact]
    public async Task A_request_that_breaks_off_leaves_nothing_half_and_can_be_sent_again()
    {
        var (study, browser, sender) = await OpenAsync();
        var files = Importer.Stack("CUT-1", 3).Select(f => f.Bytes).ToArray();

        using var cut = await sender.SendAsync(files, cut: 200);
        Assert.Equal(HttpStatusCode.BadRequest, cut.StatusCode);
        Assert.Empty(
            await app.DataAsync(db =>
                db.ImportFiles.Where(f => db.Imports.Any(i => i.Id == f.ImportId && i.StudyId == study.Id)).ToListAsync()
            )
        );
        using var whole = await sender.StoreAsync(files);
        var state = await ImportAsync(study, browser);

        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        Assert.Equal("3 of 3 files imported.", state);
    }

    [Theory]
    [InlineData(null, "text/html", 406)]
    [InlineData("application/dicom", "*/*", 415)]
    [InlineData("multipart/related; type=\"application/dicom+json\"; boundary=frontier", "*/*", 415)]
    [InlineData("multipart/related; type=\"application/dicom\"", "*/*", 415)]
    [InlineData("multipart/related; type=\"application/dicom\"; boundary=another", "*/*", 400)]
    [InlineData("multipart/related; type=application/dicom; boundary=\"frontier\"", "*/*", 200)]
    public async Task A_request_in_another_form_is_told_so(string? contentType, string accept, int status)
    {
        var (_, _, sender) = await OpenAsync();

        using var answer = await sender.SendAsync([Importer.Stack("FORM-1", 1)[0].Bytes], contentType: contentType, accept: accept);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Who_wants_XML_gets_XML()
    {
        var (_, _, sender) = await OpenAsync();

        using var answer = await sender.SendAsync([Importer.Stack("XML-1", 1)[0].Bytes], accept: "application/dicom+xml");

        Assert.Equal("application/dicom+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("keyword=\"ReferencedSOPSequence\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_begins_once_the_sender_is_quiet_and_the_next_image_opens_another()
    {
        await using var own = new App();
        var study = await TestStudy.DraftAsync(own, cases: 0, readers: 0);
        using var browser = await own.SignInAsync(study.Coordinator);
        var sender = await Sender.OpenAsync(browser, study.Url, own.Nobody().Client);
        var files = Importer.Stack("QUIET-1", 2).Select(f => f.Bytes).ToArray();

        using var first = await sender.StoreAsync(files[0]);
        await FinishQuietAsync(own);
        Assert.Equal([ImportStatus.Receiving], await StatusesAsync(own, study));
        own.Clock.Advance(TimeSpan.FromMinutes(11));
        await FinishQuietAsync(own);
        Assert.DoesNotContain(ImportStatus.Receiving, await StatusesAsync(own, study));
        using var second = await sender.StoreAsync(files[1]);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(2, (await StatusesAsync(own, study)).Count);
        own.Clock.Advance(TimeSpan.FromDays(31));
        using var expired = await sender.StoreAsync(files[1]);
        Assert.Equal(HttpStatusCode.Forbidden, expired.StatusCode);
    }

    private static Task FinishQuietAsync(App own) => own.InScopeAsync(s => s.GetRequiredService<FinishQuietReceiving>().Handle(default));

    private static Task<List<ImportStatus>> StatusesAsync(App own, TestStudy study) =>
        own.DataAsync(db => db.Imports.Where(i => i.StudyId == study.Id).OrderBy(i => i.StartedAt).Select(i => i.Status).ToListAsync());

    private async Task<(TestStudy Study, Visitor Browser, Sender Sender)> OpenAsync()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0, readers: 0);
        var browser = await app.SignInAsync(study.Coordinator);
        return (study, browser, await Sender.OpenAsync(browser, study.Url, app.Nobody().Client));
    }

    private async Task<string> ImportAsync(TestStudy study, Visitor browser)
    {
        var address = await app.DataAsync(db => db.ReceivingAddresses.SingleAsync(a => a.StudyId == study.Id));
        using var answer = await browser.PostAsync($"{study.Url}/receiving/{address.Id}/import");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var state = await new Importer(browser, study.Url).WaitAsync(answer.Headers.Location!.ToString());
        return state.GetProperty("sentence").GetString()!;
    }

    private static string UidOf(byte[] file) => DicomFile.Read(file).Dataset.RequireString(DicomTags.SopInstanceUid);
}
