using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Design;

namespace ReaderStudy.Cli.Stats.Accuracy;

/// <summary><c>readerstudy stats power-proportion</c>.</summary>
internal static class PowerProportionAnalysis
{
    public static StatsAnalysis Create()
    {
        var design = StatsOptions.Choice("--design", "What is compared.", "two", "one", "two", "paired", "width");
        var p1 = StatsOptions.Between("--p1", "Expected proportion, of the first group or reader.", 0.8, 0, 1);
        var p2 = StatsOptions.Between("--p2", "The second's, or the fixed value that one proportion is tested against.", 0.9, 0, 1);
        var correlation = StatsOptions.Between(
            "--correlation",
            "Correlation over the cases of two readers' being right (paired).",
            0.3,
            -1,
            1
        );
        var alpha = StatsOptions.Alpha();
        var power = StatsOptions.Between("--power", "Power to reach.", 0.8, 0, 1);
        var width = StatsOptions.Between("--half-width", "Largest distance of Wilson's limits from the proportion (width).", 0.05, 0, 1);
        var cases = new System.CommandLine.Option<int?>("--n")
        {
            Description = "Cases (of each group): gives their power beside the sample size.",
        };
        cases.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<int?>() is < 1)
            {
                result.AddError("--n takes a positive number.");
            }
        });
        return new StatsAnalysis(
            "power-proportion",
            "Sample size and power for one, two or paired proportions.",
            """
            two: two groups of different cases, normal approximation with the pooled variance under equality, as R's power.prop.test (Fleiss, Levin, Paik,
            doi:10.1002/0471445428). one: one proportion against a fixed value, normal approximation, and the exact one-sided binomial test at half the
            error. paired: McNemar's test on the same cases (Connor 1987, doi:10.2307/2531961), and the exact test; the shares of discordant cases follow
            from both proportions and the correlation. width: cases for an interval so narrow. A sample size is infinite where there is no difference.
            Example: readerstudy stats power-proportion --design paired --p1 0.85 --p2 0.78 --correlation 0.4 --power 0.9
            """,
            input =>
                Run(
                    input.Option(design),
                    new Plan(
                        input.Option(p1),
                        input.Option(p2),
                        input.Option(correlation),
                        input.Option(alpha),
                        input.Option(power),
                        input.Option(width),
                        input.Option(cases)
                    )
                )
        )
        {
            Options = [design, p1, p2, correlation, alpha, power, width, cases],
        };
    }

    private sealed record Plan(double P1, double P2, double Correlation, double Alpha, double Power, double HalfWidth, int? Cases);

    private static StatsReport Run(string design, Plan plan) =>
        design switch
        {
            "one" => One(plan),
            "paired" => Paired(plan),
            "width" => Width(plan),
            _ => Two(plan),
        };

    private static StatsReport Two(Plan plan) =>
        Report(
            "Cases of each group",
            TwoProportionsPower.CasesPerGroup(plan.Power, plan.P1, plan.P2, plan.Alpha),
            [
                ("normal approximation", plan.Cases is { } n ? TwoProportionsPower.Of(n, plan.P1, plan.P2, plan.Alpha) : null),
                ("rejecting on either side", plan.Cases is { } m ? TwoProportionsPower.StrictOf(m, plan.P1, plan.P2, plan.Alpha) : null),
            ],
            plan
        );

    private static StatsReport One(Plan plan) =>
        Report(
            "Cases",
            OneProportionPower.Cases(plan.Power, plan.P1, plan.P2, plan.Alpha),
            [
                ("normal approximation", plan.Cases is { } n ? OneProportionPower.Of(n, plan.P1, plan.P2, plan.Alpha) : null),
                (
                    "exact, one-sided",
                    plan.Cases is { } m && plan.P1 > plan.P2
                        ? OneProportionPower.ExactOneSidedOf(m, plan.P1, plan.P2, plan.Alpha / 2)
                        : null
                ),
            ],
            plan,
            plan.P1 > plan.P2 && plan.Power < 0.999
                ? OneProportionPower.ExactOneSidedCases(plan.Power, plan.P1, plan.P2, plan.Alpha / 2, 5000)
                : null
        );

    private static StatsReport Paired(Plan plan)
    {
        var (first, second) = Discordance(plan);
        return Report(
            "Cases",
            PairedProportionsPower.Cases(plan.Power, first, second, plan.Alpha),
            [
                ("normal approximation", plan.Cases is { } n ? PairedProportionsPower.Of(n, first, second, plan.Alpha) : null),
                ("exact test", plan.Cases is { } m ? PairedProportionsPower.ExactOf(m, first, second, plan.Alpha) : null),
            ],
            plan,
            null,
            $"Expected discordant cases: {Printed.Percent(first)} only the first right, {Printed.Percent(second)} only the second."
        );
    }

    private static (double First, double Second) Discordance(Plan plan)
    {
        try
        {
            return PairedProportionsPower.Discordance(plan.P1, plan.P2, plan.Correlation);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new BadInputException(
                $"Proportions of {Printed.Number(plan.P1)} and {Printed.Number(plan.P2)} cannot have a correlation of {Printed.Number(plan.Correlation)}."
            );
        }
    }

    private static StatsReport Width(Plan plan)
    {
        var cases = OneProportionPower.CasesForHalfWidth(plan.HalfWidth, plan.P1, 1 - plan.Alpha);
        return new StatsReport(
            new { Cases = cases },
            [
                new StatsTable(
                    "Sample size",
                    ["proportion", "half width", "cases"],
                    [
                        [Printed.Number(plan.P1), Printed.Number(plan.HalfWidth), Printed.Count(cases)],
                    ],
                    0
                ),
            ]
        );
    }

    private static StatsReport Report(
        string what,
        double cases,
        IReadOnlyList<(string Method, double? Power)> powers,
        Plan plan,
        int? exact = null,
        params IReadOnlyList<string> notes
    )
    {
        var tables = new List<StatsTable>
        {
            new(
                "Sample size",
                ["method", "power", what],
                [
                    ["normal approximation", Printed.Number(plan.Power), Printed.Number(Math.Ceiling(cases - 1e-9))],
                    .. exact is { } e
                        ?
                        [
                            ["exact, one-sided", Printed.Number(plan.Power), Printed.Count(e)],
                        ]
                        : Array.Empty<string[]>(),
                ]
            ),
        };
        if (plan.Cases is { } n)
        {
            tables.Add(
                new StatsTable(
                    $"Power with {n}",
                    ["method", "power"],
                    [.. powers.Where(p => p.Power is not null).Select(p => new[] { p.Method, Printed.Number(p.Power!.Value) })]
                )
            );
        }

        return new StatsReport(
            new
            {
                Cases = cases,
                ExactCases = exact,
                Powers = powers.Where(p => p.Power is not null).ToDictionary(p => p.Method, p => p.Power),
            },
            tables,
            notes
        );
    }
}
