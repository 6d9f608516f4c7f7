using System.CommandLine;
using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Cli.Stats.Mrmc;

/// <summary>Which figure of merit is computed from each reader's ratings, and what it needs.</summary>
internal sealed class FigureOptions
{
    private readonly Option<string> _metric = Metric();

    private readonly Option<double?> _threshold = new("--threshold")
    {
        Description = "Ratings from here on are positive calls; for accuracy, sensitivity, specificity, balanced-accuracy and kappa.",
    };

    private readonly Option<double> _from = Share("--from", "Lower limit of a partial area.", 0);
    private readonly Option<double> _to = Share("--to", "Upper limit of a partial area.", 1);
    private readonly Option<double?> _at = new("--at")
    {
        Description =
            "For sensitivity-at the specificity, for specificity-at the sensitivity, for expected-utility the slope of the iso-utility line.",
    };

    public IReadOnlyList<Option> All => [_metric, _threshold, _from, _to, _at];

    public bool IsAuc(StatsInput input) => input.Option(_metric) == "auc";

    /// <exception cref="BadInputException">What the figure needs was not given or is impossible.</exception>
    public FigureOfMerit Of(StatsInput input)
    {
        double from = input.Option(_from),
            to = input.Option(_to);
        return input.Option(_metric) switch
        {
            "accuracy" => FigureOfMerit.Accuracy(Threshold(input)),
            "sensitivity" => FigureOfMerit.Sensitivity(Threshold(input)),
            "specificity" => FigureOfMerit.Specificity(Threshold(input)),
            "balanced-accuracy" => FigureOfMerit.BalancedAccuracy(Threshold(input)),
            "kappa" => FigureOfMerit.KappaWithTruth(Threshold(input)),
            "partial-auc-specificity" => FigureOfMerit.PartialAucOverSpecificity(from, Above(from, to)),
            "partial-auc-sensitivity" => FigureOfMerit.PartialAucOverSensitivity(from, Above(from, to)),
            "sensitivity-at" => FigureOfMerit.SensitivityAt(At(input, 1)),
            "specificity-at" => FigureOfMerit.SpecificityAt(At(input, 1)),
            "expected-utility" => FigureOfMerit.ExpectedUtility(At(input, double.MaxValue)),
            _ => FigureOfMerit.Auc,
        };
    }

    private static Option<string> Metric()
    {
        var option = StatsOptions.Choice(
            "--metric",
            "Figure of merit of each reader.",
            "auc",
            "auc",
            "accuracy",
            "sensitivity",
            "specificity",
            "balanced-accuracy",
            "kappa",
            "partial-auc-specificity",
            "partial-auc-sensitivity",
            "sensitivity-at",
            "specificity-at",
            "expected-utility"
        );
        option.HelpName = "METRIC";
        return option;
    }

    private double Threshold(StatsInput input) =>
        input.Option(_threshold)
        ?? throw new BadInputException($"--metric {input.Option(_metric)} needs --threshold: from which rating on a call is positive.");

    private double At(StatsInput input, double most) =>
        input.Option(_at) is { } at && at >= 0 && at <= most
            ? at
            : throw new BadInputException(
                most > 1
                    ? $"--metric {input.Option(_metric)} needs --at, a slope."
                    : $"--metric {input.Option(_metric)} needs --at, from 0 to 1."
            );

    private static double Above(double from, double to) => from < to ? to : throw new BadInputException("--from must be less than --to.");

    private static Option<double> Share(string name, string description, double otherwise)
    {
        var option = new Option<double>(name) { Description = description, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<double>() is not (>= 0 and <= 1))
            {
                result.AddError($"{name} takes a number from 0 to 1.");
            }
        });
        return option;
    }
}
