using ReaderStudy.Dicom.Coding;

namespace ReaderStudy.Dicom.StructuredReports;

/// <summary>Finds observer, groups, measurements and evaluations in a tree of TID 1500.</summary>
internal static class MeasurementReportReader
{
    /// <summary>Codes that describe a group rather than being judged in it.</summary>
    private static readonly CodedConcept[] NoEvaluations =
    [
        Concepts.Finding,
        Concepts.FindingSite,
        Concepts.AlgorithmName,
        Concepts.AlgorithmVersion,
        Concepts.TrackingIdentifier,
    ];

    public static MeasurementReport Read(StructuredReport report)
    {
        if (!Concepts.ImagingMeasurementReport.IsSame(report.Root.Name))
        {
            throw new DicomException(
                DicomErrorKind.Unsupported,
                $"not a measurement report (TID 1500), but '{report.Root.Name?.Meaning ?? "a report without a title"}'"
            );
        }

        var measurements = report.Root.Find(Concepts.ImagingMeasurements);
        var evaluations = report.Root.Find(Concepts.QualitativeEvaluations);
        return new MeasurementReport
        {
            Observer = ObserverOf(report.Root),
            Groups = [.. (measurements?.FindAll(Concepts.MeasurementGroup) ?? []).Select(GroupOf)],
            Evaluations = [.. (evaluations?.Children ?? []).Select(EvaluationOf).OfType<Evaluation>()],
            Evidence = report.Evidence,
            HasImageLibrary = report.Root.Find(Concepts.ImageLibrary) is not null,
        };
    }

    private static Observer ObserverOf(ContentItem root)
    {
        var person = TextOf(root.Find(Concepts.PersonObserverName));
        if (person is not null || root.Find(Concepts.DeviceObserverUid) is not { Value: ContentValue.UidReference uid })
        {
            return new Observer.Person((person ?? "").TrimEnd('^'));
        }

        return new Observer.Device(
            uid.Uid,
            TextOf(root.Find(Concepts.DeviceObserverName)) ?? "",
            TextOf(root.Find(Concepts.DeviceObserverSerialNumber)) ?? ""
        )
        {
            Manufacturer = TextOf(root.Find(Concepts.DeviceObserverManufacturer)) ?? "",
            ModelName = TextOf(root.Find(Concepts.DeviceObserverModelName)) ?? "",
        };
    }

    private static MeasurementGroup GroupOf(ContentItem group) =>
        new()
        {
            TrackingIdentifier = TextOf(group.Find(Concepts.TrackingIdentifier)) ?? "",
            TrackingUid = group.Find(Concepts.TrackingUniqueIdentifier)?.Value is ContentValue.UidReference uid ? uid.Uid : "",
            Finding = CodeOf(group.Find(Concepts.Finding)),
            FindingSite = CodeOf(group.Find(Concepts.FindingSite)),
            Region = RegionOf(group),
            Sources = [.. group.FindAll(Concepts.Source).Select(i => i.Value).OfType<ContentValue.Image>().Select(i => i.Reference)],
            Measurements = [.. group.Children.Select(MeasurementOf).OfType<Measurement>()],
            Evaluations =
            [
                .. group
                    .Children.Where(c => c.Relationship == Relationship.Contains && !NoEvaluations.Any(n => n.IsSame(c.Name)))
                    .Select(EvaluationOf)
                    .OfType<Evaluation>(),
            ],
        };

    private static MarkedRegion? RegionOf(ContentItem group)
    {
        var onImages = group
            .FindAll(Concepts.ImageRegion)
            .Select(i =>
                i.Value is ContentValue.Coordinates { Graphic: var graphic }
                && i.Children.Select(c => c.Value).OfType<ContentValue.Image>().FirstOrDefault() is { } image
                    ? new MarkedRegion.OnImage(graphic, image.Reference)
                    : null
            )
            .OfType<MarkedRegion.OnImage>()
            .ToList();
        if (onImages.Count > 0)
        {
            return onImages.Count == 1 ? onImages[0] : new MarkedRegion.OnImages(onImages);
        }

        var inPatient = group.Children.Select(c => c.Value).OfType<ContentValue.Coordinates3D>().FirstOrDefault();
        if (inPatient is not null)
        {
            return new MarkedRegion.InPatient(inPatient.Graphic);
        }

        return group.Find(Concepts.ReferencedSegment)?.Value is ContentValue.Image segment
            ? new MarkedRegion.Segment(
                segment.Reference,
                group.Find(Concepts.SourceSeriesForSegmentation)?.Value is ContentValue.UidReference series ? series.Uid : ""
            )
            : null;
    }

    private static Measurement? MeasurementOf(ContentItem item) =>
        item is { Name: { } name, Value: ContentValue.Number { Value: { } value, Unit: { } unit } }
            ? new Measurement(name, value, unit)
            : null;

    private static Evaluation? EvaluationOf(ContentItem item) =>
        item switch
        {
            { Name: { } name, Value: ContentValue.Code code } => new Evaluation(name, code.Value),
            { Name: { } name, Value: ContentValue.Text text } => Evaluation.InWords(name, text.Value),
            _ => null,
        };

    private static CodedConcept? CodeOf(ContentItem? item) => item?.Value is ContentValue.Code code ? code.Value : null;

    private static string? TextOf(ContentItem? item) =>
        item?.Value switch
        {
            ContentValue.Text text => text.Value,
            ContentValue.PersonName person => person.Value,
            _ => null,
        };
}
