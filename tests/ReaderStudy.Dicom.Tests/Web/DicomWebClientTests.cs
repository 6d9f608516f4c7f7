using System.Net;
using ReaderStudy.Dicom.Web;

namespace ReaderStudy.Dicom.Tests.Web;

public sealed class DicomWebClientTests
{
    [Fact]
    public async Task A_search_asks_as_QIDO_prescribes_and_reads_the_answer()
    {
        var archive = new FakeArchive(_ =>
            FakeArchive.Json(
                """
                [{"0020000D":{"vr":"UI","Value":["1.2.3"]},"00100020":{"vr":"LO","Value":["4711"]},"00080050":{"vr":"SH","Value":["A-1"]},
                "00080020":{"vr":"DA","Value":["20200228"]},"00081030":{"vr":"LO","Value":["CT Leber mit KM"]},
                "00080061":{"vr":"CS","Value":["CT","SR"]},"00201206":{"vr":"IS","Value":[4]},"00201208":{"vr":"IS","Value":["312"]}}]
                """
            )
        );
        using var client = archive.Client();
        var query = new ExamQuery
        {
            PatientId = "47*&x",
            AccessionNumber = "A 1",
            From = new DateOnly(2020, 1, 1),
            To = new DateOnly(2020, 12, 31),
            Modality = "CT",
            Description = "Leber",
        };

        var found = await client.FindExamsAsync(query, 10, default);

        var exam = Assert.Single(found.Items);
        Assert.Equivalent(new FoundExam("1.2.3", "4711", "A-1", new DateOnly(2020, 2, 28), "CT Leber mit KM", ["CT", "SR"], 4, 312), exam);
        Assert.False(found.HasMore);
        Assert.Equal(
            "studies?fuzzymatching=false&includefield=00081030&includefield=00080061&includefield=00201206&includefield=00201208"
                + "&PatientID=47*%26x&AccessionNumber=A%201&StudyDate=20200101-20201231&ModalitiesInStudy=CT&StudyDescription=*Leber*"
                + "&limit=2&offset=0",
            Assert.Single(archive.Asked)
        );
    }

    [Theory]
    [InlineData(5, 100, 5, false)]
    [InlineData(5, 3, 3, true)]
    [InlineData(4, 4, 4, false)]
    [InlineData(0, 4, 0, false)]
    public async Task Matches_are_fetched_page_by_page(int there, int most, int expected, bool hasMore)
    {
        using var client = new FakeArchive(r => FakeArchive.Json(Page(r, there))).Client();

        var found = await client.FindExamsAsync(new ExamQuery(), most, default);

        Assert.Equal(Enumerable.Range(1, expected).Select(i => $"1.{i}"), found.Items.Select(e => e.Uid));
        Assert.Equal(hasMore, found.HasMore);
    }

    [Fact]
    public async Task An_archive_that_gives_less_than_was_asked_and_warns_of_more_is_asked_for_the_rest()
    {
        using var client = new FakeArchive(r =>
        {
            var offset = Number(r, "offset");
            var answer = FakeArchive.Json(offset < 3 ? $"[{Match(offset + 1)}]" : "[]");
            answer.Headers.TryAddWithoutValidation("Warning", "299 archive \"There are 2 additional results that can be requested\"");
            return answer;
        }).Client();

        Assert.Equal(3, (await client.FindExamsAsync(new ExamQuery(), 100, default)).Items.Count);
    }

    [Fact]
    public async Task An_archive_that_ignores_offsets_is_not_asked_for_ever()
    {
        var archive = new FakeArchive(_ => FakeArchive.Json($"[{Match(1)},{Match(2)}]"));
        using var client = archive.Client();

        Assert.Equal(2, (await client.FindExamsAsync(new ExamQuery(), 100, default)).Items.Count);
        Assert.Equal(2, archive.Asked.Count);
    }

