using System.Text.Json;
using ReaderStudy.Statistics.Segmentation;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>Masks: the definitions themselves, medpy, MetricsReloaded, surface-distance and ITK's STAPLE.</summary>
internal static class SegmentationPeers
{
    [Reproduces("textbook", "numpy/scipy definitions in gen_g_segmentation.py")]
    public static object? Textbook(FixtureFolder folder, FixtureBlock block) =>
        Pairs(
            folder,
            (a, b) =>
            {
                var overlap = Overlap.Of(a, b);
                var distances = SurfaceDistances.Of(a, b);
                return new()
                {
                    ["n_a"] = overlap.First,
                    ["n_b"] = overlap.Second,
                    ["intersection"] = overlap.Intersection,
                    ["dice"] = overlap.Dice,
                    ["jaccard"] = overlap.Jaccard,
                    ["volumetric_similarity"] = overlap.VolumetricSimilarity,
                    ["sensitivity_b_vs_a"] = overlap.SensitivityOfSecond,
                    ["precision_b_vs_a"] = overlap.PrecisionOfSecond,
                    ["volume_a"] = overlap.FirstVolume,
                    ["volume_b"] = overlap.SecondVolume,
                    ["n_surface_a"] = distances.FirstToSecond.Count,
                    ["n_surface_b"] = distances.SecondToFirst.Count,
                    ["hausdorff"] = distances.Hausdorff,
                    ["hd95_pooled"] = distances.PercentilePooled(95),
                    ["hd95_max_of_directed"] = distances.PercentileMaxOfDirected(95),
                    ["hd95_a_to_b"] = distances.PercentileFirstToSecond(95),
                    ["hd95_b_to_a"] = distances.PercentileSecondToFirst(95),
                    ["mean_a_to_b"] = distances.MeanFirstToSecond,
                    ["mean_b_to_a"] = distances.MeanSecondToFirst,
                    ["assd_pooled"] = distances.AssdPooled,
                    ["assd_mean_of_means"] = distances.AssdMeanOfMeans,
                    ["nsd_1mm"] = distances.NormalisedSurfaceDice(1),
                    ["nsd_2mm"] = distances.NormalisedSurfaceDice(2),
                };
            }
        );

    [Reproduces("medpy", "metric.binary dc, jc, hd, hd95, assd, asd, ravd (connectivity=1)")]
    public static object? Medpy(FixtureFolder folder, FixtureBlock block) =>
        Pairs(
            folder,
            (a, b) =>
            {
                if (a.IsEmpty || b.IsEmpty)
                {
                    // Where we answer NaN, medpy refuses.
                    var which = a.IsEmpty ? "first" : "second";
                    return new() { ["error"] = $"The {which} supplied array does not contain any binary object." };
                }

                var overlap = Overlap.Of(a, b);
                var distances = SurfaceDistances.Of(a, b);
                return new()
                {
                    ["dc"] = overlap.Dice,
                    ["jc"] = overlap.Jaccard,
                    ["hd"] = distances.Hausdorff,
                    ["hd95"] = distances.PercentilePooled(95),
                    ["assd"] = distances.AssdPooled,
                    ["asd_a_to_b"] = distances.MeanFirstToSecond,
                    ["asd_b_to_a"] = distances.MeanSecondToFirst,
                    ["ravd_a_vs_b"] = overlap.RelativeVolumeDifference,
                };
            }
        );

    [Reproduces("MetricsReloaded", "BinaryPairwiseMeasures(pred=a, ref=b, connectivity_type=1, hd_perc=95, nsd=1)")]
    public static object? MetricsReloaded(FixtureFolder folder, FixtureBlock block) =>
        Pairs(
            folder,
            (a, b) =>
            {
                var overlap = Overlap.Of(a, b);
                var distances = SurfaceDistances.Of(a, b);
                // Two empty masks: we say NaN, the package calls them alike.
                double Alike(double value, double alike) => a.IsEmpty && b.IsEmpty ? alike : value;
                return new()
                {
                    ["dsc"] = Alike(overlap.Dice, 1),
                    ["iou"] = overlap.Jaccard,
                    ["hd"] = Alike(distances.Hausdorff, 0),
                    ["assd"] = Alike(distances.AssdPooled, 0),
                    ["hd95"] = Alike(distances.PercentileMaxOfDirected(95), 0),
                    ["masd"] = Alike(distances.AssdMeanOfMeans, 0),
                    ["nsd_tau1"] = distances.NormalisedSurfaceDice(1),
                    ["mcc"] = SinglePrecision.MatthewsCorrelation(overlap),
                    ["cohens_kappa"] = SinglePrecision.CohenKappa(overlap),
                };
            }
        );

