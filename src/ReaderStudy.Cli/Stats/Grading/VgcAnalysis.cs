using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Grading;
using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Cli.Stats.Grading;

/// <summary><c>readerstudy stats vgc</c>.</summary>
internal static class VgcAnalysis
{
    public static StatsAnalysis Create()
    {
        var file = new GradeFile();
        var (level, replicates, seed) = (StatsOptions.Level(), StatsOptions.Replicates(), StatsOptions.Seed());
        return new StatsAnalysis(
            "vgc",
            "Visual grading characteristics: the VGC curve of each arm against a reference arm, and its area.",
            """
            The area below the curve is the probability that a grade of the arm is above one of the reference, ties counting one half: 0.5 for equal image
            quality (Bath M, Mansson LG (2007), doi:10.1259/bjr/35012658). It is taken for each reader and averaged. Errors over cases: DeLong's components
            (doi:10.2307/2531595), those of a case graded in both arms taken together (Obuchowski NA (1997), doi:10.2307/2533958); over readers and cases:
            MS(R) + R max(Cov2, 0) with Hillis' degrees of freedom (doi:10.1002/sim.2024); and percentile intervals of resampled cases, or readers and
            cases. The curve pools all readers' grades. A dash: undefined, as over readers with one reader.
            Example: readerstudy stats vgc grades.csv --reference standard --replicates 2000
            """,
            input => Run(input, file, input.Option(level), input.Option(replicates), input.Option(seed))
        )
        {
            Columns = GradeFile.Columns,
            Options = [file.Reference, level, replicates, seed],
        };
    }

    private static StatsReport Run(StatsInput input, GradeFile file, double level, int replicates, ulong seed)
    {
        var (grades, reference, others) = file.Read(input);
        if (others.Count == 0)
        {
            throw new BadInputException($"There is only the arm '{reference}'; the curve needs another.");
        }

        var arms = others.Select(arm => Vgc.Of(grades, reference, arm, replicates, seed)).ToList();
        return new StatsReport(
            new
            {
                Reference = reference,
                Arms = arms.Select(a => new
                {
                    a.Arm,
                    a.Area,
                    Intervals = new
                    {
                        OverCases = a.Area.IntervalOverCases(level),
                        OverReadersAndCases = a.Area.IntervalOverReadersAndCases(level),
                        BootstrapOverCases = BootstrapInterval.Percentile(a.OverCases, level),
                        BootstrapOverReadersAndCases = BootstrapInterval.Percentile(a.OverBoth, level),
                    },
                    P = new { OverCases = a.Area.POverCases(), OverReadersAndCases = a.Area.POverReadersAndCases() },
                    a.Curve,
                }),
            },
            [.. arms.SelectMany(a => Tables(a, reference, level))]
        );
    }

    private static IEnumerable<StatsTable> Tables(Vgc vgc, string reference, double level)
    {
        var area = vgc.Area;
        yield return new StatsTable(
            $"VGC area of {vgc.Arm} against {reference}",
            ["for", "area", "by components", "p", "by bootstrap"],
            [
                [
                    "other readers and cases",
                    Printed.Number(area.Area),
                    Printed.Interval(area.IntervalOverReadersAndCases(level)),
                    Printed.P(area.POverReadersAndCases()),
                    Printed.Interval(BootstrapInterval.Percentile(vgc.OverBoth, level)),
                ],
                [
                    "these readers, other cases",
                    Printed.Number(area.Area),
                    Printed.Interval(area.IntervalOverCases(level)),
                    Printed.P(area.POverCases()),
                    Printed.Interval(BootstrapInterval.Percentile(vgc.OverCases, level)),
                ],
                .. area.Readers.Select((r, k) => (IReadOnlyList<string>)[r, Printed.Number(area.ReaderAreas[k]), "", "", ""]),
            ]
        );
        yield return new StatsTable(
            $"Curve of {vgc.Arm} against {reference}, readers pooled",
            ["grade at least", reference, vgc.Arm],
            [
                .. vgc.Curve.Points.Select(p =>
                    (IReadOnlyList<string>)[Printed.Number(p.Threshold), Printed.Number(p.ReferenceShare), Printed.Number(p.TestShare)]
                ),
            ]
        );
    }

    private sealed record Vgc(string Arm, VgcArea Area, VgcCurve Curve, BootstrapDistribution OverCases, BootstrapDistribution OverBoth)
    {
        public static Vgc Of(IReadOnlyList<VisualGrade> grades, string reference, string arm, int replicates, ulong seed) =>
            new(
                arm,
                VgcArea.Of(grades, reference, arm),
                VgcCurve.Of(
                    [.. grades.Where(g => g.Arm == reference).Select(g => g.Score)],
                    [.. grades.Where(g => g.Arm == arm).Select(g => g.Score)]
                ),
                VgcBootstrap.OverCases(grades, reference, arm, replicates, seed),
                VgcBootstrap.OverReadersAndCases(grades, reference, arm, replicates, seed)
            );
    }
}
