using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Progress;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Deviations;

/// <summary>The deviations of a study, in words.</summary>
public sealed class ListDeviations(ReaderStudyDbContext db)
{
    public async Task<DeviationsPage> Handle(StudyPass pass, CancellationToken cancellationToken)
    {
        var study = pass.Study;
        var names = await SessionsAsync(study, cancellationToken);
        return new DeviationsPage(
            pass,
            await OfAsync(study, pass.PersonId, names, cancellationToken),
            names.Select(n => new NamedSession(n.Key, n.Value)).ToList(),
            new DeviationForm(),
            new DeviationForm()
        );
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<ListedDeviation>> OfAsync(Study study, CancellationToken cancellationToken) =>
        await OfAsync(study, Guid.Empty, await SessionsAsync(study, cancellationToken), cancellationToken);

    private async Task<List<ListedDeviation>> OfAsync(
        Study study,
        Guid personId,
        IReadOnlyDictionary<Guid, string> sessions,
        CancellationToken cancellationToken
    )
    {
        var versions = await db
            .ProtocolVersions.AsNoTracking()
            .Where(v => v.StudyId == study.Id)
            .OrderBy(v => v.Number)
            .Select(v => new
            {
                v.Number,
                v.Sha256,
                v.EffectiveAt,
            })
            .ToListAsync(cancellationToken);
        var deviations = await db.Deviations.AsNoTracking().Where(d => d.StudyId == study.Id).ToListAsync(cancellationToken);
        return deviations
            .OrderByDescending(d => d.RequestedAt)
            .Select(d =>
            {
                var version = versions.LastOrDefault(v => v.EffectiveAt <= d.RequestedAt);
                return new ListedDeviation(
                    d.Id,
                    d.RuleCode,
                    (OverridableRules.Find(d.RuleCode) ?? NotedFacts.Find(d.RuleCode))?.Message ?? d.RuleCode,
                    WhereOf(study, d, sessions),
                    d.Status,
                    d.Reason,
                    d.RequestedAt,
                    d.RequestedBy == personId,
                    d.DecisionReason,
                    d.DecidedAt,
                    version?.Number ?? study.ProtocolVersion,
                    version?.Sha256 ?? study.ProtocolSha256 ?? ""
                );
            })
            .ToList();
    }

    private async Task<IReadOnlyDictionary<Guid, string>> SessionsAsync(Study study, CancellationToken cancellationToken)
    {
        var sessions = await db
            .ReadingSessions.AsNoTracking()
            .Where(s => s.StudyId == study.Id)
            .OrderBy(s => s.Number)
            .ToListAsync(cancellationToken);
        var names = SessionName.Of(sessions);
        return sessions.ToDictionary(
            s => s.Id,
            s => $"{study.Readers.Single(r => r.Id == s.ReaderId).Name}, {names[s.Id].ToLowerInvariant()}"
        );
    }

    private static string WhereOf(Study study, Deviation deviation, IReadOnlyDictionary<Guid, string> sessions)
    {
        var whom =
            deviation.SessionId is { } session ? sessions[session]
            : deviation.ReaderId is { } reader ? $"{study.Readers.Single(r => r.Id == reader).Name}, all sessions"
            : "All readers";
        return deviation.Position is { } position ? string.Create(CultureInfo.InvariantCulture, $"{whom}, place {position}") : whom;
    }
}
