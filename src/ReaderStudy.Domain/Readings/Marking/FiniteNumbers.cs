using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReaderStudy.Domain.Readings.Marking;

/// <summary>Takes numbers from JSON as they are, but none that is too large to be one: <c>1e999</c> would become infinite, and no JSON can be written of that.</summary>
public sealed class FiniteNumbers : JsonConverter<double>
{
    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDouble() is var number && double.IsFinite(number) ? number : throw new JsonException("The number is too large.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteNumberValue(value);
    }
}
