using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Randomisation;

/// <summary>Writes and reads all that an allocation is drawn from: <c>input.json</c>. The same input gives the same bytes, so its SHA-256 commits to it.</summary>
public static class AllocationJson
{
    /// <summary>The way of drawing; another one gets another number, and this one stays.</summary>
    public const string Form = "readerstudy-allocation/1";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        RespectNullableAnnotations = true,
    };

    /// <param name="input">Readers and cases in any order.</param>
    /// <param name="salt">Random, in hexadecimal: without it nobody could try out seeds against the committed hash.</param>
    public static string Write(AllocationInput input, string salt) =>
        JsonSerializer.Serialize(
            new File(
                Form,
                salt,
                input.Seed.ToString(CultureInfo.InvariantCulture),
                input.Design,
                input.Arms,
                input.Classes,
                input.Readers.OrderBy(r => r.Name, StringComparer.Ordinal).ToList(),
                input.Cases.OrderBy(c => c.Code, StringComparer.Ordinal).ToList()
            ),
            Options
        ) + "\n";

    /// <exception cref="FormatException">It is not JSON of this form; the message says where.</exception>
    public static AllocationInput Read(string json)
    {
        try
        {
            var file =
                JsonSerializer.Deserialize<File>(json, Options) ?? throw new FormatException("The input of the allocation is empty.");
            return file.Form == Form
                ? new AllocationInput(
                    file.Design,
                    file.Arms,
                    file.Classes,
                    file.Readers,
                    file.Cases,
                    ulong.Parse(file.Seed, NumberStyles.None, CultureInfo.InvariantCulture)
                )
                : throw new FormatException($"The input of the allocation has the form '{file.Form}'; this version reads '{Form}'.");
        }
        catch (JsonException exception)
        {
            throw new FormatException(
                $"The input of the allocation cannot be read at {exception.Path ?? "$"}: {exception.Message}",
                exception
            );
        }
    }

    private sealed record File(
        string Form,
        string Salt,
        string Seed,
        StudyDesign Design,
        IReadOnlyList<Arm> Arms,
        ReferenceClasses Classes,
        IReadOnlyList<AllocationReader> Readers,
        IReadOnlyList<AllocationCase> Cases
    );
}
