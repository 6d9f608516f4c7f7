using System.CommandLine;

namespace ReaderStudy.Cli.Stats.Triage;

/// <summary><c>readerstudy stats triage</c>.</summary>
internal static class TriageAnalysis
{
    private static readonly IReadOnlyList<StatsColumn> Columns =
    [
        new("truth", "1 with the finding, 0 without."),
        new("score", "The model's score; higher is more suspicious.", true, "rating", "risk"),
        new("case", "Name of the case; not needed.", false),
    ];

    public static StatsAnalysis Create()
    {
        var npv = Part("--npv", "Call as many cases low risk as keep the negative predictive value at least here.");
        var sensitivity = Part("--sensitivity", "Call as many cases low risk as keep the sensitivity at least here.");
        var ppv = Part("--ppv", "Rule in: call as many cases high risk as keep the positive predictive value at least here.");
        var specificity = Part("--specificity", "Rule in: call as many cases high risk as keep the specificity at least here.");
        var threshold = new Option<double?>("--threshold") { Description = "A threshold fixed beforehand; low risk is a score below it." };
        var prevalence = Part("--prevalence", "Also: predictive value, workload and misses where this part of cases has the finding.");
        var (level, replicates, seed) = (StatsOptions.Level(), StatsOptions.Replicates(), StatsOptions.Seed());
        return new StatsAnalysis(
            "triage",
            "Rule-out and rule-in by a score: cases called low or high risk, what is missed, and the workload saved.",
            """
            Low risk is a score below the threshold. The threshold is the given one, or the one that calls most cases low (high) risk while the estimate keeps the
            promised value; without an option: --npv 0.99 and --sensitivity 0.95. A line "proven" asks the lower Clopper-Pearson limit for it instead.
            Intervals are Clopper-Pearson's (1934, doi:10.1093/biomet/26.4.404), which take the threshold as fixed; the bootstrap interval of the workload
            chooses the threshold anew in every resample of the cases (Efron B (1979), doi:10.1214/aos/1176344552). A dash: undefined or not reached.
            Cf. Dembrower K et al. (2020), doi:10.1016/S2589-7500(20)30185-0.
            Example: readerstudy stats triage scores.csv --npv 0.99 --prevalence 0.01
            """,
            input =>
            {
                var (truths, scores) = Read(input);
                var asked = new Asked(
                    input.Option(npv),
                    input.Option(sensitivity),
                    input.Option(ppv),
                    input.Option(specificity),
                    input.Option(threshold)
                );
                return new TriageReport(
                    truths,
                    scores,
                    input.Option(level),
                    input.Option(prevalence),
                    input.Option(replicates),
                    input.Option(seed)
                ).Of(asked.IsEmpty ? asked with { Npv = 0.99, Sensitivity = 0.95 } : asked);
            }
        )
        {
            Columns = Columns,
            Options = [npv, sensitivity, ppv, specificity, threshold, prevalence, level, replicates, seed],
        };
    }

    private static (IReadOnlyList<bool> Truths, IReadOnlyList<double> Scores) Read(StatsInput input)
    {
        var (truths, scores) = (new List<bool>(), new List<double>());
        for (var i = 0; i < input.Count; i++)
        {
            truths.Add(input.Truth(i, "truth"));
            scores.Add(input.Number(i, "score"));
        }

        input.Demand();
        return (truths, scores);
    }

    private static Option<double?> Part(string name, string description)
    {
        var option = new Option<double?>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<double?>() is not (> 0 and <= 1))
            {
                result.AddError($"{name} takes a number above 0 and at most 1.");
            }
        });
        return option;
    }
}
