using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Locking;

/// <summary>Saves what may be said only between the sealing and the data lock.</summary>
internal static class WhileOpen
{
    private const int MostTries = 4;

    /// <summary>
    /// Saves with the study's status as it was read: a data lock at the same moment makes the save fail, and the rule is broken. The first opened
    /// case, which moves the study from sealed to reading, is no hindrance.
    /// </summary>
    public static async Task SaveAsync(ReaderStudyDbContext db, Study study, Rule rule, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            Rule.Require(study.IsOpenForReading, rule);
            db.Entry(study).Property(s => s.Status).IsModified = true;
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return;
            }
            catch (DbUpdateException exception) when (attempt < MostTries && IsOfTheStudy(exception))
            {
                await db.Entry(study).ReloadAsync(cancellationToken);
            }
        }
    }

    /// <summary>True where the study's status was another one, or the database said that the data are locked.</summary>
    private static bool IsOfTheStudy(DbUpdateException exception) =>
        exception is DbUpdateConcurrencyException
            ? exception.Entries.Any(e => e.Entity is Study)
            : Refusals.Of(exception.InnerException?.Message ?? "")?.Rule == Study.ReadingIsOpen;
}
