using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReaderStudy.Analysis.Results;

/// <summary>
/// Writes and reads <c>results.json</c>: UTF-8, camelCase, numbers with every digit a double has, undefined numbers as null.
/// The same results give the same bytes.
/// </summary>
public static class ResultsJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new NaNAsNull(), new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        RespectNullableAnnotations = true,
    };

    public static string Write(StudyResults results) => JsonSerializer.Serialize(results, Options) + "\n";

    /// <exception cref="JsonException">It is not a results.json of this version.</exception>
    public static StudyResults Read(string json) =>
        JsonSerializer.Deserialize<StudyResults>(json, Options) ?? throw new JsonException("The results are empty.");

    /// <summary>SHA-256 of the bytes that <see cref="Write"/> gives, in lower-case hexadecimal.</summary>
    public static string Sha256Of(StudyResults results) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(results))));

    private sealed class NaNAsNull : JsonConverter<double>
    {
        public override bool HandleNull => true;

        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsNaN(value))
            {
                writer.WriteNullValue();
            }
            else
            {
                writer.WriteNumberValue(value);
            }
        }
    }
}
