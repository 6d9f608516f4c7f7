using ReaderStudy.Dicom.Pixels.Display;

namespace ReaderStudy.Dicom.Pixels;

/// <summary>From stored values to the modality's unit: by the frame's rescale, or by a Modality LUT (PS3.3 C.11.1).</summary>
public sealed class ModalityTransform
{
    private readonly ModalityRescale _rescale;
    private readonly LookupTable? _table;

    private ModalityTransform(ModalityRescale rescale, LookupTable? table)
    {
        _rescale = rescale;
        _table = table;
    }

    /// <summary>The transform of one frame, counted from 0; it changes nothing where the image has none.</summary>
    /// <exception cref="DicomException">A slope of zero, or a broken table.</exception>
    public static ModalityTransform Of(DicomDataset header, int frame = 0)
    {
        var table = LookupTable.Of(header, DicomTags.ModalityLutSequence, header.GetInt(DicomTags.PixelRepresentation) == 1);
        return table is null
            ? new ModalityTransform(
                ModalityRescale.Of(FrameAttributes.Of(header, frame, DisplayTags.PixelValueTransformationSequence)),
                null
            )
            : new ModalityTransform(new ModalityRescale(1, 0), table);
    }

    /// <summary>A stored value in the modality's unit.</summary>
    public double Apply(double stored) => _table is null ? _rescale.Apply(stored) : _table[stored];

    /// <summary>All values of one frame in the modality's unit, HU for CT.</summary>
    /// <exception cref="DicomException">The transform cannot be read.</exception>
    public static double[] Values(DicomDataset header, NativePixels pixels, int frame = 0)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        return Array.ConvertAll(pixels.RealValues(frame), Of(header, frame).Apply);
    }
}
