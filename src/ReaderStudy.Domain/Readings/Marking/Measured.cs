using System.Globalization;
using System.Text.Json.Serialization;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Readings.Marking;

/// <summary>
/// What a reader measured on one slice: the answer to a question of kind measure is its JSON,
/// <c>{"shape":"length","series":0,"slice":12,"points":[[1,2,3],[4,5,6]],"value":5.2,"unit":"mm"}</c>.
/// </summary>
/// <param name="Shape">With what.</param>
/// <param name="Series">Of the case as the reader sees it, from 0.</param>
/// <param name="Slice">Of that series, from 0.</param>
/// <param name="Points">
/// In mm: both ends of a length; of a bidirectional the ends of the long axis, then of the short one at right angles to it; of an ellipse the ends
/// of both axes, which halve each other at right angles; the corners of a polygon.
/// </param>
/// <param name="Value">The length, the long axis, or the area.</param>
/// <param name="Unit">mm or mm2; px or px2 where nobody knows how large a pixel is.</param>
public sealed record Measured(
    MeasureTool Shape,
    int Series,
    int Slice,
    IReadOnlyList<IReadOnlyList<double>> Points,
    double Value,
    string Unit
)
{
    /// <summary>Most corners of a polygon.</summary>
    public const int MostCorners = 500;

    private const double SameMillimetres = 0.05;
    private const double SameShare = 0.005;

    /// <summary>Cosine of the smallest angle that passes for a right one, a bit more than a degree off.</summary>
    private const double RightAngle = 0.02;

    /// <summary>By so much the way between two points may be off in mm, since each is written in thousandths of a mm.</summary>
    private const double Rounding = 0.002;

    /// <summary>Whether the value is an area.</summary>
    [JsonIgnore]
    public bool IsArea =>
        Shape switch
        {
            MeasureTool.Length or MeasureTool.Bidirectional => false,
            MeasureTool.Ellipse or MeasureTool.Polygon => true,
        };

    /// <summary>True when the value counts pixels.</summary>
    [JsonIgnore]
    public bool IsInPixels => Unit is "px" or "px2";

    /// <summary>The points as places; null: one of them is none.</summary>
    [JsonIgnore]
    public IReadOnlyList<WorldPoint>? Places
    {
        get
        {
            var places = Points.Select(WorldPoint.Of).OfType<WorldPoint>().ToList();
            return places.Count == Points.Count ? places : null;
        }
    }

    /// <summary>What an answer says; null when it is no measurement.</summary>
    public static Measured? Read(string answer) => MarkingJson.Read<Measured>(answer);

    /// <summary>The answer that <see cref="Read"/> reads; the same measurement gives the same text.</summary>
    public string Write() =>
        MarkingJson.Write(
            this with
            {
                Points = Places is { } places ? [.. places.Select(p => p.Written())] : Points,
                Value = WorldPoint.Round(Value),
            }
        );

    /// <summary>One sentence for each thing that is wrong with it as an answer to the question; empty: nothing.</summary>
    public IEnumerable<string> FaultsOf(Question question)
    {
        if (Shape != question.Tool)
        {
            yield return $"'{question.Id}' is measured with another tool than the one that the protocol names.";
            yield break;
        }

        if (Places is not { } places || !HasPointsOf(places.Count))
        {
            yield return $"The measurement of '{question.Id}' has not the points that its tool needs.";
            yield break;
        }

        if (Unit is not ("mm" or "px") && !IsArea || Unit is not ("mm2" or "px2") && IsArea)
        {
            yield return $"The measurement of '{question.Id}' needs the unit {(IsArea ? "mm2" : "mm")}.";
        }

        if (Shape is MeasureTool.Bidirectional && Distance(places, 2) > Distance(places, 0) + Tolerance(Distance(places, 0)))
        {
            yield return $"The first axis of '{question.Id}' is the long one; here it is shorter than the second.";
        }

        if (Shape is MeasureTool.Bidirectional or MeasureTool.Ellipse && !AreAtRightAngles(places))
        {
            yield return $"The axes of '{question.Id}' are not at right angles. Draw it again.";
        }

        if (Shape is MeasureTool.Ellipse && (MiddleOf(places, 0) - MiddleOf(places, 2)).Length > SameMillimetres)
        {
            yield return $"The axes of '{question.Id}' do not halve each other. Draw it again.";
        }

        var computed = ValueOf(places);
        if (!(computed > 0))
        {
            yield return $"The measurement of '{question.Id}' has no extent. Draw it again.";
        }
        else if (!(Math.Abs(Value - computed) <= Tolerance(computed)))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The points of '{question.Id}' measure {computed:0.##} {Unit}, not {Value:0.##}. Draw it again."
            );
        }
    }

    private bool HasPointsOf(int count) =>
        Shape switch
        {
            MeasureTool.Length => count == 2,
            MeasureTool.Bidirectional or MeasureTool.Ellipse => count == 4,
            MeasureTool.Polygon => count is >= 3 and <= MostCorners,
        };

    private double ValueOf(IReadOnlyList<WorldPoint> places) =>
        Shape switch
        {
            MeasureTool.Length or MeasureTool.Bidirectional => Distance(places, 0),
            MeasureTool.Ellipse => Math.PI / 4 * Distance(places, 0) * Distance(places, 2),
            MeasureTool.Polygon => PlanarArea(places),
        };

    private static double Tolerance(double computed) => Math.Max(SameMillimetres, SameShare * computed);

    private static bool AreAtRightAngles(IReadOnlyList<WorldPoint> places)
    {
        var (a, b) = (places[1] - places[0], places[3] - places[2]);
        return Math.Abs(a.Dot(b)) <= (RightAngle * a.Length * b.Length) + (Rounding * (a.Length + b.Length));
    }

    private static WorldPoint MiddleOf(IReadOnlyList<WorldPoint> places, int from) => (places[from] + places[from + 1]) * 0.5;

    private static double Distance(IReadOnlyList<WorldPoint> places, int from) => (places[from + 1] - places[from]).Length;

    /// <summary>Half the length of the sum of the cross products of neighbouring corners, taken from the first one.</summary>
    private static double PlanarArea(IReadOnlyList<WorldPoint> corners)
    {
        var sum = new WorldPoint();
        for (var i = 1; i < corners.Count - 1; i++)
        {
            sum += (corners[i] - corners[0]).Cross(corners[i + 1] - corners[0]);
        }

        return sum.Length / 2;
    }
}
