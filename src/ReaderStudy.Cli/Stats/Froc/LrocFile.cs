using ReaderStudy.Statistics.Froc;

namespace ReaderStudy.Cli.Stats.Froc;

/// <summary>The file of a localisation study.</summary>
internal static class LrocFile
{
    public static IReadOnlyList<StatsColumn> Columns { get; } =
    [
        new("treatment", "The arm under which the case was read.", true, "arm", "modality"),
        new("reader", "Who read.", true),
        new("case", "What was read.", true),
        new("truth", "1 diseased, 0 not.", true, "diseased"),
        new("rating", "Higher is more suspicious; the lowest is 0 or the lowest in the file.", true, "score"),
        new("located", "1 where the location of a diseased case is right, else 0.", false, "correct"),
        new("rating_correct_localisation", "Instead of located: the rating where the location is right, else the lowest.", false),
        new("rating_incorrect_localisation", "Beside it: the rating where the location is wrong, else the lowest.", false),
    ];

    public static bool HasLocations(StatsInput input) => input.Has("located") || input.Has("rating_correct_localisation");

    public static LrocReadings Read(StatsInput input)
    {
        if (input.Count > 0 && !HasLocations(input))
        {
            input.Fault(0, "located", "is missing; or give rating_correct_localisation and rating_incorrect_localisation.");
        }

        return WithLocations(input, Located);
    }

    /// <summary>The ratings of a study without locations.</summary>
    public static LrocReadings ReadRatings(StatsInput input) => WithLocations(input, (_, _) => false);

    private static LrocReadings WithLocations(StatsInput input, Func<StatsInput, int, bool> located)
    {
        LrocReading[] rows =
        [
            .. Enumerable
                .Range(0, input.Count)
                .Select(row =>
                {
                    var diseased = input.Truth(row, "truth");
                    return new LrocReading(
                        input.Required(row, "treatment"),
                        input.Required(row, "reader"),
                        input.Required(row, "case"),
                        diseased,
                        input.Number(row, "rating"),
                        diseased && located(input, row)
                    );
                }),
        ];
        input.Demand();
        return LrocReadings.Of(rows, rows.Select(r => r.Rating).Where(double.IsFinite).Append(0).Min());
    }

    private static bool Located(StatsInput input, int row)
    {
        if (input.Has("located"))
        {
            return input.Truth(row, "located");
        }

        if (!input.Has("rating_correct_localisation"))
        {
            return false;
        }

        var wrong = input.Has("rating_incorrect_localisation") ? input.Number(row, "rating_incorrect_localisation") : double.NaN;
        var right = input.Number(row, "rating_correct_localisation");
        return double.IsNaN(wrong) ? right.Equals(input.Number(row, "rating")) : right > wrong;
    }
}
