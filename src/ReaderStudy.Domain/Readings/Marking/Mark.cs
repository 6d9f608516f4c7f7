using System.Text.Json.Serialization;

namespace ReaderStudy.Domain.Readings.Marking;

/// <summary>
/// A place that a reader marks, with a rating: the answer to a question of kind marks is a JSON list of them,
/// <c>[{"x":-42.5,"y":10,"z":1203.75,"rating":80}]</c>; an empty list says that there is nothing to mark. On a slide or photograph it names the
/// picture and the pixel of its full resolution: <c>[{"x":20480,"y":1024.5,"z":0,"rating":80,"picture":1}]</c>.
/// </summary>
/// <param name="X">
/// In mm, in the patient coordinate system of DICOM (PS3.3 C.7.6.2), towards the patient's left; on a picture its column, from 0 at the centre of
/// the first pixel.
/// </param>
/// <param name="Y">In mm, towards the back; on a picture its row.</param>
/// <param name="Z">In mm, towards the head; the image's number, from 0, on images that do not say where they lie; 0 on a picture.</param>
/// <param name="Rating">On the question's scale.</param>
public sealed record Mark(double X, double Y, double Z, int Rating)
{
    /// <summary>Most marks in one answer.</summary>
    public const int Most = 100;

    /// <summary>
    /// Of the case as the reader sees it, from 0: on which series it lies, where the images do not say where they lie; null: its place alone says it.
    /// </summary>
    public int? Series { get; init; }

    /// <summary>Of the case as the reader sees it, from 0: on which slide or photograph it lies; null: on none.</summary>
    public int? Picture { get; init; }

    /// <summary>Two opposite corners in the plane of the slice, three numbers each; null: a point.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Box { get; init; }

    /// <summary>To the questions that are asked of each mark; null: none.</summary>
    public IReadOnlyDictionary<string, string>? Answers { get; init; }

    /// <summary>Null: the numbers name no place.</summary>
    [JsonIgnore]
    public WorldPoint? Place => WorldPoint.Of([X, Y, Z]);

    /// <summary>The corners of the box; null: there is none, or it is not two places.</summary>
    [JsonIgnore]
    public (WorldPoint First, WorldPoint Second)? Corners =>
        Box is { Count: 2 } && WorldPoint.Of(Box[0]) is { } first && WorldPoint.Of(Box[1]) is { } second ? (first, second) : null;

    /// <summary>What is asked of each mark, as the reader answered it.</summary>
    [JsonIgnore]
    public AnswerSheet Sheet => Answers is null ? AnswerSheet.Empty : new AnswerSheet(Answers);

    /// <summary>The marks of an answer; null when it is not a list of marks.</summary>
    public static IReadOnlyList<Mark>? Read(string answer) =>
        MarkingJson.Read<List<Mark?>>(answer) is { } marks && !marks.Contains(null) ? marks.ConvertAll(m => WithoutNulls(m!)) : null;

    /// <summary>The answer that <see cref="Read"/> reads: the same marks in the same order give the same text.</summary>
    public static string Write(IReadOnlyList<Mark> marks) => MarkingJson.Write(marks.Select(m => m.Written()).ToList());

    /// <summary>An answer that is null was taken back.</summary>
    private static Mark WithoutNulls(Mark mark) =>
        mark.Answers?.Any(a => a.Value is null) is true
            ? mark with
            {
                Answers = mark.Answers.Where(a => a.Value is not null).ToDictionary(a => a.Key, a => a.Value),
            }
            : mark;

    private Mark Written() =>
        this with
        {
            X = WorldPoint.Round(X),
            Y = WorldPoint.Round(Y),
            Z = WorldPoint.Round(Z),
            Box = Corners is { } corners ? [corners.First.Written(), corners.Second.Written()] : Box,
            Answers = Answers?.Any(a => a.Value.Length > 0) is true
                ? new SortedDictionary<string, string>(
                    Answers.Where(a => a.Value.Length > 0).ToDictionary(a => a.Key, a => a.Value),
                    StringComparer.Ordinal
                )
                : null,
        };
}