    [Reproduces("surface-distance", "compute_* (mask_gt=a, mask_pred=b)")]
    public static object? SurfaceDistance(FixtureFolder folder, FixtureBlock block) =>
        Pairs(
            folder,
            (a, b) =>
            {
                var distances = SurfelDistances.Of(a, b);
                // Two empty masks: we say NaN, the package infinity.
                double Robust(double percent) => a.IsEmpty && b.IsEmpty ? double.PositiveInfinity : distances.RobustHausdorff(percent);
                return new()
                {
                    ["average_surface_distance"] = (distances.MeanFirstToSecond, distances.MeanSecondToFirst),
                    ["hd95"] = Robust(95),
                    ["hd100"] = Robust(100),
                    ["surface_dice_1mm"] = distances.SurfaceDice(1),
                    ["surface_dice_2mm"] = distances.SurfaceDice(2),
                    ["dice"] = Overlap.Of(a, b).Dice,
                };
            }
        );

    [Reproduces("textbook", "numpy")]
    public static object? MultiReader(FixtureFolder folder, FixtureBlock block)
    {
        Mask[] masks = [.. Masks(folder).Select(m => m.Mask)];
        var patterns = DecisionPatterns.Of(masks);
        var overlap = ReaderOverlap.Of(masks, patterns);
        var majority = MajorityVote.Strict(patterns);
        return new Dictionary<string, object?>
        {
            ["mean_pairwise_dice"] = overlap.MeanPairwiseDice,
            ["mean_pairwise_jaccard"] = overlap.MeanPairwiseJaccard,
            ["generalised_conformity_index"] = overlap.GeneralisedConformity,
            ["generalised_dice"] = overlap.GeneralisedDice,
            ["intersection_all"] = overlap.IntersectionOfAll,
            ["union_all"] = overlap.UnionOfAll,
            ["intersection_over_union_all"] = overlap.IntersectionOverUnionOfAll,
            ["voxel_fleiss_kappa_whole_grid"] = overlap.KappaOfGrid,
            ["voxel_fleiss_kappa_union_only"] = overlap.KappaOfUnion,
            ["majority_strict_voxels"] = majority.Count,
            ["dice_to_strict_majority"] = masks.Select(m => Overlap.Of(m, majority).Dice).ToList(),
        };
    }

    [Reproduces("textbook", "Warfield 2004 EM, E-step first, p0=q0=0.99999, prior = mean over whole grid")]
    public static object? StapleTextbook(FixtureFolder folder, FixtureBlock block)
    {
        var staple = Staple.FromPerformance(
            DecisionPatterns.Of([.. Masks(folder).Select(m => m.Mask)]),
            tolerance: block.Number("tol", 1e-7)
        );
        return new Dictionary<string, object?>(Common(staple, staple.Iterations))
        {
            ["prior"] = staple.Prior,
            ["W_nontrivial"] = PerPattern(staple),
        };
    }

    [Reproduces("ITK", "itk::STAPLEImageFilter (foreground 1, confidenceWeight 1, unlimited iterations) = SimpleITK STAPLE")]
    public static object? StapleItk(FixtureFolder folder, FixtureBlock block)
    {
        var staple = Staple.FromVotes(DecisionPatterns.Of([.. Masks(folder).Select(m => m.Mask)]));
        return new Dictionary<string, object?>(Common(staple, staple.Iterations - 1)) { ["W_by_pattern"] = PerPattern(staple) };
    }

