using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using ReaderStudy.Data;
using ReaderStudy.Data.Evidence;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Hosting;

/// <summary>A transaction in which nobody else changes a study, its readers, its cohort, or what is read, asked and noted in it.</summary>
internal sealed class StudyHold : IAsyncDisposable
{
    private readonly ChainTurn _turn;
    private readonly IDbContextTransaction _transaction;

    private StudyHold(ChainTurn turn, IDbContextTransaction transaction) => (_turn, _transaction) = (turn, transaction);

    /// <summary>
    /// Waits for those who are changing it, and reads the study and its readers anew. SQLite has one writer from here on; PostgreSQL holds
    /// the study's row, which the triggers on readers, cases, readings and what goes with them ask for.
    /// </summary>
    /// <param name="db">Ends the transaction with what it saves.</param>
    /// <param name="study">Tracked.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public static async Task<StudyHold> BeginAsync(ReaderStudyDbContext db, Study study, CancellationToken cancellationToken)
    {
        var turn = await ChainTurn.TakeAsync(cancellationToken);
        IDbContextTransaction? transaction = null;
        try
        {
            transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.Database.ExecuteSqlAsync($"""UPDATE "Studies" SET "Status" = "Status" WHERE "Id" = {study.Id}""", cancellationToken);
            await db.Entry(study).ReloadAsync(cancellationToken);
            foreach (var part in db.ChangeTracker.Entries().Where(e => e.Entity is StudyReader or StudyMember).ToList())
            {
                await part.ReloadAsync(cancellationToken);
            }

            await db.StudyReaders.Where(r => r.StudyId == study.Id).LoadAsync(cancellationToken);
            await db.StudyMembers.Where(m => m.StudyId == study.Id).LoadAsync(cancellationToken);
            return new StudyHold(turn, transaction);
        }
        catch
        {
            await EndAsync(turn, transaction);
            throw;
        }
    }

    public Task CommitAsync(CancellationToken cancellationToken) => _transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync() => await EndAsync(_turn, _transaction);

    private static async Task EndAsync(ChainTurn turn, IDbContextTransaction? transaction)
    {
        using (turn)
        {
            if (transaction is not null)
            {
                await transaction.DisposeAsync();
            }
        }
    }
}
