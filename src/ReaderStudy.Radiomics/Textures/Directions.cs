namespace ReaderStudy.Radiomics.Textures;

/// <summary>A step to a neighbour at Chebyshev distance 1.</summary>
internal readonly record struct Direction(int X, int Y, int Z);

/// <summary>Ways to the neighbours.</summary>
internal static class Directions
{
    /// <summary>All 26 in space.</summary>
    private static readonly Direction[] Around =
    [
        .. from z in Steps() from y in Steps() from x in Steps() where (x, y, z) != (0, 0, 0) select new Direction(x, y, z),
    ];

    private static readonly Direction[] AroundInPlane = [.. Around.Where(d => d.Z == 0)];

    /// <summary>One of each two opposite ones: 13 in space.</summary>
    public static readonly IReadOnlyList<Direction> InSpace = [.. Around.Skip(13)];

    /// <summary>One of each two opposite ones: 4 in the plane.</summary>
    public static readonly IReadOnlyList<Direction> InPlane = [.. InSpace.Where(d => d.Z == 0)];

    /// <summary>26 in space, 8 in a single slice.</summary>
    public static Direction[] Neighbours(SliceRange slices) => slices.IsPlane ? AroundInPlane : Around;

    private static IEnumerable<int> Steps() => [-1, 0, 1];
}
