namespace ReaderStudy.Dicom.Pixels;

/// <summary>How the pixels of an image are stored (Image Pixel module, PS3.3 C.7.6.3).</summary>
/// <param name="Rows">Height in pixels.</param>
/// <param name="Columns">Width in pixels.</param>
/// <param name="SamplesPerPixel">1 for grey and palette, 3 for colour.</param>
/// <param name="Photometric">MONOCHROME1, MONOCHROME2, RGB, PALETTE COLOR, YBR_FULL and so on.</param>
/// <param name="BitsAllocated">Bits a sample takes: 1, 8, 16 or 32.</param>
/// <param name="BitsStored">Bits of a sample that count.</param>
/// <param name="HighBit">Place of the highest bit that counts.</param>
/// <param name="IsSigned">True for two's complement samples.</param>
/// <param name="IsPlanar">True if all red samples come before all green ones.</param>
/// <param name="Frames">Number of frames, at least 1.</param>
public sealed record PixelDescription(
    int Rows,
    int Columns,
    int SamplesPerPixel,
    string Photometric,
    int BitsAllocated,
    int BitsStored,
    int HighBit,
    bool IsSigned,
    bool IsPlanar,
    int Frames
)
{
    /// <summary>Reads the description and refuses values that cannot be.</summary>
    /// <exception cref="DicomException">An element is missing or has an impossible value.</exception>
    public static PixelDescription Of(DicomDataset dataset)
    {
        var allocated = dataset.RequireInt(DicomTags.BitsAllocated);
        var stored = dataset.GetInt(DicomTags.BitsStored) ?? allocated;
        var description = new PixelDescription(
            dataset.RequireInt(DicomTags.Rows),
            dataset.RequireInt(DicomTags.Columns),
            dataset.GetInt(DicomTags.SamplesPerPixel) ?? 1,
            dataset.GetString(DicomTags.PhotometricInterpretation) ?? "MONOCHROME2",
            allocated,
            stored,
            dataset.GetInt(DicomTags.HighBit) ?? stored - 1,
            dataset.GetInt(DicomTags.PixelRepresentation) == 1,
            dataset.GetInt(DicomTags.PlanarConfiguration) == 1,
            Math.Max(1, dataset.GetInt(DicomTags.NumberOfFrames) ?? 1)
        );
        description.Check();
        return description;
    }

    public bool IsMonochrome => Photometric is "MONOCHROME1" or "MONOCHROME2";

    public int BytesPerSample => BitsAllocated / 8;

    /// <summary>Bytes of one native frame; chroma-subsampled YBR_FULL_422 has two samples a pixel.</summary>
    public long FrameBytes =>
        (long)Rows
        * Columns
        * BytesPerSample
        * (SamplesPerPixel == 3 && Photometric is "YBR_FULL_422" or "YBR_PARTIAL_422" ? 2 : SamplesPerPixel);

    private void Check()
    {
        if (Rows <= 0 || Columns <= 0)
        {
            throw new DicomException(DicomErrorKind.Malformed, $"the image has {Rows} rows and {Columns} columns");
        }

        if (BitsAllocated is not (8 or 16 or 32))
        {
            throw new DicomException(DicomErrorKind.Unsupported, $"pixels of {BitsAllocated} bits are not read");
        }

        if (SamplesPerPixel is not (1 or 3))
        {
            throw new DicomException(DicomErrorKind.Unsupported, $"images of {SamplesPerPixel} samples per pixel are not read");
        }

        if (BitsStored < 1 || BitsStored > BitsAllocated || HighBit < BitsStored - 1 || HighBit >= BitsAllocated)
        {
            throw new DicomException(
                DicomErrorKind.Malformed,
                $"{BitsStored} bits stored with high bit {HighBit} do not fit into {BitsAllocated} bits allocated"
            );
        }

        if (FrameBytes * Frames > Array.MaxLength)
        {
            throw new DicomException(
                DicomErrorKind.Unsupported,
                $"{Frames} frames of {Rows} x {Columns} pixels are too large to be read at once"
            );
        }
    }
}
