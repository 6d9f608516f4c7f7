using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Audit;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Audit;

/// <param name="Entry">As it is kept.</param>
/// <param name="Who">In words: a name, or the platform.</param>
public sealed record AuditLine(AuditEntry Entry, string Who);

/// <param name="Lines">Newest first.</param>
/// <param name="Total">Entries that the filter lets through.</param>
/// <param name="Filter">As asked.</param>
/// <param name="People">Who may be asked for, by name.</param>
/// <param name="Actions">Which actions there are.</param>
/// <param name="Older">Number to ask for entries before; null on the last page.</param>
public sealed record AuditPage(
    IReadOnlyList<AuditLine> Lines,
    int Total,
    AuditFilter Filter,
    IReadOnlyList<(Guid Id, string Name)> People,
    IReadOnlyList<string> Actions,
    long? Older
);

/// <summary>A page of the audit trail: of one study, or of everything.</summary>
public sealed class ListEntries(ReaderStudyDbContext db)
{
    private const int PageSize = 100;

    /// <param name="study">Null: everything.</param>
    /// <param name="filter">What is asked for.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<AuditPage> Handle(Study? study, AuditFilter filter, CancellationToken cancellationToken)
    {
        var all = db.AuditEntries.AsNoTracking();
        all = study is null ? all : all.Where(e => e.StudyId == study.Id);
        var asked = filter.Apply(all);
        var shown = filter.Before is { } before ? asked.Where(e => e.Sequence < before) : asked;
        var entries = await shown.OrderByDescending(e => e.Sequence).Take(PageSize + 1).ToListAsync(cancellationToken);
        var names = await NamesAsync(all, cancellationToken);
        var page = entries.Take(PageSize).ToList();
        return new AuditPage(
            page.ConvertAll(e => new AuditLine(e, WhoOf(e, names))),
            await asked.CountAsync(cancellationToken),
            filter,
            names.Select(n => (n.Key, n.Value)).OrderBy(n => n.Value, StringComparer.OrdinalIgnoreCase).ToList(),
            await all.Select(e => e.Action).Distinct().OrderBy(a => a).ToListAsync(cancellationToken),
            entries.Count > PageSize ? page[^1].Sequence : null
        );
    }

    private async Task<Dictionary<Guid, string>> NamesAsync(IQueryable<AuditEntry> entries, CancellationToken cancellationToken)
    {
        var people = entries.Select(e => e.ActorId).Distinct();
        return await db
            .Users.AsNoTracking()
            .Where(p => people.Contains(p.Id))
            .Select(p => new { p.Id, p.DisplayName })
            .ToDictionaryAsync(p => p.Id, p => p.DisplayName, cancellationToken);
    }

    private static string WhoOf(AuditEntry entry, Dictionary<Guid, string> names) =>
        entry.ActorId is not { } actor ? "The platform"
        : names.TryGetValue(actor, out var name) ? name
        : $"person {actor}";
}
