namespace ReaderStudy.Phantom;

/// <summary>One fictional centre and its CT: spacing, noise and habits differ, so that a model cannot rely on one of them.</summary>
/// <param name="Centre">Name of the fictional hospital.</param>
/// <param name="ModelName">Name of the fictional scanner.</param>
/// <param name="PixelSpacing">In-plane spacing in mm, 256 pixels across.</param>
/// <param name="SliceSpacing">Distance and thickness of the slices in mm.</param>
/// <param name="SliceCount">Slices of each phase.</param>
/// <param name="Noise">Standard deviation of the noise in the body in HU.</param>
/// <param name="ArterialDelay">Seconds from the start of the injection to the arterial phase.</param>
public sealed record Scanner(
    string Centre,
    string ModelName,
    double PixelSpacing,
    double SliceSpacing,
    int SliceCount,
    double Noise,
    int ArterialDelay
)
{
    /// <summary>Kilovolts of the tube.</summary>
    public int Kilovolts { get; init; } = 120;

    /// <summary>The reconstruction kernel's name as this scanner writes it.</summary>
    public string Kernel { get; init; } = "B30f";

    /// <summary>The centres of the phantom.</summary>
    public static IReadOnlyList<Scanner> All { get; } =
    [
        new("Northgate University Hospital", "PH-128", 1.40, 5, 28, 6, 35),
        new("Riverside General Hospital", "PH-64 Flash", 1.46, 6, 24, 8, 33) { Kernel = "I31f" },
        new("Lakeside Cancer Centre", "Phantomview 320", 1.36, 5.5, 26, 10.5, 30) { Kilovolts = 100, Kernel = "FC08" },
    ];
}
