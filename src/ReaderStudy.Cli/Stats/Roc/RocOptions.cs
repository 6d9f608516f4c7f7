using System.CommandLine;
using System.Globalization;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Cli.Stats.Roc;

/// <summary>Options and tables that the commands of ROC analysis share.</summary>
internal static class RocOptions
{
    /// <summary>A number from 0 to 1, both included.</summary>
    public static Option<double> Share(string name, string description, double otherwise)
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

    public static Option<bool> Points() => new("--points") { Description = "Print every point of the curve too." };

    /// <summary>Header of a column of intervals.</summary>
    public static string Interval(double level) => string.Create(CultureInfo.InvariantCulture, $"{100 * level:0.##} % interval");

    public static StatsTable PointsTable(string title, Score score, IEnumerable<RocPoint> points) =>
        new(
            title,
            [$"Threshold ({score.Rule})", "Sensitivity", "Specificity", "True positive", "False positive"],
            [
                .. points.Select(p =>
                    new[]
                    {
                        Printed.Number(p.Threshold),
                        Printed.Number(p.Sensitivity),
                        Printed.Number(p.Specificity),
                        Printed.Count(p.TruePositives),
                        Printed.Count(p.FalsePositives),
                    }
                ),
            ],
            0
        );
}
