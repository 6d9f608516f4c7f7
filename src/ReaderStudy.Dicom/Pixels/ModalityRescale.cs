namespace ReaderStudy.Dicom.Pixels;

/// <summary>From stored values to the modality's unit, Hounsfield units for CT: value = slope x stored + intercept (PS3.3 C.11.1.1.2).</summary>
public readonly record struct ModalityRescale(double Slope, double Intercept)
{
    /// <summary>The rescale of an image; slope 1 and intercept 0 where it has none.</summary>
    /// <exception cref="DicomException">The image has a Modality LUT Sequence, or a slope of zero.</exception>
    public static ModalityRescale Of(DicomDataset dataset)
    {
        if (dataset.GetItems(DicomTags.ModalityLutSequence).Count > 0)
        {
            throw new DicomException(DicomErrorKind.Unsupported, "a Modality LUT Sequence is not applied");
        }

        var slope = dataset.GetDouble(DicomTags.RescaleSlope) ?? 1;
        return slope != 0
            ? new ModalityRescale(slope, dataset.GetDouble(DicomTags.RescaleIntercept) ?? 0)
            : throw new DicomException(DicomErrorKind.Malformed, $"element {DicomTags.RescaleSlope.ToDisplayString()} is 0");
    }

    public double Apply(double stored) => (Slope * stored) + Intercept;
}