    private static Dictionary<string, object?> Common(StapleEstimate staple, int iterations) =>
        new()
        {
            ["iterations"] = iterations,
            ["sensitivity"] = staple.Sensitivity,
            ["specificity"] = staple.Specificity,
            ["voxels_W_ge_0.5"] = staple.Consensus().Count,
            ["sum_W"] = staple.ExpectedVoxels,
        };

    private static List<Dictionary<string, object?>> PerPattern(StapleEstimate staple) =>
        [
            .. staple.Patterns.Patterns.Select(
                (p, i) =>
                    new Dictionary<string, object?>
                    {
                        ["pattern"] = p.Code,
                        ["W"] = staple.Probability[i],
                        ["n"] = p.Voxels,
                    }
            ),
        ];

    private static List<Dictionary<string, object?>> Pairs(FixtureFolder folder, Func<Mask, Mask, Dictionary<string, object?>> measure)
    {
        var masks = Masks(folder);
        var pairs = new List<Dictionary<string, object?>>();
        for (var a = 0; a < masks.Count; a++)
        {
            for (var b = a + 1; b < masks.Count; b++)
            {
                pairs.Add(new(measure(masks[a].Mask, masks[b].Mask)) { ["a"] = masks[a].Reader, ["b"] = masks[b].Reader });
            }
        }

        return pairs;
    }

    /// <summary>The readers in their declared order, also those who drew nothing and so have no row.</summary>
    private static List<(string Reader, Mask Mask)> Masks(FixtureFolder folder)
    {
        var declared = folder.Expected.GetProperty("grid");
        int[] shape = [.. Part(declared, "shape").Select(v => v.GetInt32())];
        double[] spacing = [.. Part(declared, "spacing").Select(v => v.GetDouble())];
        var grid =
            shape.Length == 2
                ? VoxelGrid.Planar(shape[0], shape[1], spacing[^2], spacing[^1])
                : new VoxelGrid(shape[0], shape[1], shape[2], spacing[0], spacing[1], spacing[2]);
        var input = folder.Input;
        int At(int row, string axis) => input.Has(axis) ? (int)input.Number(row, axis) : 0;
        var drawn = Mask.Of(
                grid,
                [.. Enumerable.Range(0, input.Count).Select(row => (input.Text(row, "reader"), At(row, "z"), At(row, "y"), At(row, "x")))]
            )
            .ToDictionary(m => m.Name, m => m.Mask);
        return
        [
            .. Part(declared, "readers")
                .Select(r => r.GetString()!)
                .Select(reader => (reader, drawn.GetValueOrDefault(reader) ?? Mask.Empty(grid))),
        ];
    }

    private static IEnumerable<JsonElement> Part(JsonElement grid, string name) =>
        grid.EnumerateObject().First(p => p.Name.StartsWith(name, StringComparison.Ordinal)).Value.EnumerateArray();

    /// <summary>
    /// MetricsReloaded counts in single precision and so rounds to seven digits what it derives from its counts; for comparing all digits
    /// its roundings are repeated here, from our counts.
    /// </summary>
    private static class SinglePrecision
    {
        public static double MatthewsCorrelation(Overlap overlap)
        {
            var (tp, fp, fn, tn) = Counts(overlap);
            var numerator = (float)(tp * tn) - (float)(fp * fn);
            var denominator = (float)((float)((float)((tp + fp) * (tp + fn)) * (tn + fp)) * (tn + fn));
            return (float)(numerator / MathF.Sqrt(denominator));
        }

        public static double CohenKappa(Overlap overlap)
        {
            var (tp, fp, fn, tn) = Counts(overlap);
            double observed = (tn + tp) / (tn + tp + fn + fp);
            double n = overlap.Voxels;
            var expected = ((n - overlap.First) / n * ((n - overlap.Second) / n)) + (overlap.First / n * (overlap.Second / n));
            return (observed - expected) / (1 - expected);
        }

        private static (float Tp, float Fp, float Fn, float Tn) Counts(Overlap overlap) =>
            (overlap.Intersection, overlap.First - overlap.Intersection, overlap.Second - overlap.Intersection, overlap.Neither);
    }
}
