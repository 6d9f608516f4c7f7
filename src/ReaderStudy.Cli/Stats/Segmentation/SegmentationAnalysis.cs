using System.CommandLine;
using System.Globalization;
using ReaderStudy.Statistics.Segmentation;

namespace ReaderStudy.Cli.Stats.Segmentation;

/// <summary><c>readerstudy stats segmentation</c>.</summary>
internal static class SegmentationAnalysis
{
    public static StatsAnalysis Create()
    {
        var file = new MaskFile();
        var tolerances = new Option<string>("--tolerance")
        {
            Description = "Tolerances of the surface Dice in mm, separated by commas.",
            DefaultValueFactory = _ => "1,2",
        };
        tolerances.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && Numbers(result.GetValueOrDefault<string>() ?? "").Any(t => !(t >= 0)))
            {
                result.AddError("--tolerance takes numbers of at least 0, separated by commas.");
            }
        });
        var reference = new Option<string?>("--reference") { Description = "Compare each reader with this one only." };
        return new StatsAnalysis(
            "segmentation",
            "Overlap and surface distances of masks, by pair of readers and for all of them.",
            """
            Overlap by voxels: Dice, Jaccard, volumetric similarity (Taha AA, Hanbury A (2015), doi:10.1186/s12880-015-0068-x), volumes in mm3 and their
            relative difference (first - second) / second. Surface distances in mm between border voxels (those lacking one of six neighbours; four in
            a single slice; the grid's edge counts): Hausdorff; HD95 of both directions pooled (medpy) and as the larger of the directed ones
            (MetricsReloaded); ASSD pooled and as the mean of the directed means; normalised surface Dice. The surfel columns weigh surface elements at
            voxel corners by their area, as the package surface-distance does (Nikolov S et al. (2021), doi:10.2196/26151). For all readers:
            generalised conformity (Kouwenhoven E et al. (2009), doi:10.1088/0031-9155/54/9/018), Fleiss kappa of voxels on the whole grid and on the
            union, Dice with the strict majority. A dash: undefined, as between two empty masks; distances need two surfaces.
            Example: readerstudy stats segmentation voxels.csv --grid 16,24,24 --spacing 3,0.8,0.8 --tolerance 1,2
            """,
            input => Run(file.Read(input), input.Option(reference), Numbers(input.Option(tolerances)), input)
        )
        {
            Columns = MaskFile.Columns,
            Options = [.. file.Options, tolerances, reference],
        };
    }

    private static double[] Numbers(string text) =>
        [
            .. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN),
        ];

    private static StatsReport Run(IReadOnlyList<CaseMasks> cases, string? reference, double[] tolerances, StatsInput input)
    {
        if (reference is not null && cases.All(c => c.Readers.All(r => r.Reader != reference)))
        {
            throw new Statistics.BadInputException($"No row is of the reference '{reference}'.");
        }

        List<MaskPair> pairs = [.. cases.SelectMany(c => PairsOf(c, reference, tolerances))];
        var overlaps = cases
            .Where(c => c.Readers.Count > 1)
            .Select(c => (c.Case, c.Readers, Masks: (Mask[])[.. c.Readers.Select(r => r.Mask)]))
            .Select(c => (c.Case, c.Readers, Patterns: DecisionPatterns.Of(c.Masks), c.Masks))
            .Select(c => (c.Case, c.Readers, Overlap: ReaderOverlap.Of(c.Masks, c.Patterns), Majority: MajorityVote.Strict(c.Patterns)))
            .ToList();
        var named = input.Has("case");
        return new StatsReport(
            new
            {
                Pairs = pairs,
                AllReaders = overlaps.Select(o => new
                {
                    o.Case,
                    o.Overlap,
                    MajorityVoxels = o.Majority.Count,
                    DiceWithMajority = o.Readers.ToDictionary(r => r.Reader, r => Overlap.Of(r.Mask, o.Majority).Dice),
                }),
            },
            [
                OverlapTable(pairs, named),
                DistanceTable(pairs, named, tolerances),
                SurfelTable(pairs, named, tolerances),
                .. overlaps.Select(AllTable),
            ]
        );
    }

    private static IEnumerable<MaskPair> PairsOf(CaseMasks masks, string? reference, double[] tolerances)
    {
        for (var a = 0; a < masks.Readers.Count; a++)
        {
            for (var b = a + 1; b < masks.Readers.Count; b++)
            {
                var (first, second) = (masks.Readers[a], masks.Readers[b]);
                if (reference is null || second.Reader == reference)
                {
                    yield return MaskPair.Of(masks.Case, first, second, tolerances);
                }
                else if (first.Reader == reference)
                {
                    yield return MaskPair.Of(masks.Case, second, first, tolerances);
                }
            }
        }
    }

    private static StatsTable OverlapTable(List<MaskPair> pairs, bool named) =>
        Table(
            "Overlap",
            ["Dice", "Jaccard", "volumetric similarity", "first, mm³", "second, mm³", "relative difference"],
            pairs,
            named,
            p =>
                [
                    p.Overlap.Dice,
                    p.Overlap.Jaccard,
                    p.Overlap.VolumetricSimilarity,
                    p.Overlap.FirstVolume,
                    p.Overlap.SecondVolume,
                    p.Overlap.RelativeVolumeDifference,
                ]
        );

    private static StatsTable DistanceTable(List<MaskPair> pairs, bool named, double[] tolerances) =>
        Table(
            "Surface distances between border voxels, mm",
            [
                "HD",
                "HD95 pooled",
                "HD95 larger directed",
                "ASSD pooled",
                "ASSD mean of means",
                .. tolerances.Select(t => $"NSD {Printed.Number(t)} mm"),
            ],
            pairs,
            named,
            p =>
                [
                    p.Border.Hausdorff,
                    p.Border.Hd95Pooled,
                    p.Border.Hd95LargerDirected,
                    p.Border.AssdPooled,
                    p.Border.AssdMeanOfMeans,
                    .. p.Border.NormalisedSurfaceDice,
                ]
        );

    private static StatsTable SurfelTable(List<MaskPair> pairs, bool named, double[] tolerances) =>
        Table(
            "Surface distances weighted by area (surfels), mm",
            ["HD", "HD95", "mean of first", "mean of second", .. tolerances.Select(t => $"surface Dice {Printed.Number(t)} mm")],
            pairs,
            named,
            p => [p.Surfels.Hausdorff, p.Surfels.Hd95, p.Surfels.MeanFirstToSecond, p.Surfels.MeanSecondToFirst, .. p.Surfels.SurfaceDice]
        );

    private static StatsTable Table(
        string title,
        IReadOnlyList<string> columns,
        List<MaskPair> pairs,
        bool named,
        Func<MaskPair, IReadOnlyList<double>> values
    )
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (var pair in pairs)
        {
            string[] name = named ? [pair.Case, pair.First, pair.Second] : [pair.First, pair.Second];
            rows.Add([.. name, .. values(pair).Select(Printed.Number)]);
        }

        return new StatsTable(title, [.. (string[])(named ? ["case"] : []), "first", "second", .. columns], rows, named ? 3 : 2);
    }

    private static StatsTable AllTable(
        (string Case, IReadOnlyList<(string Reader, Mask Mask)> Readers, ReaderOverlap Overlap, Mask Majority) all
    )
    {
        var o = all.Overlap;
        return new StatsTable(
            all.Case.Length == 0 ? "All readers" : $"All readers, case {all.Case}",
            ["measure", "value"],
            [
                ["mean Dice of pairs", Printed.Number(o.MeanPairwiseDice)],
                ["mean Jaccard of pairs", Printed.Number(o.MeanPairwiseJaccard)],
                ["generalised conformity", Printed.Number(o.GeneralisedConformity)],
                ["generalised Dice", Printed.Number(o.GeneralisedDice)],
                ["intersection of all / union of all", Printed.Number(o.IntersectionOverUnionOfAll)],
                ["Fleiss kappa, whole grid", Printed.Number(o.KappaOfGrid)],
                ["Fleiss kappa, union", Printed.Number(o.KappaOfUnion)],
                ["voxels of the strict majority", all.Majority.Count.ToString(CultureInfo.InvariantCulture)],
                .. all.Readers.Select(r =>
                    (IReadOnlyList<string>)[$"Dice of {r.Reader} with it", Printed.Number(Overlap.Of(r.Mask, all.Majority).Dice)]
                ),
            ]
        );
    }
}
