using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Protocols.Subjects;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Protocols;

/// <param name="Pass">The way in.</param>
/// <param name="Subject">What is changed.</param>
/// <param name="Form">Filled with what is kept, or with what was typed.</param>
/// <param name="Edited">SHA-256 of the protocol that the form was filled from.</param>
/// <param name="Faults">By field.</param>
/// <param name="Refusal">Why the whole was not saved; null: it was not tried, or single fields are wrong.</param>
public sealed record SubjectPage(
    StudyPass Pass,
    IProtocolSubject Subject,
    SubjectForm Form,
    string Edited,
    IReadOnlyDictionary<string, string> Faults,
    string? Refusal
);

/// <summary>Changes one part of a draft's protocol. A faulty form is shown again with what is wrong and all that was typed.</summary>
[Route("studies/{studyId:guid}/protocol/" + ProtocolSubjects.Route)]
public sealed class SubjectsController(StudyAccess access, ProtocolSubjects subjects, SaveProtocol save) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Change(Guid studyId, string subject, CancellationToken cancellationToken)
    {
        var pass = await ProtocolsController.EnterAsync(access, User, studyId, cancellationToken);
        var chosen = subjects.Of(subject);
        return Page(new SubjectPage(pass, chosen, chosen.FormOf(pass.Study.Protocol), SaveProtocol.MarkOf(pass.Study), Nothing, null));
    }

    [HttpPost("")]
    public async Task<IActionResult> Change(
        Guid studyId,
        string subject,
        [FromForm] IFormCollection form,
        CancellationToken cancellationToken
    )
    {
        var pass = await ProtocolsController.EnterAsync(access, User, studyId, cancellationToken);
        var chosen = subjects.Of(subject);
        var given = new GivenForm(form);
        var old = pass.Study.Protocol;
        var changed = chosen.Apply(old, given);
        var page = new SubjectPage(pass, chosen, chosen.FormOf(old).With(given), given.Raw("Edited"), given.Faults, null);
        if (given.Faults.Count > 0)
        {
            return Page(page);
        }

        var saving = await save.Handle(pass.Study, changed, given.Optional("Edited"), pass.PersonId, cancellationToken);
        if (saving.Fault is { } fault)
        {
            Response.StatusCode = saving.IsOutdated ? StatusCodes.Status409Conflict : StatusCodes.Status200OK;
            return Page(page with { Refusal = fault, Edited = SaveProtocol.MarkOf(pass.Study) });
        }

        TempData["Notice"] = $"{chosen.Title}: the protocol was saved.";
        return Redirect($"/studies/{studyId}/protocol#{chosen.Id}");
    }

    private static IReadOnlyDictionary<string, string> Nothing { get; } = new Dictionary<string, string>();

    private ViewResult Page(SubjectPage page)
    {
        ViewData["Pass"] = page.Pass;
        return View("/Features/Protocols/Subject.cshtml", page);
    }
}
