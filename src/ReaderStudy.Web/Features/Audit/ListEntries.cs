using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Audit;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

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
/// <param name="HoldsBack">Entries on single readings are not among them yet.</param>
public sealed record AuditPage(
    IReadOnlyList<AuditLine> Lines,
    int Total,
    AuditFilter Filter,
    IReadOnlyList<(Guid Id, string Name)> People,
    IReadOnlyList<string> Actions,
    long? Older,
    bool HoldsBack
);

/// <summary>A page of the audit trail: of one study, or of everything.</summary>
public sealed class ListEntries(ReaderStudyDbContext db)
{
    private const int PageSize = 100;

    /// <param name="pass">Of the study whose entries are asked for; null: everything, for administrators.</param>
    /// <param name="filter">What is asked for.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<AuditPage> Handle(StudyPass? pass, AuditFilter filter, CancellationToken cancellationToken)
    {
        var all = db.AuditEntries.AsNoTracking();
        all = pass is null ? all : all.VisibleTo(pass);
        var asked = filter.Apply(all);
        var shown = filter.Before is { } before ? asked.Where(e => e.Sequence < before) : asked;
        var entries = await shown.OrderByDescending(e => e.Sequence).Take(PageSize + 1).ToListAsync(cancellationToken);
        var names = await NamesAsync(all, pass, cancellationToken);
        var page = entries.Take(PageSize).ToList();
        return new AuditPage(
            page.ConvertAll(e => new AuditLine(e, WhoOf(e, names))),
            await asked.CountAsync(cancellationToken),
            filter,
            names.Select(n => (n.Key, n.Value)).OrderBy(n => n.Value, StringComparer.OrdinalIgnoreCase).ToList(),
            await all.Select(e => e.Action).Distinct().OrderBy(a => a).ToListAsync(cancellationToken),
            entries.Count > PageSize ? page[^1].Sequence : null,
            pass is not null && StudyEntries.AreHeldBack(pass)
        );
    }

    /// <summary>Who reads is to a statistician who is to stay blind what the study calls them.</summary>
    private async Task<Dictionary<Guid, string>> NamesAsync(
        IQueryable<AuditEntry> entries,
        StudyPass? pass,
        CancellationToken cancellationToken
    )
    {
        var people = entries.Select(e => e.ActorId).Distinct();
        var names = await db
            .Users.AsNoTracking()
            .Where(p => people.Contains(p.Id))
            .Select(p => new { p.Id, p.DisplayName })
            .ToDictionaryAsync(p => p.Id, p => p.DisplayName, cancellationToken);
        if (pass is not null && StudyEntries.AreHeldBack(pass) && !pass.Is(StudyRole.Coordinator))
        {
            foreach (var reader in pass.Study.Readers)
            {
                if (reader.PersonId is { } person && names.ContainsKey(person))
                {
                    names[person] = reader.Name;
                }
            }
        }

        return names;
    }

    private static string WhoOf(AuditEntry entry, Dictionary<Guid, string> names) =>
        entry.ActorId is not { } actor ? "The platform"
        : names.TryGetValue(actor, out var name) ? name
        : $"person {actor}";
}
