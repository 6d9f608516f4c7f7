using System.Net;
using ReaderStudy.Dicom.Web;
using ReaderStudy.Web.Features.ReadingRoom;

namespace ReaderStudy.Web.Tests.ReadingRoom;

/// <summary>Frames in the forms that DICOMweb gives them (PS3.18 8.7, 10.4).</summary>
[Collection(App.Collection)]
public sealed class RoomFramesTests(App app)
{
    private const string Frames = "multipart/related; type=\"application/octet-stream\"";

    [Theory]
    [InlineData(null, true)]
    [InlineData("*/*", true)]
    [InlineData("text/html, */*;q=0.8", true)]
    [InlineData("multipart/related", true)]
    [InlineData("multipart/related; type=application/octet-stream; transfer-syntax=*", true)]
    [InlineData("Multipart/Related; Type=\"application/octet-stream\"; transfer-syntax=1.2.840.10008.1.2.1", true)]
    [InlineData("multipart/related; type=\"image/jls\", multipart/related; type=\"application/octet-stream\"", true)]
    [InlineData("multipart/related; type=\"image/jls\"; transfer-syntax=1.2.840.10008.1.2.4.80", false)]
    [InlineData("multipart/related; type=\"application/octet-stream\"; transfer-syntax=1.2.840.10008.1.2.4.90", false)]
    [InlineData("multipart/related; q=0", false)]
    [InlineData("application/json", false)]
    [InlineData("image/png", false)]
    public void A_form_is_accepted_or_not(string? accept, bool isAllowed) => Assert.Equal(isAllowed, FrameAcceptAttribute.Allows(accept));

    [Fact]
    public async Task Several_frames_come_in_the_order_asked_for()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");

        using var answer = await room.AskAsync("cases/1/series/1/frames/3,1,3");
        var type = answer.Content.Headers.GetValues("Content-Type").Single();
        var parts = new MultipartPartReader(await answer.Content.ReadAsStreamAsync(), MultipartBoundary.Of(type)!.Text);
        var frames = new List<byte[]>();
        while (await parts.NextAsync(default) is { } headers)
        {
            Assert.Equal("application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1", headers["Content-Type"]);
            frames.Add((await parts.ReadAllAsync(1 << 20, default))!.Value.ToArray());
        }

        Assert.Equal(3, frames.Count);
        // Every slice of the series is 200 HU throughout: 1224 stored, C8 04 in little endian.
        Assert.All(frames, f => Assert.Equal(Enumerable.Repeat(new byte[] { 0xC8, 0x04 }, 64).SelectMany(b => b), f));
        Assert.Equal("max-age=86400, private, immutable", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task What_is_not_there_is_404_what_is_not_offered_406_and_what_is_not_understood_400()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");
        (string Address, string Accept, HttpStatusCode Status)[] asked =
        [
            ("frames/4,1", Frames, HttpStatusCode.NotFound),
            ("frames/99999999999,1", Frames, HttpStatusCode.NotFound),
            ("frames/4/rendered", "image/png", HttpStatusCode.NotFound),
            ("frames/1", "multipart/related; type=\"image/jp2\"", HttpStatusCode.NotAcceptable),
            ("frames/1,2", "image/png", HttpStatusCode.NotAcceptable),
            ("frames/1/rendered?window=wide", "image/png", HttpStatusCode.BadRequest),
            ("frames/" + string.Join(',', Enumerable.Repeat(1, 513)), Frames, HttpStatusCode.BadRequest),
        ];
        foreach (var (address, accept, status) in asked)
        {
            using var answer = await room.AskAsync("cases/1/series/0/" + address, accept);
            Assert.Equal((address, status), (address, answer.StatusCode));
        }
    }

    [Fact]
    public async Task Pictures_are_PNG_and_another_readers_case_gives_none()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 2);
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");
        using var other = await app.SignInAsync(study.Readers[1]);
        foreach (
            var address in new[]
            {
                "cases/1/series/0/frames/1/rendered",
                "cases/1/series/0/thumbnail",
                "cases/1/series/0/frames/2/rendered?window=40,400,linear",
            }
        )
        {
            using var picture = await room.AskAsync(address, "image/png");
            Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);
            Assert.Equal("PNG"u8.ToArray(), (await picture.Content.ReadAsByteArrayAsync())[1..4]);
            using var refused = await other.GetAsync($"{room.Url}/{address}");
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }
    }

    [Fact]
    public async Task Descriptions_are_DICOM_JSON()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");

        using var answer = await room.AskAsync("cases/1/series/0/metadata");

        Assert.Equal("application/dicom+json", answer.Content.Headers.ContentType!.MediaType);
    }
}
