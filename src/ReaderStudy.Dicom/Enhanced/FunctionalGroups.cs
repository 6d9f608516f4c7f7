namespace ReaderStudy.Dicom.Enhanced;

/// <summary>
/// Moves the attributes of functional groups (PS3.3 C.7.6.16.2) to the top of a data set, where a single-frame image has them.
/// Unassigned converted attributes of a legacy-converted image (PS3.3 C.7.6.16.2.25) return to where they came from.
/// </summary>
internal static class FunctionalGroups
{
    /// <summary>What names or describes the image as a whole; a group that holds it is disregarded in that.</summary>
    private static readonly HashSet<DicomTag> Protected =
    [
        DicomTags.SpecificCharacterSet,
        DicomTags.SopClassUid,
        DicomTags.SopInstanceUid,
        DicomTags.PatientId,
        DicomTags.PatientName,
        DicomTags.StudyInstanceUid,
        DicomTags.SeriesInstanceUid,
        DicomTags.NumberOfFrames,
        DicomTags.Rows,
        DicomTags.Columns,
        DicomTags.SamplesPerPixel,
        DicomTags.PhotometricInterpretation,
        DicomTags.PlanarConfiguration,
        DicomTags.BitsAllocated,
        DicomTags.BitsStored,
        DicomTags.HighBit,
        DicomTags.PixelRepresentation,
        DicomTags.PixelData,
        DicomTags.FloatPixelData,
        DicomTags.DoubleFloatPixelData,
        DicomTags.SharedFunctionalGroupsSequence,
        DicomTags.PerFrameFunctionalGroupsSequence,
    ];

    /// <summary>Sequences that a single-frame image has as such.</summary>
    private static readonly HashSet<DicomTag> KeptWhole =
    [
        DicomTags.ReferencedImageSequence,
        EnhancedTags.RealWorldValueMappingSequence,
        EnhancedTags.ContrastBolusUsageSequence,
        EnhancedTags.ImageFrameConversionSourceSequence,
    ];

    /// <summary>Puts the attributes of one item of shared or per-frame groups into an image, in place of what is there.</summary>
    public static void Apply(DicomDataset groups, DicomDataset image)
    {
        foreach (var group in groups.Elements)
        {
            if (group.Items is not [var only] || group.Tag.IsPrivate || KeptWhole.Contains(group.Tag))
            {
                Put(groups, group, image);
                continue;
            }

            foreach (var element in only.Elements)
            {
                Put(only, element, image);
            }
        }
    }

    private static void Put(DicomDataset source, DicomElement element, DicomDataset image)
    {
        if (element.Tag.Element == 0 || Protected.Contains(element.Tag))
        {
            return;
        }

        if (element.Tag.IsPrivate && !SameOwner(source, image, element.Tag))
        {
            return;
        }

        image.Set(element);
    }

    /// <summary>False if the image has given the block of private elements to another owner (PS3.5 7.8.1).</summary>
    private static bool SameOwner(DicomDataset source, DicomDataset image, DicomTag tag)
    {
        var creator = tag.IsPrivateCreator ? tag : new DicomTag(tag.Group, (ushort)(tag.Element >> 8));
        return image.GetString(creator) is not { } owner || owner == source.GetString(creator);
    }
}
