using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ReaderStudy.Domain.Tests.Studies;

/// <summary>The part of JSON Schema 2020-12 that the protocol's schema uses.</summary>
internal static class SchemaCheck
{
    private static readonly HashSet<string> Known =
    [
        "$schema",
        "$id",
        "$defs",
        "$ref",
        "title",
        "description",
        "default",
        "type",
        "enum",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "anyOf",
        "minItems",
        "uniqueItems",
        "minLength",
        "maxLength",
        "pattern",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
    ];

    /// <summary>One line a fault, <c>$.arms[0].id: …</c>.</summary>
    public static IReadOnlyList<string> FaultsOf(JsonObject root, JsonNode? instance)
    {
        var faults = new List<string>();
        Check(root, root, instance, "$", faults);
        return faults;
    }

    /// <summary>What a reference, or the one object among alternatives, leads to.</summary>
    public static JsonObject Resolve(JsonObject root, JsonObject schema) =>
        schema["$ref"]?.GetValue<string>() is { } reference ? root["$defs"]![reference["#/$defs/".Length..]]!.AsObject()
        : schema["anyOf"] is JsonArray alternatives ? Resolve(root, alternatives[0]!.AsObject())
        : schema;

    private static void Check(JsonObject root, JsonObject schema, JsonNode? instance, string path, List<string> faults)
    {
        Assert.Empty(schema.Select(p => p.Key).Except(Known));
        if (schema["$ref"] is not null)
        {
            Check(root, Resolve(root, schema), instance, path, faults);
            return;
        }

        if (schema["anyOf"] is JsonArray alternatives)
        {
            var tries = alternatives.Select(a =>
            {
                var found = new List<string>();
                Check(root, a!.AsObject(), instance, path, found);
                return found;
            });
            if (tries.All(t => t.Count > 0))
            {
                faults.Add($"{path}: fits none of the alternatives.");
            }

            return;
        }

        void Require(bool holds, string what)
        {
            if (!holds)
            {
                faults.Add($"{path}: {what}");
            }
        }

        var kind = instance?.GetValueKind() ?? JsonValueKind.Null;
        if (schema["type"] is { } type)
        {
            var names = type is JsonArray several ? several.Select(n => n!.GetValue<string>()) : [type.GetValue<string>()];
            Require(names.Any(n => Fits(n, kind, instance)), $"is {kind}, not {type.ToJsonString()}");
        }

        if (schema["enum"] is JsonArray members)
        {
            Require(members.Any(m => JsonNode.DeepEquals(m, instance)), $"is not one of {members.ToJsonString()}");
        }

        if (kind == JsonValueKind.String)
        {
            var text = instance!.GetValue<string>();
            Require(text.Length >= (schema["minLength"]?.GetValue<int>() ?? 0), "is too short");
            Require(text.Length <= (schema["maxLength"]?.GetValue<int>() ?? int.MaxValue), "is too long");
            Require(schema["pattern"] is not { } pattern || Regex.IsMatch(text, pattern.GetValue<string>()), "does not fit the pattern");
        }
        else if (kind == JsonValueKind.Number)
        {
            var number = JsonSerializer.Deserialize<double>(instance!);
            double Bound(string name, double otherwise) =>
                schema[name] is { } bound ? JsonSerializer.Deserialize<double>(bound) : otherwise;
            Require(number >= Bound("minimum", double.MinValue) && number <= Bound("maximum", double.MaxValue), "is out of bounds");
            Require(
                number > Bound("exclusiveMinimum", double.MinValue) && number < Bound("exclusiveMaximum", double.MaxValue),
                "is out of bounds"
            );
        }
        else if (instance is JsonArray list)
        {
            Require(list.Count >= (schema["minItems"]?.GetValue<int>() ?? 0), "has too few entries");
            Require(
                schema["uniqueItems"] is null || list.Select(e => e!.ToJsonString()).Distinct().Count() == list.Count,
                "repeats an entry"
            );
            for (var i = 0; schema["items"] is JsonObject items && i < list.Count; i++)
            {
                Check(root, items, list[i], $"{path}[{i}]", faults);
            }
        }
        else if (instance is JsonObject entries)
        {
            var properties = schema["properties"]!.AsObject();
            foreach (var required in schema["required"]!.AsArray().Select(r => r!.GetValue<string>()).Where(r => !entries.ContainsKey(r)))
            {
                faults.Add($"{path}.{required}: is missing");
            }

            foreach (var (name, value) in entries)
            {
                if (properties[name] is JsonObject described)
                {
                    Check(root, described, value, $"{path}.{name}", faults);
                }
                else
                {
                    faults.Add($"{path}.{name}: is not known");
                }
            }
        }
    }

    private static bool Fits(string name, JsonValueKind kind, JsonNode? instance) =>
        name switch
        {
            "object" => kind == JsonValueKind.Object,
            "array" => kind == JsonValueKind.Array,
            "string" => kind == JsonValueKind.String,
            "number" => kind == JsonValueKind.Number,
            "integer" => kind == JsonValueKind.Number && JsonSerializer.Deserialize<double>(instance!) is var n && Math.Floor(n).Equals(n),
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "null" => kind == JsonValueKind.Null,
            _ => throw new ArgumentException(name),
        };
}
