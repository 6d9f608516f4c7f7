using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ReaderStudy.Web.Tests.ReadingRoom;

namespace ReaderStudy.Web.Tests.Blinding.Differences;

/// <summary>Everything that the reading room says at one place of a session: by address (with the position left open), its parts by name.</summary>
internal sealed class Snapshot
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly string[] AtAPlace =
    [
        "state",
        "cases/{position}",
        "cases/{position}/series/0/metadata",
        "cases/{position}/series/1/metadata",
        "cases/{position}/series/0/frames/1",
        "cases/{position}/series/1/frames/2",
        "cases/{position}/series/0/frames/1,2",
        "cases/{position}/series/0/frames/1/rendered",
        "cases/{position}/series/0/thumbnail",
    ];

    /// <summary>By address and name of the part: a property's path, <c>header ETag</c>, <c>HTTP status</c>, <c>body</c>.</summary>
    private readonly Dictionary<(string Address, string Part), string> _parts = [];

    public static async Task<Snapshot> TakeAsync(Room room, int position)
    {
        var snapshot = new Snapshot();
        foreach (var address in AtAPlace)
        {
            using var answer = await room.AskAsync(
                address.Replace("{position}", position.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            );
            await snapshot.AddAsync(address, answer);
        }

        return snapshot;
    }

    /// <summary>Pages as they stand, without the token that is new in each.</summary>
    public static async Task<Snapshot> OfPagesAsync(Visitor visitor, params string[] urls)
    {
        var snapshot = new Snapshot();
        foreach (var url in urls)
        {
            var page = await visitor.PageAsync(url);
            snapshot._parts.Add((url, "page"), Regex.Replace(page, "CfDJ8[A-Za-z0-9_-]+", "", RegexOptions.None, Patience));
        }

        return snapshot;
    }

    /// <param name="address">With the position left open.</param>
    /// <param name="answer">What came.</param>
    /// <param name="withBody">False: status and headers alone.</param>
    public async Task AddAsync(string address, HttpResponseMessage answer, bool withBody = true)
    {
        _parts.Add((address, "HTTP status"), ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
        var body = Convert.ToHexString(await answer.Content.ReadAsByteArrayAsync());
        var boundary = answer.Content.Headers.ContentType?.Parameters.FirstOrDefault(p => p.Name == "boundary")?.Value?.Trim('"');
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key != "Content-Length"))
        {
            var value = string.Join(',', values);
            _parts.Add(
                (address, $"header {name}"),
                boundary is null ? value : value.Replace(boundary, "boundary", StringComparison.Ordinal)
            );
        }

        if (!withBody)
        {
            return;
        }

        if (answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true)
        {
            using var json = JsonDocument.Parse(Convert.FromHexString(body));
            Add(address, json.RootElement, "");
        }
        else
        {
            var mark = boundary is null ? null : Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes(boundary));
            _parts.Add((address, "body"), mark is null ? body : body.Replace(mark, "--", StringComparison.Ordinal));
        }
    }

    /// <summary>Names of the parts in which two snapshots differ, array indices left out: in value, in kind, or in being there.</summary>
    public IReadOnlySet<(string Address, string Part)> DifferencesFrom(Snapshot other) =>
        _parts
            .Keys.Union(other._parts.Keys)
            .Where(k => _parts.GetValueOrDefault(k) != other._parts.GetValueOrDefault(k))
            .Select(k => (k.Address, Regex.Replace(k.Part, @"\[[0-9]+\]", "[]", RegexOptions.None, Patience)))
            .ToHashSet();

    private void Add(string address, JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Add(address, property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}");
                }

                break;
            case JsonValueKind.Array:
                _parts.Add((address, path + " count"), element.GetArrayLength().ToString(CultureInfo.InvariantCulture));
                foreach (var (one, index) in element.EnumerateArray().Select((e, i) => (e, i)))
                {
                    Add(address, one, $"{path}[{index.ToString(CultureInfo.InvariantCulture)}]");
                }

                break;
            default:
                _parts.Add((address, path), element.GetRawText());
                break;
        }
    }
}