    [Fact]
    public async Task A_match_whose_UID_is_none_is_passed_over()
    {
        using var client = new FakeArchive(_ =>
            FakeArchive.Json("""[{"0020000D":{"vr":"UI","Value":["../../admin"]}},{"0020000D":{"vr":"UI"}},7,{"0020000D":[]}]""")
        ).Client();

        Assert.Empty((await client.FindExamsAsync(new ExamQuery(), 100, default)).Items);
    }

    [Theory]
    [InlineData(401, DicomWebProblem.Refused, "The archive answered 401: it does not accept the user and password, or the token,", 1)]
    [InlineData(403, DicomWebProblem.Refused, "The archive answered 403: the account that is configured for it may not do this.", 1)]
    [InlineData(404, DicomWebProblem.NotFound, "The archive answered 404: it does not have what was asked for", 1)]
    [InlineData(302, DicomWebProblem.Failed, "The archive answered 302: it sends us to another address; configure that address.", 1)]
    [InlineData(503, DicomWebProblem.Failed, "The archive answered 503: it is busy or being restarted", 3)]
    [InlineData(500, DicomWebProblem.Failed, "The archive answered 500: it met an error of its own", 3)]
    public async Task An_error_is_told_in_a_sentence_without_what_was_asked(int status, DicomWebProblem problem, string words, int tries)
    {
        var archive = new FakeArchive(_ => new HttpResponseMessage((HttpStatusCode)status));
        using var client = archive.Client();

        var error = await Assert.ThrowsAsync<DicomWebException>(() =>
            client.FindExamsAsync(new ExamQuery { PatientId = "SECRET" }, 10, default)
        );

        Assert.Equal(problem, error.Problem);
        Assert.StartsWith(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(tries, archive.Asked.Count);
    }

    [Fact]
    public async Task An_answer_that_is_not_DICOM_JSON_is_told_as_such()
    {
        foreach (var body in new[] { "<html>", "{}", "", "[{]" })
        {
            using var client = new FakeArchive(_ => FakeArchive.Json(body)).Client();
            var error = await Assert.ThrowsAsync<DicomWebException>(() => client.FindExamsAsync(new ExamQuery(), 10, default));
            Assert.Equal(DicomWebProblem.NotUnderstood, error.Problem);
        }
    }

    [Fact]
    public async Task An_archive_that_is_not_there_is_told_as_such()
    {
        using var client = new DicomWebClient(new DicomWebOptions(new Uri("http://127.0.0.1:9/")) { Tries = 1 });

        var error = await Assert.ThrowsAsync<DicomWebException>(() => client.FindExamsAsync(new ExamQuery(), 10, default));

        Assert.Equal(DicomWebProblem.Unreachable, error.Problem);
        Assert.Equal("The archive at http://127.0.0.1:9/ cannot be reached: nothing answers there.", error.Message);
    }

    [Fact]
    public async Task Credentials_go_with_every_request_and_are_not_printed()
    {
        var archive = new FakeArchive(_ => FakeArchive.Json("[]"));
        foreach (var credentials in new[] { DicomWebCredentials.Basic("ü", "p:w"), DicomWebCredentials.Bearer("t0ken") })
        {
            using var client = archive.Client(credentials);
            await client.FindExamsAsync(new ExamQuery(), 10, default);
            Assert.Equal("Authorization: …", credentials.ToString());
        }

        // RFC 7617: base64 of ü:p:w in UTF-8, C3 BC 3A 70 3A 77.
        Assert.Equal(["Basic w7w6cDp3", "Bearer t0ken"], archive.Authorizations);
    }

    private static string Match(int number) => $$$"""{"0020000D":{"vr":"UI","Value":["1.{{{number}}}"]}}""";

    private static string Page(HttpRequestMessage request, int there)
    {
        var (offset, limit) = (Number(request, "offset"), Number(request, "limit"));
        return $"[{string.Join(',', Enumerable.Range(offset + 1, Math.Clamp(there - offset, 0, limit)).Select(Match))}]";
    }

    private static int Number(HttpRequestMessage request, string name) =>
        int.Parse(
            request.RequestUri!.Query.Split('&', '?').Single(p => p.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..],
            System.Globalization.CultureInfo.InvariantCulture
        );
}
