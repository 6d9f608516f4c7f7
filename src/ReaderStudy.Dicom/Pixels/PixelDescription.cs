namespace ReaderStudy.Dicom.Pixels;

/// <summary>How the pixels of an image are stored (Image Pixel module, PS3.3 C.7.6.3).</summary>
/// <param name="Rows">Height in pixels.</param>
/// <param name="Columns">Width in pixels.</param>
/// <param name="SamplesPerPixel">1 for grey and palette, 3 for colour.</param>
/// <param name="Photometric">MONOCHROME1, MONOCHROME2, RGB, PALETTE COLOR, YBR_FULL and so on.</param>
/// <param name="BitsAllocated">Bits a sample takes: 1, 8, 12, 16 or 32 in a header; 8, 16, 32 or (floating point) 64 once decoded.</param>
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
    /// <summary>True for Float Pixel Data (32 bits) and Double Float Pixel Data (64 bits).</summary>
    public bool IsFloat { get; init; }

    /// <summary>Reads the description and refuses values that cannot be.</summary>
    /// <exception cref="DicomException">An element is missing or has an impossible value.</exception>
    public static PixelDescription Of(DicomDataset dataset)
    {
        var isFloat = dataset.Contains(DicomTags.FloatPixelData) || dataset.Contains(DicomTags.DoubleFloatPixelData);
        var allocated = isFloat
            ? dataset.GetInt(DicomTags.BitsAllocated) ?? (dataset.Contains(DicomTags.FloatPixelData) ? 32 : 64)
            : dataset.RequireInt(DicomTags.BitsAllocated);
        var stored = isFloat ? allocated : dataset.GetInt(DicomTags.BitsStored) ?? allocated;
        var samples = dataset.GetInt(DicomTags.SamplesPerPixel) ?? 1;
        var high = isFloat ? stored - 1 : dataset.GetInt(DicomTags.HighBit) ?? stored - 1;
        var description = new PixelDescription(
            dataset.RequireInt(DicomTags.Rows),
            dataset.RequireInt(DicomTags.Columns),
            samples,
            dataset.GetString(DicomTags.PhotometricInterpretation) ?? (samples == 3 ? "RGB" : "MONOCHROME2"),
            allocated,
            stored,
            // A high bit that cannot be is a common slip: the stored bits are then the lowest ones.
            high < stored - 1
            || high >= allocated
                ? stored - 1
                : high,
            !isFloat && dataset.GetInt(DicomTags.PixelRepresentation) == 1,
            samples > 1 && dataset.GetInt(DicomTags.PlanarConfiguration) == 1,
            Math.Max(1, dataset.GetInt(DicomTags.NumberOfFrames) ?? 1)
        )
        {
            IsFloat = isFloat,
        };
        description.Check();
        return description;
    }

    public bool IsMonochrome => Photometric is "MONOCHROME1" or "MONOCHROME2";

    /// <summary>Bytes of one decoded sample; a 1-bit sample takes one, a 12-bit one two.</summary>
    public int BytesPerSample => (BitsAllocated + 7) / 8;

    /// <summary>Bytes of one decoded frame, all colours at full resolution.</summary>
    public long FrameBytes => (long)Rows * Columns * BytesPerSample * SamplesPerPixel;

    /// <summary>True if native pixel data have one pair of colour samples for two pixels.</summary>
    internal bool HasColourPairs => SamplesPerPixel == 3 && BitsAllocated == 8 && Photometric is "YBR_FULL_422" or "YBR_PARTIAL_422";

    /// <summary>Bytes that native pixel data take for all frames, without padding at the end.</summary>
    internal long NativeBytes
    {
        get
        {
            var samples = (long)Rows * Columns * SamplesPerPixel * Frames;
            return HasColourPairs ? samples / 3 * 2 : ((samples * BitsAllocated) + 7) / 8;
        }
    }

    /// <summary>The description once bits are unpacked and colour pairs are taken apart.</summary>
    internal PixelDescription Decoded =>
        this with
        {
            BitsAllocated = 8 * BytesPerSample,
            Photometric = Photometric == "YBR_FULL_422" ? "YBR_FULL" : Photometric,
            IsPlanar = IsPlanar && !HasColourPairs,
        };

    private void Check()
    {
        if (Photometric.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or ' ')))
        {
            throw new DicomException(DicomErrorKind.Malformed, "the photometric interpretation is no term of the standard");
        }

        if (Rows <= 0 || Columns <= 0)
        {
            throw new DicomException(DicomErrorKind.Malformed, $"the image has {Rows} rows and {Columns} columns");
        }

        if (IsFloat ? BitsAllocated is not (32 or 64) : BitsAllocated is not (1 or 8 or 12 or 16 or 32))
        {
            throw new DicomException(
                DicomErrorKind.Unsupported,
                $"{(IsFloat ? "floating-point pixels" : "pixels")} of {BitsAllocated} bits are not read"
            );
        }

        if (SamplesPerPixel is not (1 or 3))
        {
            throw new DicomException(
                DicomErrorKind.Unsupported,
                Photometric is "ARGB" or "CMYK"
                    ? $"{Photometric} images are not read: the standard retired them, and programs show them in different colours"
                    : $"images of {SamplesPerPixel} samples per pixel are not read"
            );
        }

        if (BitsStored < 1 || BitsStored > BitsAllocated)
        {
            throw new DicomException(
                DicomErrorKind.Malformed,
                $"{BitsStored} bits stored with high bit {HighBit} do not fit into {BitsAllocated} bits allocated"
            );
        }

        if ((double)FrameBytes * Frames > Array.MaxLength)
        {
            throw new DicomException(
                DicomErrorKind.Unsupported,
                $"{Frames} frames of {Rows} x {Columns} pixels are too large to be read at once"
            );
        }
    }
}
