using System.Buffers.Binary;
using ReaderStudy.Dicom.Coding;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Segmentations;

/// <summary>Dimensions, references and functional groups of a segmentation (PS3.3 C.7.6.16, C.7.6.17, C.12.2).</summary>
internal static class FunctionalGroups
{
    public static void Write(DicomDataset dataset, SliceStack source, List<SegmentFrame> frames)
    {
        WriteReferences(dataset, source);
        WriteDimensions(dataset);
        dataset.SetItems(DicomTags.SharedFunctionalGroupsSequence, SharedGroup(dataset, source));

        // The position's index counts the places that have a frame, from one side of the stack to the other.
        var places = frames
            .Select(f => f.Slice)
            .Distinct()
            .Order()
            .Select((slice, i) => (slice, i))
            .ToDictionary(p => p.slice, p => p.i + 1);
        dataset.SetItems(
            DicomTags.PerFrameFunctionalGroupsSequence,
            [.. frames.Select(f => FrameGroup(dataset, source.Slices[f.Slice], f, places[f.Slice]))]
        );
    }

    private static void WriteReferences(DicomDataset dataset, SliceStack source)
    {
        var series = source
            .Slices.GroupBy(s => s.Dataset.RequireString(DicomTags.SeriesInstanceUid))
            .Select(group =>
            {
                var item = new DicomDataset { Parent = dataset };
                item.SetItems(SegmentationTags.ReferencedInstanceSequence, [.. group.Select(s => Reference(item, s.Dataset))]);
                item.Set(DicomTags.SeriesInstanceUid, group.Key);
                return item;
            });
        dataset.SetItems(SegmentationTags.ReferencedSeriesSequence, [.. series]);
    }

    private static void WriteDimensions(DicomDataset dataset)
    {
        var organisation = DicomUid.FromName("dimensions of " + dataset.RequireString(DicomTags.SopInstanceUid));
        var item = new DicomDataset { Parent = dataset };
        item.Set(SegmentationTags.DimensionOrganizationUid, organisation);
        dataset.SetItems(SegmentationTags.DimensionOrganizationSequence, item);
        dataset.SetItems(
            SegmentationTags.DimensionIndexSequence,
            Dimension(
                dataset,
                organisation,
                SegmentationTags.ReferencedSegmentNumber,
                SegmentationTags.SegmentIdentificationSequence,
                "Segment Number"
            ),
            Dimension(
                dataset,
                organisation,
                DicomTags.ImagePositionPatient,
                SegmentationTags.PlanePositionSequence,
                "Image Position Patient"
            )
        );
    }

    private static DicomDataset Dimension(DicomDataset owner, string organisation, DicomTag index, DicomTag group, string label)
    {
        var item = new DicomDataset { Parent = owner };
        item.Set(SegmentationTags.DimensionOrganizationUid, organisation);
        item.Set(TagValue(SegmentationTags.DimensionIndexPointer, index));
        item.Set(TagValue(SegmentationTags.FunctionalGroupPointer, group));
        item.Set(SegmentationTags.DimensionDescriptionLabel, label);
        return item;
    }

    private static DicomDataset SharedGroup(DicomDataset owner, SliceStack source)
    {
        var plane = source.Slices[0].Plane;
        var group = new DicomDataset { Parent = owner };
        var orientation = new DicomDataset { Parent = group };
        var (row, column) = (plane.AlongRow, plane.AlongColumn);
        orientation.Set(DicomTags.ImageOrientationPatient, row.X, row.Y, row.Z, column.X, column.Y, column.Z);
        group.SetItems(SegmentationTags.PlaneOrientationSequence, orientation);

        var measures = new DicomDataset { Parent = group };
        measures.Set(DicomTags.SliceThickness, source.Slices[0].Dataset.GetDouble(DicomTags.SliceThickness) ?? source.Spacing);
        measures.Set(DicomTags.SpacingBetweenSlices, source.Spacing);
        measures.Set(DicomTags.PixelSpacing, plane.RowSpacing, plane.ColumnSpacing);
        group.SetItems(SegmentationTags.PixelMeasuresSequence, measures);
        return group;
    }

    private static DicomDataset FrameGroup(DicomDataset owner, Slice slice, SegmentFrame frame, int place)
    {
        var group = new DicomDataset { Parent = owner };
        group.SetItems(SegmentationTags.DerivationImageSequence, Derivation(group, slice.Dataset));

        var content = new DicomDataset { Parent = group };
        content.Set(SegmentationTags.DimensionIndexValues, frame.Segment, (double)place);
        group.SetItems(SegmentationTags.FrameContentSequence, content);

        var position = new DicomDataset { Parent = group };
        var origin = slice.Plane.Origin;
        position.Set(DicomTags.ImagePositionPatient, origin.X, origin.Y, origin.Z);
        group.SetItems(SegmentationTags.PlanePositionSequence, position);

        var identification = new DicomDataset { Parent = group };
        identification.Set(SegmentationTags.ReferencedSegmentNumber, (double)frame.Segment);
        group.SetItems(SegmentationTags.SegmentIdentificationSequence, identification);
        return group;
    }

    private static DicomDataset Derivation(DicomDataset owner, DicomDataset image)
    {
        var derivation = new DicomDataset { Parent = owner };
        var source = Reference(derivation, image);
        source.Set(SegmentationTags.SpatialLocationsPreserved, "YES");
        source.SetCodes(SegmentationTags.PurposeOfReferenceCodeSequence, Concepts.SourceImageForProcessing);
        derivation.SetItems(SegmentationTags.SourceImageSequence, source);
        derivation.SetCodes(SegmentationTags.DerivationCodeSequence, Concepts.Segmentation);
        return derivation;
    }

    private static DicomDataset Reference(DicomDataset owner, DicomDataset image)
    {
        var item = new DicomDataset { Parent = owner };
        item.Set(DicomTags.ReferencedSopClassUid, image.RequireString(DicomTags.SopClassUid));
        item.Set(DicomTags.ReferencedSopInstanceUid, image.RequireString(DicomTags.SopInstanceUid));
        return item;
    }

    private static DicomElement TagValue(DicomTag tag, DicomTag value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value.Group);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), value.Element);
        return new DicomElement(tag, DicomVr.AT, bytes);
    }
}
