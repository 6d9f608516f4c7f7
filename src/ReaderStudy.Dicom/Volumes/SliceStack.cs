using System.Globalization;

namespace ReaderStudy.Dicom.Volumes;

/// <summary>One slice of a stack.</summary>
/// <param name="Dataset">The image.</param>
/// <param name="Plane">Where it lies.</param>
/// <param name="Location">Its place along the stack's normal, in mm.</param>
public sealed record Slice(DicomDataset Dataset, SlicePlane Plane, double Location);

/// <summary>
/// Parallel slices in the order in which they lie in the patient, along the normal of their plane: from feet to head for axial
/// CT. File names and instance numbers play no part. Needs headers only; pixels are not touched.
/// </summary>
public sealed class SliceStack
{
    private const double SameMillimetres = 0.01;

    private SliceStack(IReadOnlyList<Slice> slices, double spacing, IReadOnlyList<StackProblem> problems)
    {
        Slices = slices;
        Spacing = spacing;
        Problems = problems;
    }

    /// <summary>The slices in order. After a fatal problem they are in the order given, those without geometry left out.</summary>
    public IReadOnlyList<Slice> Slices { get; }

    /// <summary>Median distance of neighbours in mm; for a single slice its thickness, or 1 if unknown.</summary>
    public double Spacing { get; }

    /// <summary>Everything that is wrong; empty for a sound stack.</summary>
    public IReadOnlyList<StackProblem> Problems { get; }

    /// <summary>True if a volume can be made of it.</summary>
    public bool IsUsable => !Problems.Any(p => p.IsFatal);

    /// <summary>Puts the instances of one series in order.</summary>
    public static SliceStack Of(IEnumerable<DicomDataset> instances)
    {
        var datasets = instances.ToList();
        var problems = new List<StackProblem>();
        var placed = datasets.Select(d => (Dataset: d, Plane: SlicePlane.Of(d))).Where(s => s.Plane is not null).ToList();
        if (datasets.Count == 0)
        {
            problems.Add(new StackProblem(StackProblemKind.Empty, "the series has no images"));
        }

        if (placed.Count < datasets.Count)
        {
            problems.Add(
                new StackProblem(
                    StackProblemKind.NoGeometry,
                    $"{datasets.Count - placed.Count} of {datasets.Count} images do not say where they lie in the patient"
                )
            );
        }

        if (placed.Count == 0)
        {
            return new SliceStack([], 1, problems);
        }

        var normal = placed[0].Plane!.Normal;
        var slices = placed.ConvertAll(s => new Slice(s.Dataset, s.Plane!, s.Plane!.Origin.Dot(normal)));
        FindMixtures(slices, problems);
        if (problems.Count > 0)
        {
            return new SliceStack(slices, 1, problems);
        }

        slices = [.. slices.OrderBy(s => s.Location).ThenBy(s => s.Dataset.GetInt(DicomTags.InstanceNumber) ?? int.MaxValue)];
        slices = WithoutDuplicates(slices, problems);
        var spacing = MedianSpacing(slices);
        FindGaps(slices, spacing, problems);
        FindTilt(slices, normal, spacing, problems);
        return new SliceStack(slices, spacing, problems);
    }

    /// <summary>Splits instances that are turned against each other or differ in size into stacks of their own, the largest first.</summary>
    public static IReadOnlyList<SliceStack> Split(IEnumerable<DicomDataset> instances) => [.. Groups(instances).Select(Of)];

    /// <summary>The same as the images that lie alike, the largest group first; those without a place in the patient are one group.</summary>
    public static IReadOnlyList<IReadOnlyList<DicomDataset>> Groups(IEnumerable<DicomDataset> instances)
    {
        var groups = new List<List<DicomDataset>>();
        foreach (var dataset in instances)
        {
            var plane = SlicePlane.Of(dataset);
            var home = groups.Find(g => Belongs(g[0], SlicePlane.Of(g[0]), dataset, plane));
            if (home is null)
            {
                groups.Add([dataset]);
            }
            else
            {
                home.Add(dataset);
            }
        }

        return [.. groups.OrderByDescending(g => g.Count)];
    }

    private static bool Belongs(DicomDataset first, SlicePlane? firstPlane, DicomDataset other, SlicePlane? otherPlane) =>
        firstPlane is null || otherPlane is null
            ? firstPlane is null && otherPlane is null
            : firstPlane.IsParallelTo(otherPlane) && SizeOf(first) == SizeOf(other) && SameSpacing(firstPlane, otherPlane);

