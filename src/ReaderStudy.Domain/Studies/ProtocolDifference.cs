using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ReaderStudy.Domain.Studies;

/// <summary>Compares two protocols property by property, over their canonical texts. Entries with an id, and terms of the glossary, are compared by it.</summary>
public static partial class ProtocolDifference
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What one entry of a list is called.</summary>
    private static readonly Dictionary<string, string> Entries = new()
    {
        ["arms"] = "arm",
        ["questions"] = "question",
        ["perMark"] = "question of each mark",
        ["choices"] = "choice",
        ["checks"] = "consistency check",
        ["tasks"] = "task",
        ["endpoints"] = "endpoint",
        ["classes"] = "reference class",
        ["glossary"] = "term",
    };

    /// <summary>In the order of the document; empty when both say the same.</summary>
    public static IReadOnlyList<ProtocolChange> Between(Protocol old, Protocol changed)
    {
        var changes = new List<ProtocolChange>();
        Compare("", JsonNode.Parse(ProtocolJson.Write(old)), JsonNode.Parse(ProtocolJson.Write(changed)), changes);
        return changes;
    }

    private static void Compare(string path, JsonNode? old, JsonNode? changed, List<ProtocolChange> changes)
    {
        if (JsonNode.DeepEquals(old, changed))
        {
            return;
        }

        if (old is JsonObject oldObject && changed is JsonObject newObject)
        {
            var names = oldObject.Select(p => p.Key).Union(newObject.Select(p => p.Key));
            foreach (var name in names)
            {
                Compare(path.Length == 0 ? name : $"{path}.{name}", oldObject[name], newObject[name], changes);
            }
        }
        else if (old is JsonArray oldArray && changed is JsonArray newArray && IsKeyed(oldArray) && IsKeyed(newArray))
        {
            CompareEntries(path, oldArray, newArray, changes);
        }
        else
        {
            changes.Add(new ProtocolChange(path, WordsOf(path), TextOf(old), TextOf(changed)));
        }
    }

    private static void CompareEntries(string path, JsonArray old, JsonArray changed, List<ProtocolChange> changes)
    {
        var (oldIds, newIds) = (old.Select(IdOf).ToList(), changed.Select(IdOf).ToList());
        foreach (var id in oldIds.Union(newIds))
        {
            Compare($"{path}[{id}]", old.FirstOrDefault(o => IdOf(o) == id), changed.FirstOrDefault(c => IdOf(c) == id), changes);
        }

        var (oldOrder, newOrder) = (oldIds.Intersect(newIds).ToList(), newIds.Intersect(oldIds).ToList());
        if (!oldOrder.SequenceEqual(newOrder))
        {
            changes.Add(
                new ProtocolChange(path + "[]", $"{WordsOf(path)}, order", string.Join(", ", oldOrder), string.Join(", ", newOrder))
            );
        }
    }

    private static bool IsKeyed(JsonArray array) => array.All(e => e is JsonObject entry && KeyOf(entry) is not null);

    private static string IdOf(JsonNode? entry) => KeyOf(entry!.AsObject())!.GetValue<string>();

    private static JsonNode? KeyOf(JsonObject entry) => entry["id"] ?? entry["term"];

    private static string? TextOf(JsonNode? node) =>
        node switch
        {
            null => null,
            JsonArray { Count: 0 } => null,
            JsonArray list when list.All(e => e is JsonValue) => string.Join(", ", list.Select(TextOf)),
            JsonValue value when value.GetValueKind() == JsonValueKind.True => "yes",
            JsonValue value when value.GetValueKind() == JsonValueKind.False => "no",
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
            _ => node.ToJsonString(Compact),
        };

    /// <summary><c>question 'subtype', choice 'HCC', label</c>.</summary>
    private static string WordsOf(string path) =>
        string.Join(
            ", ",
            Segment()
                .Matches(path)
                .Select(m =>
                    m.Groups["id"].Success
                        ? $"{Entries.GetValueOrDefault(m.Groups["name"].Value, m.Groups["name"].Value)} '{m.Groups["id"].Value}'"
                        : Capital().Replace(m.Groups["name"].Value, c => " " + c.Value.ToLowerInvariant())
                )
        );

    [GeneratedRegex(@"(?<name>[A-Za-z]+)(\[(?<id>[^\]]+)\])?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Segment();

    [GeneratedRegex("[A-Z]", RegexOptions.None, 1000)]
    private static partial Regex Capital();
}
