using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReaderStudy.Domain.Readings;

/// <summary>How a reader brought the series of a case together on the screen; nothing of it is an answer.</summary>
/// <param name="Linked">Whether they are scrolled together.</param>
/// <param name="Offsets">Shifts made by hand.</param>
/// <param name="Landmarks">Points that are the same place in the patient.</param>
public sealed record Linking(bool Linked, IReadOnlyList<LinkOffset> Offsets, IReadOnlyList<LandmarkPair> Landmarks)
{
    public static readonly Rule IsSound = new(
        "reading.linking",
        "This is no linking of a case: a series is named by its place in the case, a length in mm, and there are at most 36 offsets and 36 landmark pairs. Reload the page and try again."
    );

    private const int Most = 36;
    private const int MostSeries = 1000;
    private const double Farthest = 100_000;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <exception cref="BrokenRuleException">Too much, or no number.</exception>
    public void Check() =>
        Rule.Require(
            Offsets.Count <= Most
                && Landmarks.Count <= Most
                && Offsets.All(o => IsSeries(o.Series) && IsSeries(o.To) && IsLength(o.Mm))
                && Landmarks.All(l => IsPoint(l.One) && IsPoint(l.Other) && l.One.Series != l.Other.Series),
            IsSound
        );

    public static Linking Read(string json) => JsonSerializer.Deserialize<Linking>(json, Options)!;

    public string Written() => JsonSerializer.Serialize(this, Options);

    private static bool IsSeries(int series) => series is >= 0 and < MostSeries;

    private static bool IsLength(double mm) => double.IsFinite(mm) && Math.Abs(mm) <= Farthest;

    private static bool IsPoint(Landmark? point) =>
        point is not null && IsSeries(point.Series) && IsLength(point.X) && IsLength(point.Y) && IsLength(point.Z);
}

/// <param name="Series">Place in the case, from 0, of the series that is shifted.</param>
/// <param name="To">Against which one.</param>
/// <param name="Orientation">The plane across which it is shifted.</param>
/// <param name="Mm">Along the direction in which slices of the plane are read.</param>
public sealed record LinkOffset(int Series, int To, Studies.ViewOrientation Orientation, double Mm);

/// <summary>The same place in the patient in two series.</summary>
public sealed record LandmarkPair(Landmark One, Landmark Other);

/// <param name="Series">Place in the case, from 0.</param>
/// <param name="X">In mm, in the patient coordinate system of DICOM (PS3.3 C.7.6.2) of that series.</param>
/// <param name="Y">In mm.</param>
/// <param name="Z">In mm.</param>
public sealed record Landmark(int Series, double X, double Y, double Z);
