using System.Globalization;

namespace ReaderStudy.Statistics.Agreement;

/// <summary>Names, order and numbers of categories.</summary>
internal static class RatingCategories
{
    /// <summary>Those used, ordered as numbers when all of them are numbers and else as texts.</summary>
    public static IReadOnlyList<string> UsedIn(IEnumerable<RatingRow> rows)
    {
        var used = rows.Where(r => !r.IsMissing).Select(r => r.Rating!).Distinct(StringComparer.Ordinal).ToList();
        var numbers = Numbers(used);
        return
        [
            .. numbers is null
                ? used.Order(StringComparer.Ordinal)
                : used.Zip(numbers).OrderBy(c => c.Second).ThenBy(c => c.First, StringComparer.Ordinal).Select(c => c.First),
        ];
    }

    /// <summary>Index by name.</summary>
    public static Dictionary<string, int> Indices(IReadOnlyList<string> names, IReadOnlyList<double>? values)
    {
        if (values is not null && values.Count != names.Count)
        {
            throw new BadInputException($"There are {names.Count} categories but {values.Count} numbers for them.");
        }

        var indices = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var k = 0; k < names.Count; k++)
        {
            if (string.IsNullOrEmpty(names[k]) || !indices.TryAdd(names[k], k))
            {
                throw new BadInputException(
                    string.IsNullOrEmpty(names[k]) ? "A category has no name." : $"The category {names[k]} is declared twice."
                );
            }
        }

        return indices;
    }

    /// <summary>The numbers that the names are, or their ranks from 1 when one is not a number.</summary>
    public static IReadOnlyList<double> Values(IReadOnlyList<string> names) => Numbers(names) ?? AgreementWeights.Ranks(names.Count);

    private static double[]? Numbers(IReadOnlyList<string> names)
    {
        var numbers = new double[names.Count];
        for (var k = 0; k < numbers.Length; k++)
        {
            if (
                !double.TryParse(names[k], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[k]) || !double.IsFinite(numbers[k])
            )
            {
                return null;
            }
        }

        return numbers;
    }
}
