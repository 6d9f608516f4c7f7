using System.CommandLine;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Cli.Stats.Roc;

/// <summary><c>readerstudy stats calibration</c>.</summary>
internal static class CalibrationAnalysis
{
    public static StatsAnalysis Create()
    {
        var level = StatsOptions.Level();
        var bins = new Option<int>("--bins") { Description = "Bins of the reliability table.", DefaultValueFactory = _ => 10 };
        bins.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<int>() is < 1 or > 1000)
            {
                result.AddError("--bins takes a number from 1 to 1000.");
            }
        });
        return new StatsAnalysis(
            "calibration",
            "Whether predicted probabilities mean what they say: Brier score, calibration slope and intercept, reliability.",
            """
            Brier score: the mean squared distance of probability and truth (Brier 1950,
            doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2). Slope and intercept of the logistic regression of truth on logit p
            (Cox 1958, doi:10.1093/biomet/45.3-4.562); calibration in the large is the intercept with the slope held at 1
            (Van Calster 2019, doi:10.1186/s12916-019-1466-7). Ideal are 1, 0 and 0. Bins hold equal numbers of cases as far as ties allow.
            Slope and intercept are undefined where a probability is 0 or 1, where all are equal, or where they separate the classes.
            Rows without a probability are left out.
            Example: readerstudy stats calibration predictions.csv --bins 5
            """,
            input => Run(input, input.Option(level), input.Option(bins))
        )
        {
            Columns =
            [
                ScoredCases.Case,
                ScoredCases.TruthColumn,
                new("probability", "Predicted probability of disease.", true, "p", "score"),
            ],
            Options = [level, bins],
        };
    }

    private static StatsReport Run(StatsInput input, double level, int bins)
    {
        var truth = new List<bool>();
        var probabilities = new List<double>();
        for (var row = 0; row < input.Count; row++)
        {
            var diseased = input.Truth(row, ScoredCases.TruthColumn.Name);
            var probability = input.Number(row, "probability");
            if (probability is < 0 or > 1)
            {
                input.Fault(row, "probability", "lies outside of 0 to 1.");
            }

            if (!double.IsNaN(probability))
            {
                truth.Add(diseased);
                probabilities.Add(probability);
            }
        }

        input.Demand();
        var result = Calibration.Of(truth, probabilities, bins);
        var z = Statistics.Distributions.StandardNormal.Critical(level);
        string[] Row(string name, double estimate, double error) =>
            [name, Printed.Number(estimate), Printed.Interval((estimate - (z * error), estimate + (z * error)))];
        return new StatsReport(
            result,
            [
                new(
                    "Calibration",
                    ["", "Estimate", RocOptions.Interval(level)],
                    [
                        ["Brier score", Printed.Number(result.Brier), Printed.Undefined],
                        Row("Slope", result.Slope, result.SlopeStandardError),
                        Row("Intercept", result.Intercept, result.InterceptStandardError),
                        Row("In the large", result.InTheLarge, result.InTheLargeStandardError),
                        ["Expected calibration error", Printed.Number(result.ExpectedCalibrationError), Printed.Undefined],
                    ]
                ),
                new(
                    "Reliability",
                    ["Cases", "Predicted", "Observed"],
                    [
                        .. result.Bins.Select(b =>
                            new[] { Printed.Count(b.Cases), Printed.Number(b.MeanPredicted), Printed.Number(b.Observed) }
                        ),
                    ],
                    0
                ),
            ],
            ScoredCases.MissingNote(input.Count - truth.Count, "a probability")
        );
    }
}
