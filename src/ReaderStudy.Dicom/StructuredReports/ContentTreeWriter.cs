using System.Buffers.Binary;
using ReaderStudy.Dicom.Coding;

namespace ReaderStudy.Dicom.StructuredReports;

/// <summary>Writes content items as data sets (PS3.3 C.17.3, C.18).</summary>
internal static class ContentTreeWriter
{
    /// <summary>Writes the root's value and all below it into the report's data set.</summary>
    public static void Write(ContentItem root, DicomDataset report) => Fill(root, report);

    private static DicomDataset ItemOf(ContentItem item, DicomDataset owner)
    {
        var dataset = new DicomDataset { Parent = owner };
        dataset.Set(ReportTags.RelationshipType, item.Relationship.Term());
        Fill(item, dataset);
        return dataset;
    }

    private static void Fill(ContentItem item, DicomDataset dataset)
    {
        if (item.Value is ContentValue.ByReference reference)
        {
            dataset.Set(ReportTags.ReferencedContentItemIdentifier, [.. reference.Path.Select(i => (double)i)]);
            return;
        }

        dataset.Set(ReportTags.ValueType, TypeOf(item.Value));
        if (item.Name is { } name)
        {
            dataset.SetCodes(ReportTags.ConceptNameCodeSequence, name);
        }

        FillValue(item.Value, dataset);
        if (item.Children.Count > 0)
        {
            dataset.SetItems(ReportTags.ContentSequence, [.. item.Children.Select(c => ItemOf(c, dataset))]);
        }
    }

    private static string TypeOf(ContentValue value) =>
        value switch
        {
            ContentValue.Container => "CONTAINER",
            ContentValue.Text => "TEXT",
            ContentValue.Code => "CODE",
            ContentValue.Number => "NUM",
            ContentValue.PersonName => "PNAME",
            ContentValue.UidReference => "UIDREF",
            ContentValue.Moment => "DATETIME",
            ContentValue.Date => "DATE",
            ContentValue.TimeOfDay => "TIME",
            ContentValue.Image => "IMAGE",
            ContentValue.Composite => "COMPOSITE",
            ContentValue.Coordinates => "SCOORD",
            ContentValue.Coordinates3D => "SCOORD3D",
            _ => throw new ArgumentException($"A content item of {value} cannot be written.", nameof(value)),
        };

    private static void FillValue(ContentValue value, DicomDataset dataset)
    {
        switch (value)
        {
            case ContentValue.Container container:
                FillContainer(container, dataset);
                break;
            case ContentValue.Text text:
                dataset.Set(ReportTags.TextValue, text.Value);
                break;
            case ContentValue.Code code:
                dataset.SetCodes(ReportTags.ConceptCodeSequence, code.Value);
                break;
            case ContentValue.Number number:
                FillNumber(number, dataset);
                break;
            case ContentValue.PersonName person:
                dataset.Set(ReportTags.PersonNameValue, person.Value);
                break;
            case ContentValue.UidReference uid:
                dataset.Set(ReportTags.UidValue, uid.Uid);
                break;
            case ContentValue.Moment moment:
                dataset.Set(ReportTags.DateTimeValue, moment.Value);
                break;
            case ContentValue.Date date:
                dataset.Set(ReportTags.DateValue, date.Value);
                break;
            case ContentValue.TimeOfDay time:
                dataset.Set(ReportTags.TimeValue, time.Value);
                break;
            case ContentValue.Image image:
                FillReference(image.Reference, dataset);
                break;
            case ContentValue.Composite composite:
                FillReference(composite.Reference, dataset);
                break;
            case ContentValue.Coordinates { Graphic: var graphic }:
                FillGraphic(graphic.Type, graphic.Points.SelectMany(p => new[] { p.Column, p.Row }), dataset);
                break;
            case ContentValue.Coordinates3D { Graphic: var graphic }:
                FillGraphic(graphic.Type, graphic.Points.SelectMany(p => new[] { p.X, p.Y, p.Z }), dataset);
                dataset.Set(ReportTags.ReferencedFrameOfReferenceUid, graphic.FrameOfReferenceUid);
                break;
        }
    }

    private static void FillContainer(ContentValue.Container container, DicomDataset dataset)
    {
        dataset.Set(ReportTags.ContinuityOfContent, "SEPARATE");
        if (container.Template is { } template)
        {
            var item = new DicomDataset { Parent = dataset };
            item.Set(CodingTags.MappingResource, "DCMR");
            item.Set(ReportTags.TemplateIdentifier, template);
            dataset.SetItems(ReportTags.ContentTemplateSequence, item);
        }
    }

    private static void FillNumber(ContentValue.Number number, DicomDataset dataset)
    {
        if (number is not { Value: { } value, Unit: { } unit })
        {
            dataset.SetEmpty(ReportTags.MeasuredValueSequence);
            return;
        }

        var measured = new DicomDataset { Parent = dataset };
        measured.Set(ReportTags.NumericValue, value);
        measured.SetCodes(ReportTags.MeasurementUnitsCodeSequence, unit);
        dataset.SetItems(ReportTags.MeasuredValueSequence, measured);
    }

    private static void FillReference(InstanceReference reference, DicomDataset dataset)
    {
        var item = new DicomDataset { Parent = dataset };
        item.Set(DicomTags.ReferencedSopClassUid, reference.SopClassUid);
        item.Set(DicomTags.ReferencedSopInstanceUid, reference.SopInstanceUid);
        if (reference.Frames.Count > 0)
        {
            item.Set(ReportTags.ReferencedFrameNumber, [.. reference.Frames.Select(f => (double)f)]);
        }

        if (reference.Segment is { } segment)
        {
            item.Set(ReportTags.ReferencedSegmentNumber, (double)segment);
        }

        dataset.SetItems(ReportTags.ReferencedSopSequence, item);
    }

    private static void FillGraphic(string type, IEnumerable<double> numbers, DicomDataset dataset)
    {
        var values = numbers.ToArray();
        var bytes = new byte[values.Length * 4];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), (float)values[i]);
        }

        dataset.Set(new DicomElement(ReportTags.GraphicData, DicomVr.FL, bytes));
        dataset.Set(ReportTags.GraphicType, type);
    }
}
