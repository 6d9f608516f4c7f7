using System.CommandLine;

namespace ReaderStudy.Cli.Stats;

/// <summary>Options that several analyses have, made anew for each so that every command owns its own.</summary>
internal static class StatsOptions
{
    /// <summary>Level of intervals, strictly between 0 and 1; 0.95 unless given.</summary>
    public static Option<double> Level() => Between("--level", "Level of the intervals.", 0.95, 0, 1);

    /// <summary>Significance level or nominal error, strictly between 0 and 1; 0.05 unless given.</summary>
    public static Option<double> Alpha() => Between("--alpha", "Two-sided significance level.", 0.05, 0, 1);

    /// <summary>Seed of the pinned generator; the same seed gives the same bytes on any number of cores.</summary>
    public static Option<ulong> Seed() =>
        new("--seed") { Description = "Seed: the same seed gives the same numbers on any machine.", DefaultValueFactory = _ => 1UL };

    /// <summary>Number of bootstrap replicates.</summary>
    public static Option<int> Replicates(int otherwise = 2000)
    {
        var option = new Option<int>("--replicates", "-B") { Description = "Bootstrap replicates.", DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<int>() is < 1 or > 10_000_000)
            {
                result.AddError("--replicates takes a number from 1 to 10000000.");
            }
        });
        return option;
    }

    /// <summary>A number strictly between two limits.</summary>
    public static Option<double> Between(string name, string description, double otherwise, double low, double high)
    {
        var option = new Option<double>(name) { Description = description, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<double>() is var value && !(value > low && value < high))
            {
                result.AddError(
                    string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} takes a number between {low} and {high}.")
                );
            }
        });
        return option;
    }

    /// <summary>One of a few words.</summary>
    public static Option<string> Choice(string name, string description, string otherwise, params string[] words)
    {
        var option = new Option<string>(name)
        {
            Description = $"{description} One of: {string.Join(", ", words)}.",
            DefaultValueFactory = _ => otherwise,
        };
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
