using System.Reflection;
using System.Text;

namespace ReaderStudy.Domain.Studies;

/// <summary>The published form of a protocol: a JSON Schema (draft 2020-12) that describes every property.</summary>
public static class ProtocolSchema
{
    /// <summary>What the schema calls itself; the same file is served by every installation under <see cref="Path"/>.</summary>
    public const string Id = "urn:readerstudy:protocol:2";

    /// <summary>Where an installation serves it.</summary>
    public const string Path = "/protocol.schema.json";

    private const string Resource = "ReaderStudy.Domain.Studies.protocol.schema.json";

    /// <summary>The schema, as it is published.</summary>
    public static string Text { get; } = Load();

    private static string Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
