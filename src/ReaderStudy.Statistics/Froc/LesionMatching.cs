namespace ReaderStudy.Statistics.Froc;

/// <summary>A reader's mark where it was put.</summary>
/// <param name="Treatment">The arm.</param>
/// <param name="Reader">Who marked.</param>
/// <param name="Case">In which case.</param>
/// <param name="Place">Where.</param>
/// <param name="Rating">Higher is more suspicious; finite.</param>
public sealed record LocatedMark(string Treatment, string Reader, string Case, PointInMillimetres Place, double Rating);

/// <summary>What became of a mark.</summary>
public enum MarkOutcome
{
    /// <summary>On no lesion: a false positive.</summary>
    NonLesion,

    /// <summary>The mark that counts for a lesion.</summary>
    Lesion,

    /// <summary>On lesions that all have a mark with a higher rating already: it counts neither way.</summary>
    Repeated,
}

/// <summary>A mark and what became of it.</summary>
/// <param name="Mark">The mark.</param>
/// <param name="Outcome">What it counts as.</param>
/// <param name="Lesion">The lesion it is on; null when it is on none.</param>
public sealed record MatchedMark(LocatedMark Mark, MarkOutcome Outcome, string? Lesion);

/// <summary>
/// Which marks hit which lesions. The marks of a reader on a case are taken from the highest rating on; each goes to the nearest lesion
/// (by its centre) that accepts it and has no mark yet. A mark that only hits lesions that are marked already is repeated and counts
/// neither as found nor as false; one that hits none is a false positive. So a lesion counts with its highest-rated mark, a mark finds
/// one lesion at most, and two marks on two neighbouring lesions find both. Equal ratings: the mark nearer to a lesion goes first, then
/// the earlier row.
/// </summary>
public static class LesionMatching
{
    /// <summary>By mark, in the order of the marks.</summary>
    /// <exception cref="BadInputException">
    /// By row of the lesions: a label repeated in its case. By row of the marks: a place or rating that is not finite.
    /// </exception>
    public static IReadOnlyList<MatchedMark> Of(IReadOnlyList<LesionRegion> lesions, IReadOnlyList<LocatedMark> marks)
    {
        Require(lesions, marks);
        var byCase = lesions.ToLookup(l => l.Case, StringComparer.Ordinal);
        var result = new MatchedMark[marks.Count];
        foreach (var group in Enumerable.Range(0, marks.Count).GroupBy(i => (marks[i].Treatment, marks[i].Reader, marks[i].Case)))
        {
            Match([.. byCase[group.Key.Case]], marks, [.. group], result);
        }

        return result;
    }

    /// <summary>The marks as free-response readings have them; repeated ones are left out.</summary>
    public static IReadOnlyList<FrocMark> Counted(IReadOnlyList<MatchedMark> matched) =>
        [
            .. matched
                .Where(m => m.Outcome != MarkOutcome.Repeated)
                .Select(m => new FrocMark(m.Mark.Treatment, m.Mark.Reader, m.Mark.Case, m.Lesion, m.Mark.Rating)),
        ];

    private static void Require(IReadOnlyList<LesionRegion> lesions, IReadOnlyList<LocatedMark> marks)
    {
        var faults = new List<InputFault>();
        var seen = new HashSet<(string, string)>();
        for (var row = 0; row < lesions.Count; row++)
        {
            if (!seen.Add((lesions[row].Case, lesions[row].Lesion)))
            {
                var (name, label) = (lesions[row].Case, lesions[row].Lesion);
                faults.Add(new InputFault(row, $"In the lesions: lesion '{label}' of case '{name}' is there already."));
            }
        }

        BadInputException.ThrowIfAny(faults);
        for (var row = 0; row < marks.Count; row++)
        {
            var place = marks[row].Place;
            if (!double.IsFinite(place.X) || !double.IsFinite(place.Y) || !double.IsFinite(place.Z))
            {
                faults.Add(new InputFault(row, "In the marks: a coordinate is not a number."));
            }
            else if (!double.IsFinite(marks[row].Rating))
            {
                faults.Add(new InputFault(row, "In the marks: the rating is not a number."));
            }
        }

        BadInputException.ThrowIfAny(faults);
    }

    private static void Match(LesionRegion[] lesions, IReadOnlyList<LocatedMark> marks, int[] rows, MatchedMark[] result)
    {
        var hits = rows.ToDictionary(
            row => row,
            row =>
                lesions
                    .Where(l => l.Accepts(marks[row].Place))
                    .Select(l => (l.Lesion, Distance: l.Centre.DistanceTo(marks[row].Place)))
                    .OrderBy(l => l.Distance)
                    .ToList()
        );
        var found = new HashSet<string>(StringComparer.Ordinal);
        var inTurn = rows.OrderByDescending(row => marks[row].Rating)
            .ThenBy(row => hits[row] is [var nearest, ..] ? nearest.Distance : double.PositiveInfinity)
            .ThenBy(row => row);
        foreach (var row in inTurn)
        {
            if (hits[row] is not [var nearest, ..])
            {
                result[row] = new MatchedMark(marks[row], MarkOutcome.NonLesion, null);
                continue;
            }

            var free = hits[row].FirstOrDefault(l => !found.Contains(l.Lesion)).Lesion;
            result[row] = free is null
                ? new MatchedMark(marks[row], MarkOutcome.Repeated, nearest.Lesion)
                : new MatchedMark(marks[row], MarkOutcome.Lesion, free);
            if (free is not null)
            {
                found.Add(free);
            }
        }
    }
}
