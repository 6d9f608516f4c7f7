using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Froc;

/// <summary>
/// The localisation readings of a fully crossed study: every reader rated every case under every treatment. Labels are in natural order.
/// </summary>
public sealed class LrocReadings
{
    private readonly bool[] _located;

    private LrocReadings(MrmcRatings ratings, bool[] located, double floor) => (Ratings, _located, Floor) = (ratings, located, floor);

    /// <summary>The ratings without their locations: an ROC study.</summary>
    public MrmcRatings Ratings { get; }

    /// <summary>The rating of "nothing seen": what a diseased case counts as when the location was wrong.</summary>
    public double Floor { get; }

    /// <summary>Whether the reader's location of a case was right.</summary>
    public bool IsLocated(int treatment, int reader, int number) =>
        _located[(((treatment * Ratings.Readers.Count) + reader) * Ratings.Cases.Count) + number];

    /// <summary>The study in long form.</summary>
    /// <param name="rows">One for each treatment, reader and case.</param>
    /// <param name="floor">The scale's lowest rating, "nothing seen"; no rating is below it.</param>
    /// <exception cref="BadInputException">
    /// As <see cref="MrmcRatings.Of(IReadOnlyList{MrmcRating})"/>; and by row a rating that is infinite or below the floor; without a row,
    /// a reader who did not read all cases under every treatment.
    /// </exception>
    public static LrocReadings Of(IReadOnlyList<LrocReading> rows, double floor = 0)
    {
        var faults = new List<InputFault>();
        for (var row = 0; row < rows.Count; row++)
        {
            if (double.IsInfinity(rows[row].Rating))
            {
                faults.Add(new InputFault(row, "The rating is infinite; give what the reader said."));
            }
            else if (rows[row].Rating < floor)
            {
                faults.Add(
                    new InputFault(
                        row,
                        string.Create(
                            System.Globalization.CultureInfo.InvariantCulture,
                            $"The rating {rows[row].Rating} is below the lowest of the scale, {floor}."
                        )
                    )
                );
            }
        }

        BadInputException.ThrowIfAny(faults);
        var ratings = MrmcRatings.Of([.. rows.Select(r => new MrmcRating(r.Treatment, r.Reader, r.Case, r.Diseased, r.Rating))]);
        RequireCrossed(ratings);
        var (treatments, readers, cases) = (Numbers(ratings.Treatments), Numbers(ratings.Readers), Numbers(ratings.Cases));
        var located = new bool[treatments.Count * readers.Count * cases.Count];
        foreach (var row in rows)
        {
            var cell = (treatments[row.Treatment] * readers.Count) + readers[row.Reader];
            located[(cell * cases.Count) + cases[row.Case]] = row.Diseased && row.Located;
        }

        return new LrocReadings(ratings, located, floor);
    }

    private static Dictionary<string, int> Numbers(IReadOnlyList<string> labels) =>
        labels.Select((label, i) => (label, i)).ToDictionary(p => p.label, p => p.i, StringComparer.Ordinal);

    private static void RequireCrossed(MrmcRatings ratings)
    {
        var faults = new List<InputFault>();
        for (var i = 0; i < ratings.Treatments.Count; i++)
        {
            for (var j = 0; j < ratings.Readers.Count; j++)
            {
                var missing = 0;
                foreach (var rating in ratings.Of(i, j))
                {
                    missing += double.IsNaN(rating) ? 1 : 0;
                }

                if (missing > 0)
                {
                    faults.Add(
                        new InputFault(
                            null,
                            $"Reader '{ratings.Readers[j]}' has not read {missing} of {ratings.Cases.Count} cases under treatment "
                                + $"'{ratings.Treatments[i]}'; every reader must read every case."
                        )
                    );
                }
            }
        }

        BadInputException.ThrowIfAny(faults);
    }
}
