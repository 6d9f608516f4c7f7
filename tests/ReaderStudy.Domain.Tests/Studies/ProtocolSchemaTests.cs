using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Tests.Studies;

/// <summary>The published schema and the records say the same, in both directions.</summary>
public sealed class ProtocolSchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(ProtocolSchema.Text)!.AsObject();

    [Fact]
    public void Every_property_of_the_records_is_in_the_schema_with_a_description_and_nothing_else_is()
    {
        var faults = new List<string>();
        Compare(typeof(Protocol), Schema, "$", faults, []);

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Fact]
    public void Every_built_in_protocol_is_valid()
    {
        foreach (var name in ProtocolJson.Templates)
        {
            var faults = SchemaCheck.FaultsOf(Schema, JsonNode.Parse(ProtocolJson.Write(ProtocolJson.Template(name)))!);
            Assert.True(faults.Count == 0, $"{name}: {string.Join("\n", faults)}");
        }
    }

    [Fact]
    public void A_protocol_in_which_everything_is_filled_is_valid_and_sound()
    {
        Assert.Empty(ProtocolCheck.FaultsOf(FullProtocol.Value));
        Assert.Empty(SchemaCheck.FaultsOf(Schema, JsonNode.Parse(ProtocolJson.Write(FullProtocol.Value))!));
    }

    [Theory]
    [InlineData("\"showsAi\": false", "\"showsAi\": 1", "$.arms[0].showsAi")]
    [InlineData("\"kind\": \"choice\"", "\"kind\": \"guess\"", "$.questions[0].kind")]
    [InlineData("\"alpha\": 0.05", "\"alpha\": 0.7", "$.analysis.endpoints[0].alpha")]
    [InlineData("\"washoutDays\": 28", "\"washoutDay\": 28", "$.design.washoutDay")]
    public void What_the_schema_forbids_is_found(string old, string changed, string place)
    {
        var text = ProtocolJson.Write(ProtocolJson.Template("liver-lesion"));
        Assert.Contains(old, text, StringComparison.Ordinal);

        var faults = SchemaCheck.FaultsOf(Schema, JsonNode.Parse(text.Replace(old, changed, StringComparison.Ordinal))!);

        Assert.Contains(faults, f => f.StartsWith(place + ":", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_may_point_to_the_schema_and_its_hash_stays()
    {
        var text = ProtocolJson.Write(FullProtocol.Value);
        var pointing = "{ \"$schema\": \"https://study.example/protocol.schema.json\"," + text.TrimStart('{');

        Assert.Equal(ProtocolJson.Sha256Of(text), ProtocolJson.Sha256Of(ProtocolJson.Read(pointing)));
    }

    private static void Compare(Type type, JsonObject schema, string path, List<string> faults, HashSet<Type> seen)
    {
        if (!seen.Add(type))
        {
            return;
        }

        var described = schema["properties"]?.AsObject() ?? [];
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetCustomAttribute<JsonIgnoreAttribute>() is null && p.CanWrite)
            .ToDictionary(p => p.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(p.Name));
        faults.AddRange(described.Select(d => d.Key).Except(properties.Keys).Select(k => $"{path}.{k} is in the schema only."));
        foreach (var (name, property) in properties)
        {
            if (described[name] is not JsonObject found)
            {
                faults.Add($"{path}.{name} is not in the schema.");
                continue;
            }

            if (found["description"] is null)
            {
                faults.Add($"{path}.{name} has no description.");
            }

            Compare(property.PropertyType, found, $"{path}.{name}", faults, seen, 0);
        }
    }

    private static void Compare(Type type, JsonObject found, string path, List<string> faults, HashSet<Type> seen, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var schema = SchemaCheck.Resolve(Schema, found);
        if (type.IsEnum)
        {
            var members = Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName);
            if (schema["enum"] is not JsonArray named || !members.Order().SequenceEqual(named.Select(n => n!.GetValue<string>()).Order()))
            {
                faults.Add($"{path} does not name exactly the members of {type.Name}.");
            }
        }
        else if (type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type))
        {
            Compare(type.GetGenericArguments()[0], schema["items"]!.AsObject(), path + "[]", faults, seen, depth + 1);
        }
        else if (type.Namespace!.StartsWith("ReaderStudy", StringComparison.Ordinal))
        {
            Compare(type, schema, path, faults, seen);
        }
    }
}
