namespace ReaderStudy.Radiomics.Shapes;

/// <summary>
/// Morphology: size and form of the region by its mesh, its voxel centres, its bounding box, its convex hull and the ellipsoid of its principal
/// axes; and how its intensities lie in it. Box and ellipsoid of minimal volume (ZH1A, IQYR, SWZ1, BRI8) have no reference values any more and
/// are left out.
/// </summary>
/// <remarks>IBSI reference manual, morphological features (HCUG).</remarks>
internal static class Morphology
{
    private const string NoExtent = "the region has no extent in a direction";

    private const string NoContrast = "the region has one voxel or one intensity only";

    public static IReadOnlyList<FeatureValue> Of(Region region)
    {
        var mesh = SurfaceMesh.Of(region);
        return [.. Surface(region, mesh), .. Axes(region, mesh), .. Densities(region, mesh), .. Contents(region, mesh)];
    }

    private static IEnumerable<FeatureValue> Surface(Region region, SurfaceMesh mesh)
    {
        var (volume, area) = (mesh.Volume, mesh.Area);
        var sphere = 36 * Math.PI * volume * volume;
        var compactness = sphere / Math.Pow(area, 3);
        yield return Value("RNU0", "Volume (mesh)", volume);
        yield return Value("YEKZ", "Volume (voxel counting)", region.MorphologicalMask.Count(inside => inside) * region.Grid.VoxelVolume);
        yield return Value("C0JK", "Surface area (mesh)", area);
        yield return Value("2PR5", "Surface to volume ratio", area / volume);
        yield return Value("SKGS", "Compactness 1", volume / (Math.Sqrt(Math.PI) * Math.Pow(area, 1.5)));
        yield return Value("BQWJ", "Compactness 2", compactness);
        yield return Value("KRCK", "Spherical disproportion", area / Math.Cbrt(sphere));
        yield return Value("QCFX", "Sphericity", Math.Cbrt(sphere) / area);
        yield return Value("25C7", "Asphericity", (area / Math.Cbrt(sphere)) - 1);
    }

    private static IEnumerable<FeatureValue> Axes(Region region, SurfaceMesh mesh)
    {
        yield return Value(
            "KLMA",
            "Centre of mass shift",
            (CentreOfMass(region, weighted: false) - CentreOfMass(region, weighted: true)).Length,
            "the intensities add up to 0"
        );
        var corners = ConvexHull.Of(mesh.OuterPoints).Corners.Select(p => p.In(region.Grid)).ToArray();
        yield return Value("L0JK", "Maximum 3D diameter", Diameter(corners));
        var axes = PrincipalAxes.Of(region);
        yield return Value("TDIC", "Major axis length", axes.Major);
        yield return Value("P9VJ", "Minor axis length", axes.Minor);
        yield return Value("7J51", "Least axis length", axes.Least);
        yield return Value("Q3CK", "Elongation", axes.Minor / axes.Major, NoExtent);
        yield return Value("N17B", "Flatness", axes.Least / axes.Major, NoExtent);
    }

    private static IEnumerable<FeatureValue> Densities(Region region, SurfaceMesh mesh)
    {
        var points = mesh.OuterPoints.Select(p => p.In(region.Grid)).ToList();
        var (wide, high, deep) = (Extent(points, p => p.X), Extent(points, p => p.Y), Extent(points, p => p.Z));
        yield return Value("PBX1", "Volume density (axis-aligned bounding box)", mesh.Volume / (wide * high * deep));
        yield return Value(
            "R59B",
            "Area density (axis-aligned bounding box)",
            mesh.Area / (2 * ((wide * high) + (wide * deep) + (high * deep)))
        );
        var axes = PrincipalAxes.Of(region);
        yield return Value("6BDE", "Volume density (approximate enclosing ellipsoid)", mesh.Volume / axes.Volume, NoExtent);
        yield return Value("RDD2", "Area density (approximate enclosing ellipsoid)", mesh.Area / axes.Area, NoExtent);
        var hull = ConvexHull.Of(mesh.OuterPoints).Size(region.Grid);
        yield return Value("R3ER", "Volume density (convex hull)", mesh.Volume / hull.Volume);
        yield return Value("7T7F", "Area density (convex hull)", mesh.Area / hull.Area);
    }

    private static IEnumerable<FeatureValue> Contents(Region region, SurfaceMesh mesh)
    {
        var values = region.Values();
        yield return Value("99N0", "Integrated intensity", mesh.Volume * values.Average());
        var isLarge = values.Length > SpatialAutocorrelation.MostVoxels;
        var (moran, geary) = isLarge ? (double.NaN, double.NaN) : SpatialAutocorrelation.Of(region);
        var reason = isLarge ? $"computed for at most {SpatialAutocorrelation.MostVoxels} voxels; there are {values.Length}" : NoContrast;
        yield return Value("N365", "Moran's I index", moran, reason);
        yield return Value("NPT7", "Geary's C measure", geary, reason);
    }

    /// <summary>Of the morphological mask, or of the intensity mask weighted by intensity.</summary>
    private static Vector3 CentreOfMass(Region region, bool weighted)
    {
        var mask = weighted ? region.IntensityMask : region.MorphologicalMask;
        double[] weights = weighted ? region.Values() : [.. mask.Where(inside => inside).Select(_ => 1.0)];
        var sum = PrincipalAxes.Centres(region.Grid, mask).Zip(weights, (centre, weight) => centre * weight).Aggregate((a, b) => a + b);
        return sum * (1 / weights.Sum());
    }

    private static double Diameter(Vector3[] corners)
    {
        var longest = 0.0;
        for (var i = 0; i < corners.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                longest = Math.Max(longest, (corners[i] - corners[j]).Length);
            }
        }

        return longest;
    }

    private static double Extent(List<Vector3> points, Func<Vector3, double> along) => points.Max(along) - points.Min(along);

    private static FeatureValue Value(string code, string name, double value, string reason = "") =>
        FeatureValue.Of(new FeatureName(code, name), FeatureFamily.Morphology, Aggregation.Whole, value, reason);
}
