using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReaderStudy.Cli.Stats;

/// <summary>Writes results unrounded: tuples and arrays of any rank as lists, NaN and infinities as text, enums by name.</summary>
internal static class StatsJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new TupleConverter(), new GridConverter() },
    };

    public static string Write(object value) => JsonSerializer.Serialize(value, Options);

    private sealed class TupleConverter : JsonConverter<object>
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsValueType && typeof(ITuple).IsAssignableFrom(typeToConvert);

        public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
        {
            var tuple = (ITuple)value;
            writer.WriteStartArray();
            for (var i = 0; i < tuple.Length; i++)
            {
                JsonSerializer.Serialize(writer, tuple[i], options);
            }

            writer.WriteEndArray();
        }
    }

    private sealed class GridConverter : JsonConverter<object>
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsArray && typeToConvert.GetArrayRank() > 1;

        public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
            WriteDimension(writer, (Array)value, [], options);

        private static void WriteDimension(Utf8JsonWriter writer, Array array, int[] place, JsonSerializerOptions options)
        {
            if (place.Length == array.Rank)
            {
                JsonSerializer.Serialize(writer, array.GetValue(place), options);
                return;
            }

            writer.WriteStartArray();
            for (var i = 0; i < array.GetLength(place.Length); i++)
            {
                WriteDimension(writer, array, [.. place, i], options);
            }

            writer.WriteEndArray();
        }
    }
}
