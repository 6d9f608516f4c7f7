using System.Globalization;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Coding;
using ReaderStudy.Dicom.StructuredReports;
using ReaderStudy.Domain.Readings.Marking;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>What was drawn in a reading, as findings of a report: one for each mark, measurement and outline, with its place.</summary>
/// <param name="images">The series that the reader saw.</param>
/// <param name="reading">Whose drawings these are.</param>
/// <param name="choices">What may leave the study.</param>
internal sealed class DrawnGroups(IReadOnlyList<DrawnImages> images, ExportedReading reading, ExportChoices choices)
{
    /// <summary>The findings of an answer; null: it is none that can be drawn, as in readings that were made elsewhere.</summary>
    public IReadOnlyList<MeasurementGroup>? Of(Question question, string answer) =>
        question.Kind switch
        {
            QuestionKind.Marks => Mark.Read(answer) is { } marks && marks.All(m => m.Picture is not null || HomeOf(m) is not null)
                ? [.. marks.Select((mark, i) => Of(question, mark, i + 1, HomeOf(mark)))]
                : null,
            QuestionKind.Measure => Measured.Read(answer) is { Places: { } places } measured
            && images.FirstOrDefault(s => s.Grid.Index == measured.Series) is { } home
            && home.Grid.HoldsOnSlice(measured.Slice, places)
                ? [Of(question, measured, places, home)]
                : null,
            QuestionKind.Choice
            or QuestionKind.Ordinal
            or QuestionKind.Multiple
            or QuestionKind.Rating
            or QuestionKind.Number
            or QuestionKind.Text
            or QuestionKind.Mask => null,
        };

    /// <summary>An outline that became a segmentation.</summary>
    public MeasurementGroup Of(Question question, DrawnImages home, Outline outline, EvidenceInstance segmentation)
    {
        var series = home.Series;
        var volume = outline.Pixels * series.RowSpacing * series.ColumnSpacing * series.SliceSpacing;
        return Group(question, 1) with
        {
            Region = new MarkedRegion.Segment(segmentation.Instance with { Segment = 1 }, series.SeriesUid),
            Measurements = volume > 0 ? [Measurement.Volume(volume)] : [],
        };
    }

    /// <param name="question">What was asked.</param>
    /// <param name="mark">What was marked.</param>
    /// <param name="number">Of the mark, from 1.</param>
    /// <param name="home">Null on a slide or photograph: no DICOM image is there to point at, and the place is told in words.</param>
    private MeasurementGroup Of(Question question, Mark mark, int number, DrawnImages? home)
    {
        var measurements = new List<Measurement> { new(NameOf(question), mark.Rating, Units.NoUnits) };
        var evaluations = new List<Evaluation>();
        foreach (var asked in question.PerMark ?? [])
        {
            if (mark.Sheet[asked.Id] is { Length: > 0 } answer)
            {
                ReadingReport.Add(asked, answer, choices, measurements, evaluations);
            }
        }

        if (home is null)
        {
            evaluations.Add(
                Evaluation.InWords(PrivateScheme.Code("place-on-picture", "Place on a slide or photograph"), PlaceInWords(mark))
            );
        }

        return Group(question, number) with
        {
            Region =
                home is null ? null
                : mark.Corners is { } box ? home.RegionOf("POLYGON", Corners(home.Grid, box.First, box.Second), SliceOf(home, box.First))
                : home.RegionOf("POINT", [mark.Place!.Value], SliceOf(home, mark.Place!.Value)),
            Measurements = measurements,
            Evaluations = evaluations,
        };
    }

    private MeasurementGroup Of(Question question, Measured measured, IReadOnlyList<WorldPoint> places, DrawnImages home)
    {
        var (type, shown) = measured.Shape switch
        {
            MeasureTool.Length or MeasureTool.Bidirectional => ("POLYLINE", places.Take(2).ToList()),
            MeasureTool.Ellipse => ("ELLIPSE", LongAxisFirst(places)),
            MeasureTool.Polygon => ("POLYGON", places.ToList()),
        };
        var unit = measured.IsArea
            ? (measured.IsInPixels ? Units.SquarePixels : Units.SquareMillimetre)
            : (measured.IsInPixels ? Units.Pixels : Units.Millimetre);
        var name = measured.Shape switch
        {
            MeasureTool.Length => Concepts.Length,
            MeasureTool.Bidirectional => Concepts.LongAxis,
            MeasureTool.Ellipse or MeasureTool.Polygon => Concepts.Area,
        };
        var measurements = new List<Measurement> { new(name, measured.Value, unit) };
        if (measured.Shape is MeasureTool.Bidirectional)
        {
            measurements.Add(new Measurement(Concepts.ShortAxis, Math.Round((places[3] - places[2]).Length, 3), unit));
        }

        return Group(question, 1) with
        {
            Region = home.RegionOf(type, shown, measured.Slice),
            Measurements = measurements,
        };
    }

    private MeasurementGroup Group(Question question, int number) =>
        new()
        {
            TrackingIdentifier = string.Create(CultureInfo.InvariantCulture, $"{question.Id} {number}"),
            TrackingUid = DicomUid.FromName($"{question.Id} {number} of reading {reading.Id}"),
        };

    private static CodedConcept NameOf(Question question) => PrivateScheme.Code(question.Id, question.Text);

    /// <summary>The series that a mark lies on; where several share their coordinates the first one that hangs.</summary>
    private DrawnImages? HomeOf(Mark mark) =>
        mark.Corners is { } box
            ? images.FirstOrDefault(s => s.Grid.Takes(mark) && s.Grid.HoldsOnOneSlice([box.First, box.Second]))
            : images.FirstOrDefault(s => s.Grid.Takes(mark) && mark.Place is { } place && s.Grid.Holds(place));

    private static string PlaceInWords(Mark mark)
    {
        static string Pixel(WorldPoint point) =>
            string.Create(CultureInfo.InvariantCulture, $"column {point.X:0.###}, row {point.Y:0.###}");
        var place = mark.Corners is { } box ? $"from {Pixel(box.First)} to {Pixel(box.Second)}" : Pixel(mark.Place!.Value);
        return string.Create(CultureInfo.InvariantCulture, $"picture {mark.Picture}, {place}");
    }

    private static int SliceOf(DrawnImages home, WorldPoint place) =>
        home.Grid.Slices.Select((plane, i) => (Distance: Math.Abs(plane.DistanceOf(place)), Slice: i)).Min().Slice;

    private static List<WorldPoint> Corners(SeriesGrid grid, WorldPoint first, WorldPoint second)
    {
        var along = grid.Slices[0].AlongRow;
        var aside = first + along * (second - first).Dot(along);
        return [first, aside, second, first + (second - aside)];
    }

    private static List<WorldPoint> LongAxisFirst(IReadOnlyList<WorldPoint> ends) =>
        (ends[1] - ends[0]).Length >= (ends[3] - ends[2]).Length ? [.. ends] : [ends[2], ends[3], ends[0], ends[1]];
}
