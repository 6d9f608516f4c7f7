using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data;

/// <summary>Finds which version of a study's protocol counts.</summary>
internal sealed class ReaderDeskProtocols(ReaderStudyDbContext db)
{
    /// <summary>The version in force at a moment. A study from before there were versions has the one that it was sealed with.</summary>
    public async Task<(int Number, Protocol Protocol)> InForceAsync(Study study, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var versions = await db
            .ProtocolVersions.Where(v => v.StudyId == study.Id)
            .Select(v => new { v.Number, v.EffectiveAt })
            .ToListAsync(cancellationToken);
        var number = versions.Where(v => v.EffectiveAt <= at).Select(v => v.Number).DefaultIfEmpty(0).Max();
        return number == 0
            ? (Math.Max(1, study.ProtocolVersion), study.Protocol)
            : (number, await OfAsync(study, number, cancellationToken));
    }

    /// <summary>The version with this number.</summary>
    public async Task<Protocol> OfAsync(Study study, int number, CancellationToken cancellationToken)
    {
        var text = await db
            .ProtocolVersions.Where(v => v.StudyId == study.Id && v.Number == number)
            .Select(v => v.Text)
            .SingleOrDefaultAsync(cancellationToken);
        return ProtocolJson.ReadStored(text ?? study.ProtocolText);
    }
}
