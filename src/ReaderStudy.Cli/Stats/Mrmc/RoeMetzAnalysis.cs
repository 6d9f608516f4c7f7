using System.CommandLine;
using System.Globalization;
using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Mrmc;
using ReaderStudy.Statistics.Simulation;

namespace ReaderStudy.Cli.Stats.Mrmc;

/// <summary><c>readerstudy stats roe-metz</c>.</summary>
internal static class RoeMetzAnalysis
{
    private static readonly (string Name, RoeMetzStructure Structure)[] Structures =
    [
        ("HL", RoeMetzStructure.HighCorrelationLowReaderVariance),
        ("LL", RoeMetzStructure.LowCorrelationLowReaderVariance),
        ("HH", RoeMetzStructure.HighCorrelationHighReaderVariance),
        ("LH", RoeMetzStructure.LowCorrelationHighReaderVariance),
    ];

    private static readonly (string Name, double Separation)[] Aucs = [("0.702", 0.75), ("0.855", 1.5), ("0.961", 2.5)];

    public static StatsAnalysis Create()
    {
        var structures = List(
            "--structures",
            "Structures of variance: HL, LL, HH, LH (correlation of ratings, differences of readers).",
            "HL,LL,HH,LH"
        );
        var aucs = List("--aucs", "AUC of the typical reader: 0.702, 0.855, 0.961.", "0.702,0.855,0.961");
        var readers = List("--readers", "Numbers of readers.", "3,5,10");
        var cases = List("--cases", "Numbers of cases without disease, and as many diseased.", "25,50,100");
        var studies = new Option<int>("--studies") { Description = "Studies simulated in each cell.", DefaultValueFactory = _ => 10_000 };
        studies.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<int>() is < 1 or > 16_000_000)
            {
                result.AddError("--studies takes a number from 1 to 16000000.");
            }
        });
        var analysis = StatsOptions.Choice(
            "--analysis",
            "Of each study.",
            "delong",
            "delong",
            "jackknife",
            "unbiased",
            "fixed-readers",
            "one-shot",
            "one-shot-mle"
        );
        var difference = StatsOptions.Between("--difference", "By how much the second arm's AUC is smaller; not 0: power.", 0, -1, 1);
        var alpha = StatsOptions.Alpha();
        var seed = StatsOptions.Seed();
        return new StatsAnalysis(
            "roe-metz",
            "Type I error and power of an MRMC analysis on simulated reader studies.",
            """
            Simulates fully crossed studies of two arms by the model of Roe and Metz (1997, doi:10.1016/S1076-6332(97)80032-3) with its
            published variances, analyses each, and counts how often the test of the arms' difference rejects and the interval holds the
            truth, with Wilson's interval of what the simulation itself leaves open. Analyses: Obuchowski-Rockette with Hillis's degrees of
            freedom and readers and cases random (doi:10.1002/sim.5926) with delong, jackknife or unbiased covariances; the same with fixed
            readers; one-shot U-statistics (doi:10.1016/j.acra.2005.11.030). A study whose p-value is undefined counts as not rejected. The
            same seed gives the same numbers on any number of cores, and a cell the same alone as among others.
            Example: readerstudy stats roe-metz --studies 10000 --seed 1
                     readerstudy stats roe-metz --structures HL --aucs 0.855 --readers 5 --cases 50 --difference 0.05
            """,
            input =>
                Run(
                    Words(input.Option(structures), Structures, "--structures"),
                    Words(input.Option(aucs), Aucs, "--aucs"),
                    Numbers(input.Option(readers), "--readers", 4095),
                    Numbers(input.Option(cases), "--cases", 65535),
                    input.Option(studies),
                    input.Option(seed),
                    input.Option(analysis),
                    input.Option(alpha),
                    input.Option(difference)
                )
        )
        {
            Options = [structures, aucs, readers, cases, studies, analysis, difference, alpha, seed],
        };
    }

    private static StatsReport Run(
        IReadOnlyList<RoeMetzStructure> structures,
        IReadOnlyList<double> separations,
        IReadOnlyList<int> readers,
        IReadOnlyList<int> cases,
        int studies,
        ulong seed,
        string name,
        double alpha,
        double difference
    )
    {
        IReadOnlyList<RoeMetzCell> cells;
        try
        {
            cells = RoeMetzGrid.Over(structures, separations, readers, cases, studies, seed, Named(name, 1 - alpha), alpha, difference);
        }
        catch (ArgumentOutOfRangeException exception) when (exception.ParamName == "difference")
        {
            throw new BadInputException("--difference: the second AUC must lie between 0 and 1.");
        }

        var rejections = cells.Sum(c => (long)c.Result.Rejections);
        var all = (long)cells.Count * studies;
        var within = cells.Count(c => c.Result.RejectionInterval() is var (lower, upper) && lower <= alpha && alpha <= upper);
        return new StatsReport(
            cells
                .Select(c => new
                {
                    Structure = Short(c.Structure),
                    c.Auc,
                    c.Readers,
                    c.CasesPerClass,
                    c.Result,
                    RejectionInterval = c.Result.RejectionInterval(),
                    CoverageInterval = c.Result.CoverageInterval(),
                })
                .ToList(),
            [
                new StatsTable(
                    $"{(difference == 0 ? "Type I error" : "Power")} of {name}, {studies} studies a cell",
                    ["Structure", "AUC", "Readers", "Cases", "Rejected", "95 % interval", "Coverage", "Bias", "SD", "Mean SE"],
                    [
                        .. cells.Select(c =>
                            (IReadOnlyList<string>)
                                [
                                    Short(c.Structure),
                                    Fixed(c.Auc, 3),
                                    Printed.Count(c.Readers),
                                    $"{c.CasesPerClass}+{c.CasesPerClass}",
                                    Fixed(c.Result.RejectionRate, 4),
                                    $"{Fixed(c.Result.RejectionInterval().Lower, 4)} to {Fixed(c.Result.RejectionInterval().Upper, 4)}",
                                    Fixed(c.Result.Coverage, 4),
                                    Fixed(c.Result.MeanEstimate - c.Result.Truth, 5),
                                    Fixed(c.Result.StandardDeviation, 5),
                                    Fixed(c.Result.RootMeanSquareError, 5),
                                ]
                        ),
                    ]
                ),
            ],
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Over all cells: {rejections} of {all} studies rejected, {100.0 * rejections / all:0.00} %."
                ),
                .. difference == 0
                    ? [$"{within} of {cells.Count} cells have {Printed.Number(alpha)} within the interval of their simulation."]
                    : Array.Empty<string>(),
            ]
        );
    }

    private static Func<MrmcRatings, SimulatedOutcome> Named(string name, double level) =>
        name switch
        {
            "delong" => r => SimulatedAnalysis.DeLong(r, level),
            "jackknife" => r => SimulatedAnalysis.Jackknife(r, level),
            "unbiased" => r => SimulatedAnalysis.Unbiased(r, level),
            "fixed-readers" => r => SimulatedAnalysis.DeLongFixedReaders(r, level),
            "one-shot" => r => SimulatedAnalysis.OneShot(r, level),
            "one-shot-mle" => r => SimulatedAnalysis.OneShotBiased(r, level),
            _ => throw new ArgumentException(name, nameof(name)),
        };

    private static string Short(RoeMetzStructure structure) => Structures.First(s => s.Structure == structure).Name;

    private static string Fixed(double value, int decimals) =>
        double.IsNaN(value)
            ? Printed.Undefined
            : value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static Option<string> List(string name, string description, string otherwise) =>
        new(name) { Description = description + " Separated by commas.", DefaultValueFactory = _ => otherwise };

    private static List<T> Words<T>(string text, (string Name, T Value)[] known, string option)
    {
        var values = new List<T>();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var place = Array.FindIndex(known, k => string.Equals(k.Name, word, StringComparison.OrdinalIgnoreCase));
            values.Add(
                place >= 0
                    ? known[place].Value
                    : throw new BadInputException($"{option}: '{word}' is none of {string.Join(", ", known.Select(k => k.Name))}.")
            );
        }

        return values;
    }

    private static List<int> Numbers(string text, string option, int most)
    {
        var values = new List<int>();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 2 || number > most)
            {
                throw new BadInputException($"{option}: '{word}' is not a whole number from 2 to {most}.");
            }

            values.Add(number);
        }

        return values;
    }
}
