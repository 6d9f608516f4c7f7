using System.Net;
using ReaderStudy.Dicom.Web;

namespace ReaderStudy.Dicom.Tests.Web;

public sealed class ImageRetrievalTests
{
    private static readonly byte[][] Slices = [.. Enumerable.Range(1, 4).Select(i => new DicomFile(TestImages.Ct(i, i)).ToBytes())];

    private static readonly string[] Uids = [.. Slices.Select(s => DicomFile.Read(s).Dataset.RequireString(DicomTags.SopInstanceUid))];

    [Fact]
    public async Task A_series_comes_in_one_answer_as_it_is_stored()
    {
        var archive = new FakeArchive(r => IsList(r) ? List(4) : FakeArchive.Files(null, Slices));

        var images = await SeriesAsync(archive);

        Assert.Equal(Slices, images.Select(i => i.Bytes.ToArray()));
        Assert.Equal(Uids, images.Select(i => i.SopInstanceUid));
        Assert.Equal("studies/1.2/series/1.3", archive.Asked[0]);
        Assert.DoesNotContain(archive.Asked, a => a.Contains("/instances/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_a_cut_the_missing_images_are_asked_for_one_by_one()
    {
        // The first answer breaks off in the third file.
        var archive = new FakeArchive(r =>
            IsList(r) ? List(4)
            : One(r) is { } uid ? FakeArchive.Files(null, Slices[Array.IndexOf(Uids, uid)])
            : FakeArchive.Files((2 * Slices[0].Length) + 200, Slices)
        );

        var images = await SeriesAsync(archive);

        Assert.Equal(Slices, images.Select(i => i.Bytes.ToArray()));
        Assert.Equal(
            [Uids[2], Uids[3]],
            archive.Asked.Where(a => a.Contains("/instances/", StringComparison.Ordinal)).Select(a => a.Split('/')[^1])
        );
    }

    [Fact]
    public async Task What_is_there_already_is_not_asked_for_again()
    {
        var archive = new FakeArchive(r => IsList(r) ? List(4) : FakeArchive.Files(null, Slices[Array.IndexOf(Uids, One(r)!)]));

        var images = await SeriesAsync(archive, Uids[0], Uids[2]);

        Assert.Equal([Uids[1], Uids[3]], images.Select(i => i.SopInstanceUid));
    }

    [Fact]
    public async Task An_image_that_is_listed_but_not_given_comes_with_the_reason()
    {
        var archive = new FakeArchive(r =>
            IsList(r) ? List(4)
            : One(r) is not null ? new HttpResponseMessage(HttpStatusCode.NotFound)
            : FakeArchive.Files(null, Slices[..3])
        );

        var images = await SeriesAsync(archive);

        Assert.Equal(4, images.Count);
        Assert.Equal(Uids[3], images[3].SopInstanceUid);
        Assert.StartsWith(
            "not given by the archive, which lists it. The archive answered 404",
            images[3].Refusal,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_series_that_never_comes_fails_after_its_tries()
    {
        var archive = new FakeArchive(_ => FakeArchive.Files(20, Slices));

        var error = await Assert.ThrowsAsync<DicomWebException>(() => SeriesAsync(archive));

        Assert.Equal(DicomWebProblem.Cut, error.Problem);
        Assert.Equal(3, archive.Asked.Count);
    }

    [Theory]
    [InlineData("application/dicom")]
    [InlineData("multipart/related; boundary=\"\"")]
    public async Task An_answer_that_is_no_multipart_is_not_understood(string contentType)
    {
        var archive = new FakeArchive(_ =>
        {
            var answer = FakeArchive.Files(null, Slices);
            answer.Content.Headers.Remove("Content-Type");
            answer.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            return answer;
        });

        var error = await Assert.ThrowsAsync<DicomWebException>(() => SeriesAsync(archive));

        Assert.Equal(DicomWebProblem.NotUnderstood, error.Problem);
    }

    private static async Task<List<RetrievedImage>> SeriesAsync(FakeArchive archive, params string[] have)
    {
        using var client = archive.Client();
        var images = new List<RetrievedImage>();
        await foreach (var image in new ImageRetrieval(client).SeriesAsync("1.2", "1.3", have.ToHashSet(), default))
        {
            images.Add(image);
        }

        return images;
    }

    private static bool IsList(HttpRequestMessage request) => request.RequestUri!.Query.Length > 0;

    /// <summary>The SOP Instance UID that is asked for; null: the series is.</summary>
    private static string? One(HttpRequestMessage request) =>
        request.RequestUri!.AbsolutePath.Split("/instances/") is [_, var uid] ? uid : null;

    private static HttpResponseMessage List(int count) =>
        FakeArchive.Json($"[{string.Join(',', Uids.Take(count).Select(u => $$$"""{"00080018":{"vr":"UI","Value":["{{{u}}}"]}}"""))}]");
}
