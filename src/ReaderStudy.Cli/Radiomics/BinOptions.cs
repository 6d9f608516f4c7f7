using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ReaderStudy.Radiomics;

namespace ReaderStudy.Cli.Radiomics;

/// <summary>How grey levels are made: a number of bins, or their width.</summary>
internal static class BinOptions
{
    public const double DefaultWidth = 25;

    public static Option<int?> Number() =>
        new("--bins")
        {
            Description = "Grey levels: as many bins from lowest to highest intensity.",
            HelpName = "N",
            CustomParser = result =>
                int.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var bins)
                && bins is >= 1 and <= Discretisation.MostLevels
                    ? bins
                    : Refuse<int>(result, $"--bins takes a number from 1 to {Discretisation.MostLevels}."),
        };

    public static Option<double?> Width() =>
        new("--bin-width")
        {
            Description = FormattableString.Invariant($"Grey levels: bins of this width in the images' unit [default: {DefaultWidth}]."),
            HelpName = "WIDTH",
            CustomParser = result =>
                double.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out var width)
                && double.IsFinite(width)
                && width > 0
                    ? width
                    : Refuse<double>(result, "--bin-width takes a number above 0."),
        };

    private static string Text(ArgumentResult result) => result.Tokens.Count == 1 ? result.Tokens[0].Value : "";

    private static T? Refuse<T>(ArgumentResult result, string message)
        where T : struct
    {
        result.AddError(message);
        return null;
    }
}
