using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>Colour images are stored in one form, RGB of 8 bits a sample, interleaved, so that every screen shows them alike.</summary>
internal static class ColourPixels
{
    private static readonly DicomTag ShutterShape = new(0x0018, 0x1600);

    private static readonly DicomTag[] PaletteTags =
    [
        DicomTags.RedPaletteColorLookupTableDescriptor,
        DicomTags.GreenPaletteColorLookupTableDescriptor,
        DicomTags.BluePaletteColorLookupTableDescriptor,
        DicomTags.RedPaletteColorLookupTableData,
        DicomTags.GreenPaletteColorLookupTableData,
        DicomTags.BluePaletteColorLookupTableData,
    ];

    /// <summary>The image itself if it is grey or stored so already; a copy in RGB otherwise.</summary>
    /// <exception cref="DicomException">A colour space that is not known, or too many pixels.</exception>
    public static DicomDataset ToRgb(DicomDataset native)
    {
        var pixels = NativePixels.Of(native);
        var description = pixels.Description;
        if (description.IsMonochrome || description is { Photometric: "RGB", BitsAllocated: 8, IsPlanar: false })
        {
            return native;
        }

        var size = 3L * description.Rows * description.Columns;
        if (size * pixels.Frames.Count > Array.MaxLength)
        {
            throw new DicomException(DicomErrorKind.Unsupported, "unsupported: its colours take more than 2 GiB");
        }

        var colours = WithoutGraphics(native);
        var samples = new byte[size * pixels.Frames.Count];
        for (var frame = 0; frame < pixels.Frames.Count; frame++)
        {
            var shown = DisplayImage.Of(colours, pixels, frame);
            if (shown.Channels != 3)
            {
                return native;
            }

            shown.Samples.CopyTo(samples.AsSpan((int)(frame * size)));
        }

        var rgb = native.Clone();
        foreach (var tag in PaletteTags)
        {
            rgb.Remove(tag);
        }

        rgb.Set(DicomTags.PhotometricInterpretation, "RGB");
        rgb.Set(DicomTags.SamplesPerPixel, 3d);
        rgb.Set(DicomTags.PlanarConfiguration, 0d);
        rgb.Set(DicomTags.BitsAllocated, 8d);
        rgb.Set(DicomTags.BitsStored, 8d);
        rgb.Set(DicomTags.HighBit, 7d);
        rgb.Set(DicomTags.PixelRepresentation, 0d);
        rgb.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, samples));
        return rgb;
    }

    /// <summary>
    /// The header without what is drawn over an image when it is shown: an overlay may name the patient, and what a shutter hides is there.
    /// </summary>
    private static DicomDataset WithoutGraphics(DicomDataset native)
    {
        var header = native.Clone();
        header.Remove(ShutterShape);
        foreach (var tag in native.Elements.Select(e => e.Tag).Where(t => (t.Group & 0xFF00) == 0x6000))
        {
            header.Remove(tag);
        }

        return header;
    }
}
