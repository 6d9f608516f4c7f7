using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Audit;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Locking;

namespace ReaderStudy.Web.Features.Queries;

/// <summary>What a person does in a query.</summary>
public enum QueryStep
{
    Answer,
    Close,
    Reopen,
}

/// <summary>Asking, answering, closing and opening again: only ever added to, only before the data lock, and never with a word that unblinds.</summary>
public sealed class WriteQuery(ReaderStudyDbContext db, BuildWords words, AuditTrail audit, TimeProvider clock)
{
    private const int MostTries = 4;

    /// <summary>A new query about a session or a place in it.</summary>
    /// <exception cref="BrokenRuleException">The text is missing or unblinds, or the data are locked.</exception>
    public async Task Handle(
        Study study,
        (Guid Reader, Guid Session, int? Position) subject,
        QueryForm form,
        QuerySide side,
        Guid personId,
        CancellationToken cancellationToken
    )
    {
        await CheckAsync(study, subject.Reader, form.Text, cancellationToken);
        await AddAsync(
            study,
            (number, at) => Query.About((study.Id, number), subject, form.Kind, side, form.Text ?? "", personId, at),
            personId,
            cancellationToken
        );
    }

    /// <summary>A new query about a case, among coordinators.</summary>
    /// <exception cref="NotFoundException">The study has no such case.</exception>
    public async Task AboutCase(Study study, QueryForm form, Guid personId, CancellationToken cancellationToken)
    {
        var code = form.CaseCode!.Trim();
        var one =
            await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.StudyId == study.Id && c.Code == code, cancellationToken)
            ?? throw new NotFoundException("case");
        await CheckAsync(study, null, form.Text, cancellationToken);
        await AddAsync(
            study,
            (number, at) => Query.AboutCase((study.Id, number), one.Id, form.Kind, form.Text ?? "", personId, at),
            personId,
            cancellationToken
        );
    }

    /// <exception cref="BrokenRuleException">It is not the person's turn, the text is missing or unblinds, or the data are locked.</exception>
    public async Task Go(
        Study study,
        Query query,
        QueryStep step,
        QuerySide side,
        string? text,
        Guid personId,
        CancellationToken cancellationToken
    )
    {
        await CheckAsync(study, query.ReaderId, text, cancellationToken);
        var at = clock.GetUtcNow();
        var message = step switch
        {
            QueryStep.Answer => query.Answer(side, text ?? "", personId, at),
            QueryStep.Close => query.Close(side, text ?? "", personId, at),
            QueryStep.Reopen => query.Reopen(side, text ?? "", personId, at),
        };
        db.QueryMessages.Add(message);
        audit.Record(
            step switch
            {
                QueryStep.Answer => "query.answered",
                QueryStep.Close => "query.closed",
                QueryStep.Reopen => "query.reopened",
            },
            personId,
            study.Id,
            $"query {query.Id}",
            $"message {message.Number}"
        );
        try
        {
            await WhileOpen.SaveAsync(db, study, Query.UntilLock, cancellationToken);
        }
        catch (DbUpdateException exception) when (exception is not DbUpdateConcurrencyException)
        {
            // The number of the message was taken by another one at the same moment.
            throw new BrokenRuleException(Query.Changed);
        }
    }

    private async Task CheckAsync(Study study, Guid? readerId, string? text, CancellationToken cancellationToken)
    {
        Rule.Require(study.IsOpenForReading, Query.UntilLock);
        await words.Handle(study, readerId, text, cancellationToken);
    }

    private async Task AddAsync(Study study, Func<int, DateTimeOffset, Query> make, Guid personId, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var last = await db.Queries.Where(q => q.StudyId == study.Id).MaxAsync(q => (int?)q.Number, cancellationToken) ?? 0;
            var query = make(last + 1, clock.GetUtcNow());
            db.Queries.Add(query);
            audit.Record("query.asked", personId, study.Id, $"query {query.Id}", query.Kind.ToString());

            try
            {
                await WhileOpen.SaveAsync(db, study, Query.UntilLock, cancellationToken);
                return;
            }
            catch (DbUpdateException exception) when (attempt < MostTries && exception is not DbUpdateConcurrencyException)
            {
                // Somebody else took the number: the next one.
                query.Messages.ToList().ForEach(m => db.Entry(m).State = EntityState.Detached);
                db.Entry(query).State = EntityState.Detached;
                db.ChangeTracker.Entries<AuditEntry>()
                    .Where(e => e.State == EntityState.Added)
                    .ToList()
                    .ForEach(e => e.State = EntityState.Detached);
            }
        }
    }
}
