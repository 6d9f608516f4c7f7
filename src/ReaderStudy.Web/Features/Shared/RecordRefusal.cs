using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Shared;

/// <summary>
/// A broken rule that is answered on the page itself, so that nothing that was typed is lost, leaves the same entry in the audit trail as one
/// that is answered by the problem page.
/// </summary>
public sealed class RecordRefusal(ReaderStudyDbContext db, AuditTrail audit)
{
    public async Task Handle(StudyPass pass, Rule rule, string path, CancellationToken cancellationToken)
    {
        // What was begun is not to be saved by the entry.
        db.ChangeTracker.Clear();
        audit.Record("rule.refused", pass.PersonId, pass.Study.Id, rule.Code, path);
        await db.SaveChangesAsync(cancellationToken);
    }
}

internal static class WhoAsks
{
    /// <summary>True for a browser; a program is answered by the problem's code.</summary>
    public static bool WantsPage(this Controller controller) =>
        controller.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
}
