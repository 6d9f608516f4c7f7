using System.CommandLine;
using System.Globalization;

namespace ReaderStudy.Cli.Stats.Froc;

/// <summary><c>readerstudy stats lesion-sensitivity</c>.</summary>
internal static class LesionSensitivityAnalysis
{
    public static StatsAnalysis Create()
    {
        var files = new FrocFiles();
        var (level, seed, replicates) = (StatsOptions.Level(), StatsOptions.Seed(), StatsOptions.Replicates());
        var rates = Numbers("--fp", "False positives per patient at which the sensitivity is wanted, separated by commas.", "0.5,1,2");
        var sizes = Numbers("--sizes", "Edges of size bands in mm, separated by commas: 10,20 makes <10, 10 to <20 and 20 or more.", "");
        var sensitivity = new Option<double?>("--sensitivity") { Description = "Also: false positives per patient at this sensitivity." };
        sensitivity.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<double?>() is not (> 0 and <= 1))
            {
                result.AddError("--sensitivity takes a number above 0 and at most 1.");
            }
        });
        return new StatsAnalysis(
            "lesion-sensitivity",
            "Lesions found at a number of false positives per patient, by reader, on average and by size of lesion.",
            """
            A threshold counts the marks rated that or higher. For each reader: the sensitivity at the threshold with the highest one among those
            with at most so many false positives per patient (all patients, diseased or not), with Wilson's interval of the ratio estimator
            clustered by patient, the threshold taken as given (Obuchowski NA (1998), Stat Med 17:1495-1507, ratio estimator of Rao JNK, Scott AJ
            (1992), doi:10.2307/2532311); and the ordinate of the FROC curve there, by straight lines between its points, with percentile
            intervals from patients drawn with replacement, every resample with its own curve (Efron B, Tibshirani RJ (1993),
            doi:10.1201/9780429246593). Means and differences are over the same readers and patients. A dash: undefined.
            Example: readerstudy stats lesion-sensitivity marks.csv --cases cases.csv --lesions lesions.csv --fp 1 --sizes 10,20
            """,
            input =>
            {
                var readings = files.Read(input);
                return new LesionSensitivityReport(readings, input.Option(level)).Of(
                    Parsed(input.Option(rates)),
                    Parsed(input.Option(sizes)),
                    input.Option(sensitivity),
                    input.Option(replicates),
                    input.Option(seed)
                );
            }
        )
        {
            Columns = FrocFiles.MarkColumns,
            Options = [.. files.Options, rates, sizes, sensitivity, level, replicates, seed],
        };
    }

    private static Option<string> Numbers(string name, string description, string otherwise)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            var text = result.Tokens.Count == 1 ? result.GetValueOrDefault<string>() ?? "" : "";
            var numbers = Split(text)
                .Select(t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN)
                .ToList();
            if (numbers.Any(n => !(n >= 0 && double.IsFinite(n))) || numbers.Zip(numbers.Skip(1)).Any(p => p.First >= p.Second))
            {
                result.AddError($"{name} takes ascending numbers of at least 0, separated by commas.");
            }
        });
        return option;
    }

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static double[] Parsed(string text) => [.. Split(text).Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
}
