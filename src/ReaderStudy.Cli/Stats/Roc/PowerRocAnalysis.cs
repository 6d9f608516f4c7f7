using System.CommandLine;
using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Design;

namespace ReaderStudy.Cli.Stats.Roc;

/// <summary><c>readerstudy stats power-roc</c>.</summary>
internal static class PowerRocAnalysis
{
    public static StatsAnalysis Create()
    {
        var options = new Chosen();
        return new StatsAnalysis(
            "power-roc",
            "Sample size, power, level or detectable area of a study of one or two ROC curves.",
            """
            One curve against chance: give all but one of --auc, --positives (with --negatives, or --ratio of negative to positive cases),
            --power and --alpha; what is left out is solved for (--alpha is 0.05 unless everything else is given).
            Two curves of the same cases: give --difference of the areas and the binormal parameters --a1 --b1 --a2 --b2 with the
            correlations --rn and --ra of the ratings of negative and positive cases, for parts of the areas also --from and --to
            (false-positive rates); then all but one of --positives, --power, --alpha.
            Method: Obuchowski and McClish 1997, doi:10.1002/(SICI)1097-0258(19970715)16:13<1529::AID-SIM565>3.0.CO;2-H, as in pROC's
            power.roc.test. Two-sided unless --one-sided. Numbers of cases are not rounded: round them up.
            For studies with several readers see the power of multi-reader designs.
            Example: readerstudy stats power-roc --auc 0.8 --power 0.9 --ratio 2
            """,
            input => Run(input, options)
        )
        {
            Options = options.All,
        };
    }

    private static StatsReport Run(StatsInput input, Chosen options)
    {
        double? Get(Option<double?> option) => input.Option(option);
        var ratio = Get(options.Ratio) ?? 1;
        var positives = Get(options.Positives) ?? (Get(options.Negatives) / ratio);
        var negatives = Get(options.Negatives) ?? (Get(options.Positives) * ratio);
        var two = Get(options.Difference) is not null;
        var target = two ? Get(options.Difference) : Get(options.Auc);
        var power = Get(options.Power);
        var complete = target is not null && positives is not null && power is not null;
        var alpha = Get(options.Alpha) ?? (complete ? null : 0.05);
        var given = new[] { target, positives, power, alpha }.Count(v => v is not null);
        if (given != 3 || (two && target is null))
        {
            throw new BadInputException(
                "Give all but one of the area (or --difference), the numbers of cases, --power and --alpha; the one left out is solved for."
            );
        }

        var sides = input.Option(options.OneSided) ? 1 : 2;
        try
        {
            return two
                ? Two(Curves(input, options), positives, negatives, alpha / sides, power, ratio, sides)
                : One(target, positives, negatives, alpha / sides, power, ratio, sides);
        }
        catch (ArgumentException exception) when (exception is not BadInputException)
        {
            throw new BadInputException(exception.Message);
        }
    }

    private static StatsReport One(double? auc, double? positives, double? negatives, double? alpha, double? power, double ratio, int sides)
    {
        var design =
            auc is null ? RocPower.DetectableAucOneSided(positives!.Value, negatives!.Value, power!.Value, alpha!.Value)
            : positives is null ? RocPower.SampleOneSided(auc.Value, power!.Value, alpha!.Value, ratio)
            : power is null ? RocPower.PowerOneSided(auc.Value, positives.Value, negatives!.Value, alpha!.Value)
            : RocPower.SignificanceLevelOneSided(auc.Value, positives.Value, negatives!.Value, power.Value);
        design = design with { SignificanceLevel = sides * design.SignificanceLevel };
        return new StatsReport(
            design,
            [
                new(
                    "One ROC curve against chance",
                    ["AUC", "Diseased", "Not", "Alpha", "Power"],
                    [
                        [
                            Printed.Number(design.Auc),
                            Printed.Number(design.Positives),
                            Printed.Number(design.Negatives),
                            Printed.Number(design.SignificanceLevel),
                            Printed.Number(design.Power),
                        ],
                    ],
                    0
                ),
            ],
            double.IsNaN(design.Auc) ? ["No area below 1 is detected with that power."] : []
        );
    }

    private static StatsReport Two(
        TwoRocPower curves,
        double? positives,
        double? negatives,
        double? alpha,
        double? power,
        double ratio,
        int sides
    )
    {
        var design =
            positives is null ? curves.Sample(power!.Value, alpha!.Value, ratio)
            : power is null ? curves.Power(positives.Value, negatives!.Value, alpha!.Value)
            : curves.SignificanceLevel(positives.Value, negatives!.Value, power.Value);
        design = design with { SignificanceLevel = sides * design.SignificanceLevel };
        return new StatsReport(
            design,
            [
                new(
                    "Two ROC curves of the same cases",
                    ["Diseased", "Not", "Alpha", "Power"],
                    [
                        [
                            Printed.Number(design.Positives),
                            Printed.Number(design.Negatives),
                            Printed.Number(design.SignificanceLevel),
                            Printed.Number(design.Power),
                        ],
                    ],
                    0
                ),
            ]
        );
    }

    private static TwoRocPower Curves(StatsInput input, Chosen options)
    {
        double Needed(Option<double?> option) => input.Option(option) ?? throw new BadInputException($"Two curves need {option.Name} too.");
        var (from, to) = (input.Option(options.From), input.Option(options.To));
        if (from is null != to is null)
        {
            throw new BadInputException("A part of the areas needs both --from and --to.");
        }

        return TwoRocPower.OfBinormal(
            new(Needed(options.A1), Needed(options.B1), from, to),
            new(Needed(options.A2), Needed(options.B2), from, to),
            Needed(options.Rn),
            Needed(options.Ra),
            Needed(options.Difference)
        );
    }

    private sealed class Chosen
    {
        public Option<double?> Auc { get; } = New("--auc", "Area to be detected.");

        public Option<double?> Positives { get; } = New("--positives", "Diseased cases.");

        public Option<double?> Negatives { get; } = New("--negatives", "Cases without the disease.");

        public Option<double?> Ratio { get; } = New("--ratio", "Cases without the disease for each with it; 1 unless given.");

        public Option<double?> Power { get; } = New("--power", "Power, such as 0.8.");

        public Option<double?> Alpha { get; } = New("--alpha", "Significance level; 0.05 unless it is solved for.");

        public Option<bool> OneSided { get; } = new("--one-sided") { Description = "One-sided test." };

        public Option<double?> Difference { get; } = New("--difference", "Difference of two areas to be detected.");

        public Option<double?> A1 { get; } = New("--a1", "Binormal a of the first curve.");

        public Option<double?> B1 { get; } = New("--b1", "Binormal b of the first curve.");

        public Option<double?> A2 { get; } = New("--a2", "Binormal a of the second curve.");

        public Option<double?> B2 { get; } = New("--b2", "Binormal b of the second curve.");

        public Option<double?> Rn { get; } = New("--rn", "Correlation of the ratings of a negative case.");

        public Option<double?> Ra { get; } = New("--ra", "Correlation of the ratings of a positive case.");

        public Option<double?> From { get; } = New("--from", "Lowest false-positive rate of the part compared.");

        public Option<double?> To { get; } = New("--to", "Highest false-positive rate of the part compared.");

        public IReadOnlyList<Option> All =>
            [Auc, Positives, Negatives, Ratio, Power, Alpha, OneSided, Difference, A1, B1, A2, B2, Rn, Ra, From, To];

        private static Option<double?> New(string name, string description) => new(name) { Description = description };
    }
}
