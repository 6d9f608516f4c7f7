using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Locking;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Deviations;

/// <summary>A coordinator asks that a rule be set aside, or notes what went otherwise than planned.</summary>
public sealed class MakeDeviation(ReaderStudyDbContext db, AuditTrail audit, TimeProvider clock)
{
    /// <summary>What the form asks for; not yet saved.</summary>
    /// <exception cref="BrokenRuleException">The form lacks something, or the data are locked.</exception>
    public async Task<Deviation> Draft(StudyPass pass, DeviationForm form, bool isNote, CancellationToken cancellationToken)
    {
        Rule.Require(pass.Study.IsOpenForReading, Deviation.UntilLock);
        var rule = isNote ? NotedFacts.Find(form.Rule) : OverridableRules.Find(form.Rule);
        Rule.Require(rule is not null, Deviation.RuleIsKnown, $"'{form.Rule}' is none of those that are offered.");
        var session = form.Session is { } id
            ? await db
                .ReadingSessions.AsNoTracking()
                .Where(s => s.Id == id && s.StudyId == pass.Study.Id)
                .Select(s => new { s.ReaderId, Places = s.Places.Count })
                .SingleOrDefaultAsync(cancellationToken)
                ?? throw new NotFoundException("session")
            : null;
        var readerId = session?.ReaderId ?? form.Reader;
        if (readerId is { } reader && pass.Study.Readers.All(r => r.Id != reader))
        {
            throw new NotFoundException("reader");
        }

        Rule.Require(
            form.Session is null || form.Reader is null || form.Reader == readerId,
            Deviation.PlaceExists,
            "That session is another reader's."
        );
        Rule.Require(
            form.Position is not { } position || (session is not null && position >= 1 && position <= session.Places),
            Deviation.PlaceExists,
            session is null ? "A place needs its session." : $"The session has the places 1 to {session.Places}."
        );
        var now = clock.GetUtcNow();
        return isNote
            ? Deviation.Note(pass.Study.Id, rule!, readerId, form.Session, form.Position, form.Reason ?? "", pass.PersonId, now)
            : Deviation.Request(pass.Study.Id, rule!, readerId, form.Session, form.Position, form.Reason ?? "", pass.PersonId, now);
    }

    /// <param name="study">Open for reading.</param>
    /// <param name="deviation">From <see cref="Draft"/>.</param>
    /// <param name="signature">Over <see cref="Deviation.RequestSha256"/>; null for a note.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task Handle(Study study, Deviation deviation, Signature? signature, CancellationToken cancellationToken)
    {
        db.Deviations.Add(deviation);
        if (signature is not null)
        {
            db.Signatures.Add(signature);
        }

        var action = deviation.Status is DeviationStatus.Noted ? "deviation.noted" : "deviation.requested";
        audit.Record(
            action,
            deviation.RequestedBy,
            study.Id,
            $"deviation {deviation.Id}",
            $"{deviation.RuleCode}, SHA-256 {deviation.RequestSha256()}"
        );
        await WhileOpen.SaveAsync(db, study, Deviation.UntilLock, cancellationToken);
    }
}
