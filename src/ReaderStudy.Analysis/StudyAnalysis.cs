using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Analysis.Results;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Analysis;

/// <summary>Runs the protocol's analysis over a study's ratings; the only place where a study meets the statistics.</summary>
public static class StudyAnalysis
{
    /// <summary>
    /// Computes everything. Ratings count as they stand; what is odd about them is in <see cref="StudyResults.Findings"/> and changes
    /// no number.
    /// </summary>
    /// <param name="protocol">A checked protocol.</param>
    /// <param name="table">What was read.</param>
    /// <param name="noted">Findings of whoever built the table, a file's reader say; those of <see cref="Irregularities"/> are added here and may be among them.</param>
    /// <param name="used">What the results say of the protocol; null: its id, its title and the hash of its canonical text.</param>
    /// <exception cref="RatingTableException">The table contradicts itself or the protocol.</exception>
    public static StudyResults Of(Protocol protocol, RatingTable table, IReadOnlyList<Finding>? noted = null, ProtocolUsed? used = null)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        RatingTableCheck.Demand(protocol, table);
        var findings = Irregularities.Of(protocol, table).Concat(noted ?? []).Distinct().InOrder();
        var index = new RatingIndex(table);
        return new StudyResults
        {
            Software = new SoftwareUsed("ReaderStudy", Version),
            Protocol = used ?? new ProtocolUsed(protocol.Id, protocol.Title, ProtocolJson.Sha256Of(protocol)),
            InputSha256 = InputHash.Of(table),
            Design = Design(protocol, table, index, findings),
            Cohort = Cohorts.Of(protocol.Reference, index.Cases),
            Raters = [.. index.Raters.Select(r => new RaterSummary(r.Id, r.Name, r.Level, r.IsModel))],
            Arms =
            [
                .. protocol.Arms.Select(a => new ArmResults(
                    a.Id,
                    a.Name,
                    [.. protocol.Tasks.Select(t => TaskAnalysis.Of(protocol, t, a.Id, index))]
                )),
            ],
            Findings = findings,
        };
    }

    /// <summary>The version of this software that results name, <c>0.1.0</c>.</summary>
    public static string Version { get; } = typeof(StudyAnalysis).Assembly.GetName().Version?.ToString(3) ?? "unknown";

    private static DesignSummary Design(Protocol protocol, RatingTable table, RatingIndex index, IReadOnlyList<Finding> findings)
    {
        var present = table.Ratings.Select(r => (r.CaseId, r.RaterId, r.Arm)).ToHashSet();
        var outsideArms = table.Ratings.Where(r => r.Arm is null).Select(r => r.RaterId).ToHashSet();
        var slots = index.Raters.Sum(r => outsideArms.Contains(r.Id) || (r.IsModel && !index.HasRead(r.Id)) ? 1 : protocol.Arms.Count);
        var expected = slots * index.Cases.Count;
        return new DesignSummary(
            index.Cases.Count,
            index.Raters.Count(r => !r.IsModel),
            index.Raters.Count(r => r.IsModel),
            protocol.Arms.Count,
            expected,
            present.Count,
            expected - present.Count,
            findings.Select(f => (f.CaseId, f.RaterId, f.Arm)).Distinct().Count(present.Contains)
        );
    }
}
