namespace ReaderStudy.Inference.Operations;

/// <summary>Which slices of a lesion are cropped.</summary>
public enum CropSlices
{
    /// <summary>Every slice with the lesion.</summary>
    All,

    /// <summary>The slice with the most pixels of the lesion; of several the one nearest to the middle of the lesion, then the first.</summary>
    Largest,

    /// <summary>Every n-th slice, from the first slice with the lesion on.</summary>
    EveryNth,
}

/// <summary>Around what a crop is laid.</summary>
public enum CropOutline
{
    /// <summary>One rectangle for all slices: the smallest around the whole lesion.</summary>
    Lesion,

    /// <summary>In each slice the smallest around the lesion there.</summary>
    Slice,
}

/// <summary>How crops of a lesion are cut out. Both margins are added on every side, each rounded to whole pixels (halves away from zero) after the sum.</summary>
public sealed record CropRule
{
    public CropSlices Slices { get; init; } = CropSlices.All;

    /// <summary>n of <see cref="CropSlices.EveryNth"/>.</summary>
    public int Every { get; init; } = 1;

    public CropOutline Outline { get; init; } = CropOutline.Lesion;

    /// <summary>Margin on every side, in mm.</summary>
    public double MarginMillimetres { get; init; }

    /// <summary>Margin on every side, as a share of the lesion's own rows or columns.</summary>
    public double MarginShare { get; init; }

    /// <summary>The shorter side, in mm, is made as long as the longer one, half on either side; an odd pixel goes to the bottom or right.</summary>
    public bool Square { get; init; }

    /// <summary>HU of what lies beyond the image.</summary>
    public short BorderHounsfield { get; init; } = -1024;
}
