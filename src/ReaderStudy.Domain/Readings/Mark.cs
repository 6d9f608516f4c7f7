using System.Text.Json;

namespace ReaderStudy.Domain.Readings;

/// <summary>
/// A place that a reader marks, with a rating: the answer to a question of kind marks is a JSON list of them,
/// <c>[{"x":-42.5,"y":10,"z":1203.75,"rating":80}]</c>; an empty list says that there is nothing to mark.
/// </summary>
/// <param name="X">In mm, in the patient coordinate system of DICOM (PS3.3 C.7.6.2), towards the patient's left.</param>
/// <param name="Y">In mm, towards the back.</param>
/// <param name="Z">In mm, towards the head.</param>
/// <param name="Rating">On the question's scale.</param>
public sealed record Mark(double X, double Y, double Z, int Rating)
{
    /// <summary>Most marks in one answer.</summary>
    public const int Most = 100;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The marks of an answer; null when it is not a list of marks.</summary>
    public static IReadOnlyList<Mark>? Read(string answer)
    {
        try
        {
            var marks = JsonSerializer.Deserialize<List<Mark?>>(answer, Options);
            return marks is null || marks.Count > Most || marks.Contains(null) ? null : [.. marks.Select(m => m!)];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The answer that <see cref="Read"/> reads.</summary>
    public static string Write(IReadOnlyList<Mark> marks) => JsonSerializer.Serialize(marks, Options);
}
