namespace ReaderStudy.Radiomics.Tests;

/// <summary>
/// IBSI's digital phantom: 5 x 4 x 4 voxels of 2 mm, x from left to right, y from back to front, z from top to bottom. Grey levels and mask as
/// drawn in the reference manual (arXiv:1612.07003, figure of the digital phantom) and written out in github.com/tatsunidas/RadiomicsJ,
/// src/main/java/com/vis/radiomics/main/TestDataLoader.java (digital_phantom1_scratch), commit 25e001d6c90331b325f58c11035fc59e15c354c1.
/// </summary>
internal static class DigitalPhantom
{
    public static readonly VoxelGrid Grid = new(5, 4, 4, 2, 2, 2);

    /// <summary>Not needed, but harmless: levels of width 1 from 1 are the grey levels themselves.</summary>
    public static readonly Discretisation AsItIs = Discretisation.FixedBinSize(1, 1);

    private const string Levels = """
        14411 14611 41641 44641
        14411 11611 11311 44611
        14411 11111 11911 11611
        14411 11111 11111 11611
        """;

    private const string Mask = """
        11111 11111 11111 11111
        11111 11111 01111 11111
        11100 11111 11011 11111
        11100 11111 11111 11111
        """;

    public static Region Region() => new(Grid, [.. Digits(Levels).Select(d => (double)d)], [.. Digits(Mask).Select(d => d == 1)]);

    private static IEnumerable<int> Digits(string text) => text.Where(char.IsAsciiDigit).Select(c => c - '0');
}