    private static void FindMixtures(List<Slice> slices, List<StackProblem> problems)
    {
        var first = slices[0];
        var turned = slices.Count(s => !s.Plane.IsParallelTo(first.Plane));
        if (turned > 0)
        {
            problems.Add(
                new StackProblem(StackProblemKind.MixedOrientations, $"{turned} of {slices.Count} images are turned against the first one")
            );
        }

        var sizes = slices.Select(s => SizeOf(s.Dataset)).Distinct().Select(s => $"{s.Columns} x {s.Rows}").ToList();
        if (sizes.Count > 1)
        {
            problems.Add(new StackProblem(StackProblemKind.MixedSizes, "the images have different sizes: " + string.Join(", ", sizes)));
        }

        if (slices.Exists(s => !SameSpacing(s.Plane, first.Plane)))
        {
            problems.Add(new StackProblem(StackProblemKind.MixedSpacing, "the images have different pixel spacings"));
        }
    }

    private static List<Slice> WithoutDuplicates(List<Slice> slices, List<StackProblem> problems)
    {
        var kept = new List<Slice> { slices[0] };
        foreach (var slice in slices.Skip(1))
        {
            if (slice.Location - kept[^1].Location >= SameMillimetres)
            {
                kept.Add(slice);
                continue;
            }

            problems.Add(new StackProblem(StackProblemKind.DuplicatePosition, $"two images lie at {Mm(slice.Location)}; one is left out"));
        }

        return kept;
    }

    private static void FindGaps(List<Slice> slices, double spacing, List<StackProblem> problems)
    {
        var uneven = 0;
        for (var i = 1; i < slices.Count; i++)
        {
            var distance = slices[i].Location - slices[i - 1].Location;
            var missing = (int)Math.Min(100_000, Math.Round(distance / spacing) - 1);
            if (missing > 0)
            {
                problems.Add(
                    new StackProblem(
                        StackProblemKind.MissingSlices,
                        $"{missing} slice(s) are missing between {Mm(slices[i - 1].Location)} and {Mm(slices[i].Location)} (spacing {Mm(spacing)})"
                    )
                );
            }
            else if (Math.Abs(distance - spacing) > Math.Max(0.05 * spacing, SameMillimetres))
            {
                uneven++;
            }
        }

        if (uneven > 0)
        {
            problems.Add(
                new StackProblem(StackProblemKind.UnevenSpacing, $"{uneven} distance(s) between slices differ from the usual {Mm(spacing)}")
            );
        }
    }

    private static void FindTilt(List<Slice> slices, Point3 normal, double spacing, List<StackProblem> problems)
    {
        if (slices.Count < 2)
        {
            return;
        }

        var way = slices[^1].Plane.Origin - slices[0].Plane.Origin;
        var along = way.Dot(normal);
        var shift = (way - (normal * along)).Length;
        if (shift > 0.02 * along && shift > 0.5 * spacing)
        {
            var degrees = (Math.Atan2(shift, along) * 180 / Math.PI).ToString("0.0", CultureInfo.InvariantCulture);
            problems.Add(new StackProblem(StackProblemKind.Tilted, $"the stack leans by {degrees} degrees (tilted gantry)"));
        }
    }

    private static double MedianSpacing(List<Slice> slices)
    {
        if (slices.Count == 1)
        {
            var only = slices[0].Dataset;
            var thickness = only.GetDouble(DicomTags.SpacingBetweenSlices) ?? only.GetDouble(DicomTags.SliceThickness);
            return thickness is > 0 ? thickness.Value : 1;
        }

        var distances = slices.Skip(1).Zip(slices, (upper, lower) => upper.Location - lower.Location).Order().ToList();
        return distances[(distances.Count - 1) / 2];
    }

    private static (int Rows, int Columns) SizeOf(DicomDataset dataset) =>
        (dataset.GetInt(DicomTags.Rows) ?? 0, dataset.GetInt(DicomTags.Columns) ?? 0);

    private static bool SameSpacing(SlicePlane a, SlicePlane b) =>
        Math.Abs(a.RowSpacing - b.RowSpacing) <= 0.01 * a.RowSpacing
        && Math.Abs(a.ColumnSpacing - b.ColumnSpacing) <= 0.01 * a.ColumnSpacing;

    private static string Mm(double value) => value.ToString("0.0#", CultureInfo.InvariantCulture) + " mm";
}
