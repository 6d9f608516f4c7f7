using MathNet.Numerics.Statistics;
using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Analysis.Results;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Analysis;

/// <summary>The table that describes the cases.</summary>
internal static class Cohorts
{
    public static CohortTable Of(ReferenceClasses reference, IReadOnlyList<RatedCase> cases) =>
        new(
            [.. reference.Classes.Select(k => Column(k.Id, k.Label, k.Group, cases, [.. cases.Where(c => c.Truth == k.Id)]))],
            Column("all", "All cases", null, cases, cases)
        );

    private static CohortColumn Column(string id, string label, string? group, IReadOnlyList<RatedCase> all, IReadOnlyList<RatedCase> cases)
    {
        var centres = all.Select(c => c.Centre).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        return new CohortColumn(
            id,
            label,
            group,
            cases.Count,
            [.. centres.Select(name => new NamedCount(name, cases.Count(c => c.Centre == name)))],
            cases.Count(c => c.Centre is null),
            new SexCounts(
                cases.Count(c => c.Sex == Sex.Female),
                cases.Count(c => c.Sex == Sex.Male),
                cases.Count(c => c.Sex == Sex.Other),
                cases.Count(c => c.Sex is null)
            ),
            Distribution([.. cases.Select(c => c.Age)]),
            Distribution([.. cases.Select(c => c.LesionSizeMm)])
        );
    }

    private static Distribution Distribution(IReadOnlyList<double?> values)
    {
        var known = values.OfType<double>().Order().ToArray();
        return new Distribution(
            known.Length,
            values.Count - known.Length,
            known.Length == 0 ? double.NaN : known.Average(),
            ArrayStatistics.StandardDeviation(known),
            SortedArrayStatistics.Median(known),
            SortedArrayStatistics.Minimum(known),
            SortedArrayStatistics.Maximum(known)
        );
    }
}
