using ReaderStudy.Dicom.Coding;
using static ReaderStudy.Dicom.StructuredReports.Relationship;

namespace ReaderStudy.Dicom.StructuredReports;

/// <summary>Builds the tree of TID 1500 in the order of its rows, which readers of other makers rely on.</summary>
internal static class MeasurementReportWriter
{
    private static readonly CodedConcept English = new("en-US", "RFC5646", "English (United States)");

    public static ContentItem RootOf(MeasurementReport report)
    {
        var children = new List<ContentItem> { CodeItem(HasConceptModifier, Concepts.Language, English) };
        children.AddRange(ObserverItems(report.Observer));
        children.Add(CodeItem(HasConceptModifier, Concepts.ProcedureReported, MeasurementReport.ProcedureOf(report.Modality)));
        if (report.HasImageLibrary)
        {
            children.Add(LibraryOf(report));
        }

        if (report.Groups.Count > 0)
        {
            children.Add(
                new ContentItem(
                    Contains,
                    Concepts.ImagingMeasurements,
                    new ContentValue.Container(),
                    [.. report.Groups.Select(g => GroupItem(g, report.Observer))]
                )
            );
        }

        if (report.Evaluations.Count > 0)
        {
            var evaluations = report.Evaluations.Select(EvaluationItem);
            children.Add(new ContentItem(Contains, Concepts.QualitativeEvaluations, new ContentValue.Container(), [.. evaluations]));
        }

        return new ContentItem(Contains, Concepts.ImagingMeasurementReport, new ContentValue.Container("1500"), children);
    }

    private static IEnumerable<ContentItem> ObserverItems(Observer observer)
    {
        switch (observer)
        {
            case Observer.Person person:
                yield return CodeItem(HasObservationContext, Concepts.ObserverType, Concepts.Person);
                yield return new ContentItem(
                    HasObservationContext,
                    Concepts.PersonObserverName,
                    new ContentValue.PersonName(person.Name.Contains('^', StringComparison.Ordinal) ? person.Name : person.Name + "^")
                );
                break;
            case Observer.Device device:
                yield return CodeItem(HasObservationContext, Concepts.ObserverType, Concepts.Device);
                yield return new ContentItem(HasObservationContext, Concepts.DeviceObserverUid, new ContentValue.UidReference(device.Uid));
                yield return TextItem(HasObservationContext, Concepts.DeviceObserverName, device.Name);
                if (device.Manufacturer.Length > 0)
                {
                    yield return TextItem(HasObservationContext, Concepts.DeviceObserverManufacturer, device.Manufacturer);
                }

                yield return TextItem(
                    HasObservationContext,
                    Concepts.DeviceObserverModelName,
                    device.ModelName.Length > 0 ? device.ModelName : device.Name
                );
                yield return TextItem(HasObservationContext, Concepts.DeviceObserverSerialNumber, device.Version);
                break;
        }
    }

    private static ContentItem LibraryOf(MeasurementReport report)
    {
        var images = report
            .Evidence.Where(e => e.Instance.SopClassUid is not SegmentationStorage)
            .Select(e => new ContentItem(Contains, null, new ContentValue.Image(e.Instance)));
        var modality = CodeItem(
            HasAcquisitionContext,
            Concepts.ModalityOfImages,
            new CodedConcept(report.Modality, "DCM", report.Modality is "CT" ? "Computed Tomography" : report.Modality)
        );
        var group = new ContentItem(Contains, Concepts.ImageLibraryGroup, new ContentValue.Container(), [modality, .. images]);
        return new ContentItem(Contains, Concepts.ImageLibrary, new ContentValue.Container("1600"), group);
    }

    private static ContentItem GroupItem(MeasurementGroup group, Observer observer)
    {
        var children = new List<ContentItem>
        {
            TextItem(HasObservationContext, Concepts.TrackingIdentifier, group.TrackingIdentifier),
            new(HasObservationContext, Concepts.TrackingUniqueIdentifier, new ContentValue.UidReference(group.TrackingUid)),
        };
        if (group.Finding is { } finding)
        {
            children.Add(CodeItem(Contains, Concepts.Finding, finding));
        }

        children.AddRange(RegionItems(group.Region));
        if (observer is Observer.Device device)
        {
            children.Add(TextItem(HasConceptModifier, Concepts.AlgorithmName, device.Name));
            children.Add(TextItem(HasConceptModifier, Concepts.AlgorithmVersion, device.Version));
        }

        if (group.FindingSite is { } site)
        {
            children.Add(CodeItem(HasConceptModifier, Concepts.FindingSite, site));
        }

        children.AddRange(group.Sources.Select(s => new ContentItem(Contains, Concepts.Source, new ContentValue.Image(s))));
        children.AddRange(group.Measurements.Select(m => new ContentItem(Contains, m.Name, new ContentValue.Number(m.Value, m.Unit))));
        children.AddRange(group.Evaluations.Select(EvaluationItem));
        return new ContentItem(Contains, Concepts.MeasurementGroup, new ContentValue.Container(TemplateOf(group.Region)), children);
    }

    private static string TemplateOf(MarkedRegion? region) =>
        region switch
        {
            null => "1501",
            MarkedRegion.OnImage or MarkedRegion.InPatient { Graphic.Type: not "ELLIPSOID" } => "1410",
            _ => "1411",
        };

    private static IEnumerable<ContentItem> RegionItems(MarkedRegion? region) =>
        region switch
        {
            null => [],
            MarkedRegion.OnImage one => [OnImageItem(one)],
            MarkedRegion.OnImages several => several.Slices.Select(OnImageItem),
            MarkedRegion.InPatient { Graphic: var graphic } =>
            [
                new ContentItem(
                    Contains,
                    graphic.Type is "ELLIPSOID" ? Concepts.VolumeSurface : Concepts.ImageRegion,
                    new ContentValue.Coordinates3D(graphic)
                ),
            ],
            MarkedRegion.Segment segment =>
            [
                new ContentItem(Contains, Concepts.ReferencedSegment, new ContentValue.Image(segment.Segmentation)),
                new ContentItem(Contains, Concepts.SourceSeriesForSegmentation, new ContentValue.UidReference(segment.SourceSeriesUid)),
            ],
            _ => throw new ArgumentException($"A region of {region} cannot be written.", nameof(region)),
        };

    /// <summary>SCOORD lies below the group, the image it was drawn on below the SCOORD.</summary>
    private static ContentItem OnImageItem(MarkedRegion.OnImage region) =>
        new(
            Contains,
            Concepts.ImageRegion,
            new ContentValue.Coordinates(region.Graphic),
            new ContentItem(SelectedFrom, null, new ContentValue.Image(region.Image))
        );

    private static ContentItem EvaluationItem(Evaluation evaluation) =>
        evaluation.Code is { } code
            ? CodeItem(Contains, evaluation.Name, code)
            : TextItem(Contains, evaluation.Name, evaluation.Text ?? "");

    private static ContentItem CodeItem(Relationship relationship, CodedConcept name, CodedConcept value) =>
        new(relationship, name, new ContentValue.Code(value));

    private static ContentItem TextItem(Relationship relationship, CodedConcept name, string value) =>
        new(relationship, name, new ContentValue.Text(value));

    private const string SegmentationStorage = "1.2.840.10008.5.1.4.1.1.66.4";
}
