using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Cli.Stats.Mrmc;

/// <summary>Ratings by treatment, reader and case, as the commands for reader studies read them.</summary>
internal static class RatingRows
{
    public static IReadOnlyList<StatsColumn> Columns { get; } =
    [
        new("treatment", "Arm, modality or test.", true, "arm", "modality"),
        new("reader", "Who read."),
        new("case", "Name of the case."),
        new("truth", "1 diseased, 0 not."),
        new("rating", "Higher is more suspicious; empty or no row: not read.", true, "score"),
    ];

    /// <summary>A row with an empty rating is a case that was not read. Faults name the file's rows.</summary>
    public static MrmcRatings Read(StatsInput input)
    {
        var rows = new List<MrmcRating>();
        var places = new List<int>();
        for (var i = 0; i < input.Count; i++)
        {
            var row = new MrmcRating(
                input.Required(i, "treatment"),
                input.Required(i, "reader"),
                input.Required(i, "case"),
                input.Truth(i, "truth"),
                input.Number(i, "rating")
            );
            if (!double.IsNaN(row.Rating))
            {
                rows.Add(row);
                places.Add(i);
            }
        }

        input.Demand();
        try
        {
            return MrmcRatings.Of(rows);
        }
        catch (BadInputException bad)
        {
            throw new BadInputException([.. bad.Faults.Select(f => f.Row is { } row ? f with { Row = places[row] } : f)]);
        }
    }
}
