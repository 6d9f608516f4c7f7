using System.CommandLine;
using System.Globalization;
using ReaderStudy.Statistics.Segmentation;

namespace ReaderStudy.Cli.Stats.Segmentation;

/// <summary><c>readerstudy stats staple</c>.</summary>
internal static class StapleAnalysis
{
    public static StatsAnalysis Create()
    {
        var file = new MaskFile();
        var start = StatsOptions.Choice("--start", "What the first step knows.", "performance", "performance", "votes");
        var tolerance = StatsOptions.Between("--change", "Stop when no sensitivity or specificity changes more.", 1e-7, 0, 1);
        return new StatsAnalysis(
            "staple",
            "STAPLE: the hidden truth behind several readers' masks, and each reader's sensitivity and specificity.",
            """
            Expectation-maximisation of Warfield SK, Zou KH, Wells WM (2004), doi:10.1109/TMI.2004.828354, over patterns of decisions. The prior is the mean
            of all decisions over the whole --grid, so cropping changes the result. --start performance begins with sensitivities and specificities of
            0.99999, as in the paper; --start votes with the part of readers who marked a voxel, as ITK and SimpleITK do; both end at nearly the same
            place. The consensus holds voxels with a probability of at least 0.5; the JSON lists the probability of every pattern. A dash: undefined,
            as a sensitivity where nobody drew anything.
            Example: readerstudy stats staple voxels.csv --grid 16,24,24 --spacing 1,1,1
            """,
            input => Run(file.Read(input), input.Option(start) == "votes", input.Option(tolerance))
        )
        {
            Columns = MaskFile.Columns,
            Options = [.. file.Options, start, tolerance],
        };
    }

    private static StatsReport Run(IReadOnlyList<CaseMasks> cases, bool fromVotes, double tolerance)
    {
        var estimates = cases.Select(c => (c.Case, c.Readers, Staple: Estimate(c, fromVotes, tolerance))).ToList();
        return new StatsReport(
            estimates.Select(e => new
            {
                e.Case,
                Readers = e.Readers.Select(r => r.Reader),
                e.Staple.Sensitivity,
                e.Staple.Specificity,
                e.Staple.Prior,
                e.Staple.Iterations,
                e.Staple.Converged,
                e.Staple.ExpectedVoxels,
                ConsensusVoxels = e.Staple.Consensus().Count,
                Patterns = e.Staple.Patterns.Patterns.Select(
                    (p, k) =>
                        new
                        {
                            p.Code,
                            p.Voxels,
                            Probability = e.Staple.Probability[k],
                        }
                ),
            }),
            [.. estimates.SelectMany(e => Tables(e.Case, e.Readers, e.Staple))],
            [
                .. estimates
                    .Where(e => !e.Staple.Converged)
                    .Select(e => $"Case '{e.Case}' did not converge in {e.Staple.Iterations} iterations."),
            ]
        );
    }

    private static StapleEstimate Estimate(CaseMasks masks, bool fromVotes, double tolerance)
    {
        var patterns = DecisionPatterns.Of([.. masks.Readers.Select(r => r.Mask)]);
        return fromVotes ? Staple.FromVotes(patterns, tolerance) : Staple.FromPerformance(patterns, tolerance: tolerance);
    }

    private static IEnumerable<StatsTable> Tables(string name, IReadOnlyList<(string Reader, Mask Mask)> readers, StapleEstimate staple)
    {
        var suffix = name.Length == 0 ? "" : $", case {name}";
        var consensus = staple.Consensus();
        yield return new StatsTable(
            $"Readers{suffix}",
            ["reader", "voxels", "sensitivity", "specificity", "Dice with consensus"],
            [
                .. readers.Select(
                    (r, j) =>
                        (IReadOnlyList<string>)
                            [
                                r.Reader,
                                r.Mask.Count.ToString(CultureInfo.InvariantCulture),
                                Printed.Number(staple.Sensitivity[j]),
                                Printed.Number(staple.Specificity[j]),
                                Printed.Number(Overlap.Of(r.Mask, consensus).Dice),
                            ]
                ),
            ]
        );
        yield return new StatsTable(
            $"Consensus{suffix}",
            ["measure", "value"],
            [
                ["voxels", consensus.Count.ToString(CultureInfo.InvariantCulture)],
                ["volume, mm³", Printed.Number(consensus.Volume)],
                ["expected voxels", Printed.Number(staple.ExpectedVoxels)],
                ["prior", Printed.Number(staple.Prior)],
                ["iterations", Printed.Count(staple.Iterations)],
            ]
        );
    }
}
