using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Tests.ReadingRoom;

namespace ReaderStudy.Web.Tests.Sessions;

/// <summary>Readers sign what they read, with the password given again.</summary>
[Collection(App.Collection)]
public sealed partial class SigningTests(App app)
{
    private static readonly object Benign = new
    {
        malignancy = "benign",
        subtype = "FNH",
        confidence = 20,
    };

    [Fact]
    public async Task A_signature_covers_the_locked_readings_and_a_correction_leaves_one_to_be_signed_again()
    {
        var desk = await ReadAsync(2);
        using var browser = await app.SignInAsync(desk.Reader);
        var url = $"/sessions/{desk.Sessions[0]}/sign";
        Assert.Contains(
            "2 readings wait for your signature",
            Visitor.TextOf(await browser.PageAsync("/sessions")),
            StringComparison.Ordinal
        );
        var sheet = await browser.PageAsync(url);
        Assert.Contains("These readings are mine, and are what I found.", sheet, StringComparison.Ordinal);

        using (var signed = await browser.PostAsync(url, ("sha256", HashIn(sheet)), ("password", App.Password)))
        {
            Assert.Equal(HttpStatusCode.Redirect, signed.StatusCode);
        }

        var signature = await app.DataAsync(db =>
            db.Signatures.SingleAsync(s => s.StudyId == desk.Study.Id && s.Meaning == SignatureMeaning.Readings)
        );
        Assert.Equal(
            (desk.Reader.Id, desk.Reader.Name, $"session {desk.Sessions[0]}"),
            (signature.PersonId, signature.PrintedName, signature.Subject)
        );
        Assert.Equal(HashIn(sheet), signature.SubjectSha256);
        Assert.Contains("All that is read is signed.", Visitor.TextOf(await browser.PageAsync("/sessions")), StringComparison.Ordinal);

        using var room = await desk.RoomAsync();
        using var corrected = await room.PostAsync(
            1,
            "correct",
            new
            {
                clientSequence = 2,
                answers = Benign,
                reason = "Wrong lesion",
            }
        );
        await Room.OkAsync(corrected);

        Assert.Contains(
            "1 reading waits for your signature; 1 of them was corrected after being signed",
            Visitor.TextOf(await browser.PageAsync("/sessions")),
            StringComparison.Ordinal
        );
        var again = await browser.PageAsync(url);
        using var second = await browser.PostAsync(url, ("sha256", HashIn(again)), ("password", App.Password));
        Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
        var covered = await app.DataAsync(db =>
            db.SignedReadings.Where(s => db.Readings.Any(r => r.Id == s.ReadingId && r.StudyId == desk.Study.Id))
                .Select(s => s.RevisionNumber)
                .OrderBy(n => n)
                .ToListAsync()
        );
        Assert.Equal([1, 1, 2], covered);
    }

    [Fact]
    public async Task A_wrong_password_signs_nothing_and_says_so()
    {
        var desk = await ReadAsync(1);
        using var browser = await app.SignInAsync(desk.Reader);
        var url = $"/sessions/{desk.Sessions[0]}/sign";
        var sheet = await browser.PageAsync(url);

        using var answer = await browser.PostAsync(url, ("sha256", HashIn(sheet)), ("password", "wrong"));

        Assert.Contains("That is not the password you sign in with", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(
            0,
            await app.DataAsync(db =>
                db.SignedReadings.CountAsync(s => db.Readings.Any(r => r.Id == s.ReadingId && r.StudyId == desk.Study.Id))
            )
        );
    }

    [Fact]
    public async Task What_changed_since_it_was_shown_is_not_signed_and_nothing_is_signed_twice()
    {
        var desk = await ReadAsync(1);
        using var browser = await app.SignInAsync(desk.Reader);
        var url = $"/sessions/{desk.Sessions[0]}/sign";
        var shown = HashIn(await browser.PageAsync(url));
        using var room = await desk.RoomAsync();
        await room.ReadAsync(2);

        using var stale = await browser.PostAsync(url, ("sha256", shown), ("password", App.Password));
        await desk.RefusedAsync(ReaderDesk.SignsWhatWasShown, stale);
        var sheet = HashIn(await browser.PageAsync(url));
        using var signed = await browser.PostAsync(url, ("sha256", sheet), ("password", App.Password));
        Assert.Equal(HttpStatusCode.Redirect, signed.StatusCode);
        using var twice = await browser.PostAsync(url, ("sha256", sheet), ("password", App.Password));

        await desk.RefusedAsync(ReaderDesk.SomethingToSign, twice);
    }

    private async Task<DeskStudy> ReadAsync(int cases)
    {
        var protocol = DeskStudy.TwoArms with { Reading = new ReadingRules { Sign = true } };
        var desk = await DeskStudy.SealedAsync(app, protocol, 2, new Layout("unaided", Layout.Cases(0, 1)));
        using var room = await desk.RoomAsync();
        for (var position = 1; position <= cases; position++)
        {
            await room.ReadAsync(position);
        }

        return desk;
    }

    private static string HashIn(string page) => Hash().Match(page).Groups["hash"].Value;

    [GeneratedRegex("name=\"sha256\" value=\"(?<hash>[0-9a-f]{64})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hash();
}
