using System.CommandLine.Parsing;
using System.Globalization;

namespace ReaderStudy.Cli.Radiomics;

/// <summary>Intensities that count, both ends included.</summary>
internal sealed record IntensityRange(double Low, double High)
{
    public static IntensityRange? Parse(ArgumentResult result)
    {
        var ends = result.Tokens.Count == 1 ? result.Tokens[0].Value.Split(':') : [];
        if (
            ends.Length == 2
            && double.TryParse(ends[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var low)
            && double.TryParse(ends[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var high)
            && double.IsFinite(low)
            && double.IsFinite(high)
            && low <= high
        )
        {
            return new IntensityRange(low, high);
        }

        result.AddError("--range takes LOW:HIGH, for example --range -100:300.");
        return null;
    }
}
