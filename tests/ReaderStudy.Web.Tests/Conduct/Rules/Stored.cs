using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Audit;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.Conduct.Rules;

/// <summary>All rows of the study's own tables, to be compared before and after.</summary>
internal static class Stored
{
    // The audit trail grows by the refusal; fingerprints and findings are what the platform worked out of the images meanwhile.
    private static readonly Type[] Derived = [typeof(AuditEntry), typeof(RegisteredRow), typeof(SeriesFingerprint), typeof(CohortFinding)];

    /// <summary>A line a row, sorted.</summary>
    public static Task<List<string>> RowsAsync(App app) =>
        app.DataAsync(async db =>
        {
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            var rows = new List<string>();
            foreach (
                var type in db
                    .Model.GetEntityTypes()
                    .Where(t => t.ClrType.Assembly == typeof(Study).Assembly && !t.IsOwned() && !Derived.Contains(t.ClrType))
            )
            {
                foreach (var row in await Query(db, type.ClrType).ToListAsync())
                {
                    rows.Add(
                        $"{type.ClrType.Name}: {string.Join(" | ", db.Entry(row).Properties.Select(p => $"{p.Metadata.Name}={p.CurrentValue}"))}"
                    );
                }
            }

            rows.Sort(StringComparer.Ordinal);
            return rows;
        });

    private static IQueryable<object> Query(ReaderStudyDbContext db, Type type) =>
        (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), Type.EmptyTypes)!.MakeGenericMethod(type).Invoke(db, null)!;
}
