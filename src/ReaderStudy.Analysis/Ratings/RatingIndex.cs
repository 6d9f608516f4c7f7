namespace ReaderStudy.Analysis.Ratings;

/// <summary>A rating table in the order of tables, and quick to ask.</summary>
internal sealed class RatingIndex
{
    private readonly Dictionary<(string Case, string Rater, string? Arm, string Question), Rating> _ratings;
    private readonly HashSet<string> _active;

    public RatingIndex(RatingTable table)
    {
        Cases = [.. table.Cases.OrderBy(c => c.Id, StringComparer.Ordinal)];
        Raters =
        [
            .. table
                .Raters.OrderBy(r => r.IsModel ? 0 : 1)
                .ThenBy(r => r.Level)
                .ThenBy(r => r.Name, StringComparer.Ordinal)
                .ThenBy(r => r.Id, StringComparer.Ordinal),
        ];
        _ratings = table.Ratings.ToDictionary(r => (r.CaseId, r.RaterId, r.Arm, r.Question));
        _active = [.. table.Ratings.Select(r => r.RaterId)];
    }

    /// <summary>By id.</summary>
    public IReadOnlyList<RatedCase> Cases { get; }

    /// <summary>Models first, then readers from junior to senior, then by name.</summary>
    public IReadOnlyList<Rater> Raters { get; }

    /// <summary>True when there is any rating of this rater.</summary>
    public bool HasRead(string raterId) => _active.Contains(raterId);

    /// <summary>The rating in this arm, or the one outside the arms; null: not read.</summary>
    public Rating? Find(string caseId, string raterId, string arm, string question) =>
        _ratings.GetValueOrDefault((caseId, raterId, arm, question)) ?? _ratings.GetValueOrDefault((caseId, raterId, null, question));
}
