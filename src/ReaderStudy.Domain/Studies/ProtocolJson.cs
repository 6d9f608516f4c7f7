using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReaderStudy.Domain.Studies;

/// <summary>
/// Reads and writes a <see cref="Protocol"/>. The written form is canonical: the same protocol gives the same bytes, so its SHA-256 names it.
/// </summary>
public static class ProtocolJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        RespectNullableAnnotations = true,
    };

    /// <summary>What comes in must hold all that a part needs; what is kept may be older than that demand.</summary>
    private static readonly JsonSerializerOptions Strict = new(Options) { RespectRequiredConstructorParameters = true };

    /// <summary>A protocol is kept in so many characters at most.</summary>
    public const int LongestText = 1_000_000;

    /// <summary>The protocol's canonical text.</summary>
    public static string Write(Protocol protocol) => JsonSerializer.Serialize(protocol, Options);

    /// <summary>SHA-256 of the canonical text, in lower-case hexadecimal.</summary>
    public static string Sha256Of(Protocol protocol) => Sha256Of(Write(protocol));

    /// <summary>SHA-256 of a written protocol, byte for byte as it was written.</summary>
    public static string Sha256Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Reads a protocol and checks it.</summary>
    /// <exception cref="ProtocolException">It is not JSON of this form, or contradicts itself; the message names the place.</exception>
    public static Protocol Read(string json)
    {
        if (json.Length > LongestText)
        {
            throw new ProtocolException(TooLong(json.Length));
        }

        var protocol = Parse(json, Strict);
        var faults = ProtocolCheck.FaultsOf(protocol);
        return faults.Count == 0 ? protocol : throw new ProtocolException("The protocol contradicts itself: " + string.Join(" ", faults));
    }

    /// <summary>
    /// Reads what is kept, unchecked: a protocol that was sealed stays readable when later versions of this software check more.
    /// </summary>
    /// <exception cref="ProtocolException">It is not JSON of this form.</exception>
    public static Protocol ReadStored(string json) => Parse(json, Options);

    /// <summary>What is said of a protocol of so many characters.</summary>
    internal static string TooLong(int length) =>
        string.Create(CultureInfo.InvariantCulture, $"The protocol has {length:N0} characters; at most {LongestText:N0} are kept.");

    private static Protocol Parse(string json, JsonSerializerOptions options)
    {
        Protocol? protocol;
        try
        {
            protocol = JsonSerializer.Deserialize<Protocol>(json, options);
        }
        catch (JsonException exception)
        {
            throw new ProtocolException($"The protocol cannot be read at {exception.Path ?? "$"}: {exception.Message}", exception);
        }

        if (protocol is null)
        {
            throw new ProtocolException("The protocol is empty.");
        }

        using var document = JsonDocument.Parse(json);
        if (EmptyEntry(document.RootElement, "$") is { } place)
        {
            throw new ProtocolException($"The protocol cannot be read at {place}: a list has an empty entry there.");
        }

        return protocol.Schema == 1 ? protocol with { Schema = Protocol.LatestSchema } : protocol;
    }

    /// <summary>The names of the built-in protocols.</summary>
    public static IReadOnlyList<string> Templates { get; } =
        typeof(ProtocolJson)
            .Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(TemplatePrefix, StringComparison.Ordinal))
            .Select(n => n[TemplatePrefix.Length..^".json".Length])
            .Order(StringComparer.Ordinal)
            .ToList();

    /// <summary>The built-in protocol with this name.</summary>
    /// <exception cref="ProtocolException">There is none.</exception>
    public static Protocol Template(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(TemplatePrefix + name + ".json");
        if (stream is null)
        {
            throw new ProtocolException($"There is no built-in protocol '{name}'; there are {string.Join(", ", Templates)}.");
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Read(reader.ReadToEnd());
    }

    /// <summary>The first null in a list, which no list of a protocol may hold; null: there is none.</summary>
    private static string? EmptyEntry(JsonElement element, string path) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .Select(p => EmptyEntry(p.Value, $"{path}.{p.Name}"))
                .FirstOrDefault(found => found is not null),
            JsonValueKind.Array => element
                .EnumerateArray()
                .Select((e, i) => e.ValueKind == JsonValueKind.Null ? $"{path}[{i}]" : EmptyEntry(e, $"{path}[{i}]"))
                .FirstOrDefault(found => found is not null),
            _ => null,
        };

    private const string TemplatePrefix = "ReaderStudy.Domain.Studies.Templates.";
}

/// <summary>A protocol that cannot be used; the message says where and why.</summary>
public sealed class ProtocolException : Exception
{
    public ProtocolException() { }

    public ProtocolException(string message)
        : base(message) { }

    public ProtocolException(string message, Exception innerException)
        : base(message, innerException) { }
}
