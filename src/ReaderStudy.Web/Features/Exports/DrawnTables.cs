using System.Globalization;
using ReaderStudy.Dicom.Bids;
using ReaderStudy.Domain.Readings.Marking;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>
/// Marks and measurements as tables of a data set, a row each, as programs for free-response analyses read them: a reading without a mark has
/// no row here, and its row in <c>readings.tsv</c>.
/// </summary>
internal static class DrawnTables
{
    private const string Marks = "derivatives/readings/marks";
    private const string Measurements = "derivatives/readings/measurements";
    private static readonly string[] Place = ["participant_id", "reader", "arm", "attempt", "session", "question"];

    /// <param name="bids">Where they go.</param>
    /// <param name="protocol">What was asked.</param>
    /// <param name="places">All that was to be read.</param>
    /// <param name="names">Of cases.</param>
    /// <param name="tell">Makes of a reader's words what may leave the study.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task WriteAsync(
        BidsFolder bids,
        Protocol protocol,
        IReadOnlyList<ExportedPlace> places,
        IReadOnlyDictionary<Guid, string> names,
        Func<string, string> tell,
        CancellationToken cancellationToken
    )
    {
        var marks = protocol.Questions.Where(q => q.Kind is QuestionKind.Marks).ToList();
        if (marks.Count > 0)
        {
            var asked = marks.SelectMany(q => q.PerMark ?? []).Select(q => q.Id).Distinct().ToList();
            await bids.AddTableAsync(
                Marks + ".tsv",
                [
                    .. Place,
                    "mark",
                    "x",
                    "y",
                    "z",
                    "rating",
                    "box_x1",
                    "box_y1",
                    "box_z1",
                    "box_x2",
                    "box_y2",
                    "box_z2",
                    "series",
                    "picture",
                    .. asked.Select(id => "asked_" + id),
                ],
                from place in places
                from question in marks
                where place.Answers[question.Id] is { Length: > 0 }
                from mark in (Mark.Read(place.Answers[question.Id]!) ?? []).Select((m, i) => (Mark: m, Number: i + 1))
                select (IReadOnlyList<string?>)
                    [
                        .. PlaceOf(place, question, names),
                        Number(mark.Number),
                        .. Numbers(mark.Mark.Place),
                        Number(mark.Mark.Rating),
                        .. Numbers(mark.Mark.Corners?.First),
                        .. Numbers(mark.Mark.Corners?.Second),
                        mark.Mark.Series is { } series ? Number(series) : null,
                        mark.Mark.Picture is { } picture ? Number(picture) : null,
                        .. asked.Select(id => AnswerOf(question, id, mark.Mark, tell)),
                    ],
                cancellationToken
            );
            await bids.AddTextAsync(Marks + ".json", MarkColumns.Text, cancellationToken);
        }

        var measured = protocol.Questions.Where(q => q.Kind is QuestionKind.Measure).ToList();
        if (measured.Count > 0)
        {
            await bids.AddTableAsync(
                Measurements + ".tsv",
                [.. Place, "tool", "value", "unit", "short_axis", "series", "slice"],
                from place in places
                from question in measured
                where place.Answers[question.Id] is { Length: > 0 }
                from one in new[] { Measured.Read(place.Answers[question.Id]!) }.OfType<Measured>()
                select (IReadOnlyList<string?>)
                    [
                        .. PlaceOf(place, question, names),
                        one.Shape.ToString().ToLowerInvariant(),
                        Number(one.Value),
                        one.Unit,
                        one is { Shape: MeasureTool.Bidirectional, Places: { } ends } ? Number((ends[3] - ends[2]).Length) : null,
                        Number(one.Series),
                        Number(one.Slice),
                    ],
                cancellationToken
            );
        }
    }

    private static IEnumerable<string?> PlaceOf(ExportedPlace place, Question question, IReadOnlyDictionary<Guid, string> names) =>
        [
            "sub-" + names[place.CaseId],
            Number(place.Reader),
            place.ArmId,
            Number(place.Place.Attempt),
            Number(place.Session.Number),
            question.Id,
        ];

    private static IEnumerable<string?> Numbers(WorldPoint? point) =>
        point is { } known ? [Number(known.X), Number(known.Y), Number(known.Z)] : [null, null, null];

    /// <summary>Of what this question asks of its marks: another one may ask something else under the same id.</summary>
    private static string? AnswerOf(Question question, string id, Mark mark, Func<string, string> tell) =>
        question.PerMark?.FirstOrDefault(q => q.Id == id) is { } asked && mark.Sheet[id] is { Length: > 0 } answer
            ? (asked.Kind is QuestionKind.Text ? tell(answer) : answer)
            : null;

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
