using ReaderStudy.Dicom.Coding;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.StructuredReports;

/// <summary>Reads content items. What a report leaves out or writes oddly is kept as it is; only what cannot be a tree at all is refused.</summary>
internal static class ContentTreeReader
{
    /// <summary>Deeper trees are not made by any template.</summary>
    private const int Deepest = 64;

    public static ContentItem Read(DicomDataset report)
    {
        if (report.GetString(ReportTags.ValueType) != "CONTAINER")
        {
            throw new DicomException(DicomErrorKind.Unsupported, "not a structured report: its root is no container");
        }

        return ItemOf(report, Relationship.Contains, 0);
    }

    private static ContentItem ItemOf(DicomDataset dataset, Relationship relationship, int depth)
    {
        if (depth > Deepest)
        {
            throw new DicomException(DicomErrorKind.Malformed, $"the report's tree is deeper than {Deepest} levels");
        }

        var children = dataset
            .GetItems(ReportTags.ContentSequence)
            .Select(c => ItemOf(c, RelationshipTerms.Parse(c.GetString(ReportTags.RelationshipType)) ?? Relationship.Contains, depth + 1))
            .ToList();
        return new ContentItem(relationship, CodedConcept.First(dataset, ReportTags.ConceptNameCodeSequence), ValueOf(dataset), children);
    }

    private static ContentValue ValueOf(DicomDataset dataset)
    {
        if (dataset.GetString(ReportTags.ValueType) is not { } type)
        {
            return new ContentValue.ByReference([
                .. dataset.GetDoubles(ReportTags.ReferencedContentItemIdentifier).Select(n => (int)Math.Clamp(n, 0, int.MaxValue)),
            ]);
        }

        return type switch
        {
            "CONTAINER" => new ContentValue.Container(
                dataset.GetItems(ReportTags.ContentTemplateSequence) is [var template, ..]
                    ? template.GetString(ReportTags.TemplateIdentifier)
                    : null
            ),
            "TEXT" => new ContentValue.Text(dataset.GetString(ReportTags.TextValue) ?? ""),
            "CODE" => CodedConcept.First(dataset, ReportTags.ConceptCodeSequence) is { } code
                ? new ContentValue.Code(code)
                : new ContentValue.Other(type),
            "NUM" => NumberOf(dataset),
            "PNAME" => new ContentValue.PersonName(dataset.GetString(ReportTags.PersonNameValue) ?? ""),
            "UIDREF" => new ContentValue.UidReference(dataset.GetString(ReportTags.UidValue) ?? ""),
            "DATETIME" => new ContentValue.Moment(dataset.GetString(ReportTags.DateTimeValue) ?? ""),
            "DATE" => new ContentValue.Date(dataset.GetString(ReportTags.DateValue) ?? ""),
            "TIME" => new ContentValue.TimeOfDay(dataset.GetString(ReportTags.TimeValue) ?? ""),
            "IMAGE" => ReferenceOf(dataset) is { } image ? new ContentValue.Image(image) : new ContentValue.Other(type),
            "COMPOSITE" => ReferenceOf(dataset) is { } other ? new ContentValue.Composite(other) : new ContentValue.Other(type),
            "SCOORD" => new ContentValue.Coordinates(
                new ImageGraphic(TypeOf(dataset), [.. NumbersOf(dataset, 2).Select(n => ((double)n[0], (double)n[1]))])
            ),
            "SCOORD3D" => new ContentValue.Coordinates3D(
                new PatientGraphic(
                    TypeOf(dataset),
                    [.. NumbersOf(dataset, 3).Select(n => new Point3(n[0], n[1], n[2]))],
                    dataset.GetString(ReportTags.ReferencedFrameOfReferenceUid) ?? ""
                )
            ),
            _ => new ContentValue.Other(type),
        };
    }

    private static ContentValue.Number NumberOf(DicomDataset dataset) =>
        dataset.GetItems(ReportTags.MeasuredValueSequence) is [var measured, ..]
            ? new ContentValue.Number(
                measured.GetDouble(ReportTags.NumericValue),
                CodedConcept.First(measured, ReportTags.MeasurementUnitsCodeSequence)
            )
            : new ContentValue.Number(null, null);

    private static InstanceReference? ReferenceOf(DicomDataset dataset)
    {
        if (
            dataset.GetItems(ReportTags.ReferencedSopSequence) is not [var item, ..]
            || item.GetString(DicomTags.ReferencedSopClassUid) is not { } sopClass
            || item.GetString(DicomTags.ReferencedSopInstanceUid) is not { } sopInstance
        )
        {
            return null;
        }

        return new InstanceReference(sopClass, sopInstance)
        {
            Frames = [.. item.GetDoubles(ReportTags.ReferencedFrameNumber).Select(n => (int)Math.Clamp(n, 0, int.MaxValue))],
            Segment = item.GetInt(ReportTags.ReferencedSegmentNumber),
        };
    }

    private static string TypeOf(DicomDataset dataset) => dataset.GetString(ReportTags.GraphicType) ?? "";

    private static IEnumerable<double[]> NumbersOf(DicomDataset dataset, int perPoint)
    {
        var numbers = dataset.GetDoubles(ReportTags.GraphicData);
        return numbers.Count % perPoint == 0
            ? numbers.Chunk(perPoint)
            : throw new DicomException(
                DicomErrorKind.Malformed,
                $"element {ReportTags.GraphicData.ToDisplayString()} has {numbers.Count} numbers, which is no multiple of {perPoint}"
            );
    }
}
