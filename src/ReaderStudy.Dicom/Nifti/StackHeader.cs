namespace ReaderStudy.Dicom.Nifti;

/// <summary>
/// The part of an image that sorting, geometry and exports need, copied out of the file's memory, so that ten thousand headers can be held
/// while no pixels are.
/// </summary>
public static class StackHeader
{
    private static readonly DicomTag[] Kept =
    [
        DicomTags.SopClassUid,
        DicomTags.SopInstanceUid,
        DicomTags.AcquisitionTime,
        DicomTags.AcquisitionDateTime,
        DicomTags.ContentTime,
        DicomTags.StudyDate,
        DicomTags.StudyTime,
        DicomTags.Modality,
        DicomTags.SeriesDescription,
        DicomTags.PatientId,
        DicomTags.PatientSex,
        DicomTags.PatientAge,
        DicomTags.PatientBirthDate,
        DicomTags.ContrastBolusAgent,
        DicomTags.SliceThickness,
        DicomTags.Kvp,
        DicomTags.SpacingBetweenSlices,
        DicomTags.ContrastBolusStartTime,
        DicomTags.GantryDetectorTilt,
        DicomTags.StudyInstanceUid,
        DicomTags.SeriesInstanceUid,
        DicomTags.StudyId,
        DicomTags.SeriesNumber,
        DicomTags.InstanceNumber,
        DicomTags.ImagePositionPatient,
        DicomTags.ImageOrientationPatient,
        DicomTags.FrameOfReferenceUid,
        DicomTags.PositionReferenceIndicator,
        DicomTags.SamplesPerPixel,
        DicomTags.PhotometricInterpretation,
        DicomTags.NumberOfFrames,
        DicomTags.Rows,
        DicomTags.Columns,
        DicomTags.PixelSpacing,
        DicomTags.BitsAllocated,
        DicomTags.BitsStored,
        DicomTags.HighBit,
        DicomTags.PixelRepresentation,
        DicomTags.RescaleIntercept,
        DicomTags.RescaleSlope,
        DicomTags.LossyImageCompression,
        DicomTags.LossyImageCompressionRatio,
        DicomTags.LossyImageCompressionMethod,
        DicomTags.ModalityLutSequence,
    ];

    /// <summary>A small data set of its own memory. A Modality LUT Sequence is kept as a sign only.</summary>
    public static DicomDataset Of(DicomDataset image)
    {
        var header = new DicomDataset();
        if (image.GetText(DicomTags.SpecificCharacterSet) is { } characterSet)
        {
            header.Set(DicomTags.SpecificCharacterSet, characterSet.Split('\\'));
        }

        foreach (var tag in Kept)
        {
            if (image.Find(tag) is not { } element)
            {
                continue;
            }

            header.Set(
                element.Items is { } items
                    ? DicomElement.Sequence(tag, [.. items.Select(_ => new DicomDataset())])
                    : new DicomElement(tag, element.Vr, element.Value.ToArray())
            );
        }

        return header;
    }
}
