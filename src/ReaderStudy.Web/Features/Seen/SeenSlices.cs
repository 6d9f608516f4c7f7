using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Web.Features.Seen;

/// <summary>The slices of a series as readers see and pages count them.</summary>
internal static class SeenSlices
{
    public static IEnumerable<Instance> Ordered(Series series) =>
        series
            .Instances.Where(i => i.ExclusionReason is null)
            .OrderBy(i => i.Position)
            .ThenBy(i => i.SopInstanceUid, StringComparer.Ordinal);
}
