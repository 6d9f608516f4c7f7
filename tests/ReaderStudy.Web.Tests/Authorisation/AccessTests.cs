using System.Globalization;
using System.Text;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.Authorisation;

/// <summary>
/// Everybody asks every URL. What they get stands in <c>access.txt</c>; an URL without a row there fails, and the message holds the row as it
/// is answered today, to be judged, not copied.
/// </summary>
[Collection(App.Collection)]
public sealed class AccessTests(App app)
{
    private static readonly StudyStatus[] States = [StudyStatus.Draft, StudyStatus.Reading, StudyStatus.Unblinded];

    [Fact]
    public async Task Everybody_gets_from_every_URL_what_the_table_says()
    {
        var expected = AccessTable.Read();
        var routes = Routes.Of(app);
        var faults = new StringBuilder();
        foreach (var stale in expected.Keys.Except(routes.Select(r => (r.Method, r.Template))))
        {
            faults.AppendLine(CultureInfo.InvariantCulture, $"The table has a row for {stale}, which the application does not answer.");
        }

        var actual = await AskAsync(routes.Where(r => !(expected.TryGetValue((r.Method, r.Template), out var row) && row.IsSkipped)));
        foreach (var route in routes)
        {
            if (!expected.TryGetValue((route.Method, route.Template), out var row))
            {
                faults.AppendLine(CultureInfo.InvariantCulture, $"No row for {AccessTable.Line(route, actual[route])}");
                continue;
            }

            for (var i = 0; i < Cast.Everybody.Count && !row.IsSkipped; i++)
            {
                var cell = AccessTable.Cell(actual[route][i]);
                if (cell != row.Cells[i])
                {
                    faults.AppendLine(
                        CultureInfo.InvariantCulture,
                        $"{route.Method} {route.Template}: {Cast.Everybody[i]} gets {cell}, the table says {row.Cells[i]}."
                    );
                }
            }
        }

        Assert.True(faults.Length == 0, faults.ToString());
    }

    /// <summary>Statuses by route, person and state.</summary>
    private async Task<Dictionary<AppRoute, int[][]>> AskAsync(IEnumerable<AppRoute> routes)
    {
        var answers = routes.ToDictionary(r => r, _ => Cast.Everybody.Select(_ => new int[States.Length]).ToArray());
        for (var state = 0; state < States.Length; state++)
        {
            using var cast = await Cast.AssembleAsync(app, States[state]);
            // Reads before writes, so that a write that succeeds cannot change what the next one reads.
            foreach (var route in answers.Keys.OrderBy(r => r.Method != "GET"))
            {
                for (var who = 0; who < cast.Visitors.Count; who++)
                {
                    answers[route][who][state] = await StatusAsync(cast.Visitors[who].Visitor, route, cast.Values);
                }
            }
        }

        return answers;
    }

    /// <summary>Asks with an empty form; where that kind of body is not taken, with the answers to a case, then with an empty upload.</summary>
    private static async Task<int> StatusAsync(Visitor visitor, AppRoute route, IReadOnlyDictionary<string, string> values)
    {
        var url = route.UrlWith(values);
        if (route.Method is "GET" or "HEAD")
        {
            return await SendAsync(visitor, route.Method, url, null);
        }

        Func<HttpContent>[] bodies =
        [
            () => new FormUrlEncodedContent([]),
            () =>
                new StringContent(
                    """{"answers":{},"clientSequence":1,"page":"accesspage","sequence":1,"series":[]}""",
                    Encoding.UTF8,
                    "application/json"
                ),
            () => new MultipartFormDataContent(),
        ];
        var status = 0;
        foreach (var body in bodies.Skip(route.Template.StartsWith("/reading/", StringComparison.Ordinal) ? 1 : 0))
        {
            status = await SendAsync(visitor, route.Method, url, body());
            if (status != 415)
            {
                break;
            }
        }

        return status;
    }

    private static async Task<int> SendAsync(Visitor visitor, string method, string url, HttpContent? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url) { Content = body };
        // As browsers do: a page first, and everything else.
        request.Headers.Accept.ParseAdd("text/html,*/*;q=0.8");
        if (body is not null)
        {
            request.Headers.Add("RequestVerificationToken", await visitor.TokenAsync());
        }

        using var answer = await visitor.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (int)answer.StatusCode;
    }
}
