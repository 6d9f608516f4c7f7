using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;

namespace ReaderStudy.Web.Hosting;

/// <summary>
/// Gives studies that were sealed before versions of the protocol were kept their version 1, from the text that was sealed. Runs at every
/// start; a study that has one is left alone.
/// </summary>
public sealed class FirstVersions(ReaderStudyDbContext db, AuditTrail audit)
{
    /// <returns>How many studies got one.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var studies = await db
            .Studies.Where(s => s.ProtocolSha256 != null && s.ProtocolVersion == 0 && s.SealedAt != null && s.SealedBy != null)
            .Where(s => !db.ProtocolVersions.Any(v => v.StudyId == s.Id))
            .ToListAsync(cancellationToken);
        foreach (var study in studies)
        {
            var version = study.AdoptFirstVersion();
            db.ProtocolVersions.Add(version);
            audit.Record("study.protocol-version-kept", null, study.Id, $"study {study.Id}", $"version 1, SHA-256 {version.Sha256}");
        }

        if (studies.Count > 0)
        {
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException)
            {
                // Another node has just done the same.
                db.ChangeTracker.Clear();
                return 0;
            }
        }

        return studies.Count;
    }
}
