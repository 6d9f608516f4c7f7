using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ReaderStudy.Domain.Readings.Marking;

namespace ReaderStudy.Web.Hosting;

/// <summary>How answers to programs are written: the protocol's own conventions.</summary>
public static class ApiJson
{
    /// <summary>The same conventions, but nothing in it can end the element that it stands in.</summary>
    private static readonly JsonSerializerOptions Markup = MarkupOptions();

    /// <summary>A value as JSON for a script element of a page, as MVC would write it otherwise.</summary>
    public static string InMarkup<T>(T value) => JsonSerializer.Serialize(value, Markup);

    private static JsonSerializerOptions MarkupOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.Encoder = JavaScriptEncoder.Default;
        return options;
    }

    public static void Configure(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new FiniteNumbers());
        // Words alone: a number could stand for nothing that is known, and would be kept.
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
    }
}
