using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Protocols;

/// <summary>An arm as a row of a form; a row without id and name is left out.</summary>
public sealed class ArmForm
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public bool ShowsAi { get; set; }
}

/// <summary>What stands around the questions.</summary>
public sealed class DesignForm
{
    public string? Title { get; set; }

    public string? Instructions { get; set; }

    public List<ArmForm> Arms { get; set; } = [];

    /// <summary>Phases from left to right; empty entries are left out.</summary>
    public List<string?> Phases { get; set; } = [];

    public bool LinkScrolling { get; set; }

    public static DesignForm Of(Protocol protocol) =>
        new()
        {
            Title = protocol.Title,
            Instructions = protocol.Instructions,
            Arms = protocol
                .Arms.Select(a => new ArmForm
                {
                    Id = a.Id,
                    Name = a.Name,
                    ShowsAi = a.ShowsAi,
                })
                .ToList(),
            Phases = [.. protocol.Hanging.Phases],
            LinkScrolling = protocol.Hanging.LinkScrolling,
        };
}

/// <param name="Pass">The way in.</param>
/// <param name="Form">To be changed.</param>
/// <param name="PhaseIds">What may stand in the hanging.</param>
public sealed record DesignPage(StudyPass Pass, DesignForm Form, IReadOnlyList<string> PhaseIds);

/// <summary>Changes title, instructions, arms and hanging of a draft's protocol.</summary>
[Route("studies/{studyId:guid}/protocol/design")]
public sealed class DesignController(StudyAccess access, SaveProtocol save) : Controller
{
    private static readonly IReadOnlyList<string> PhaseIds = Enum.GetValues<Phase>()
        .Where(p => p != Phase.Unknown)
        .Select(PhaseNames.IdOf)
        .ToList();

    [HttpGet("")]
    public async Task<IActionResult> Change(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await ProtocolsController.EnterAsync(access, User, studyId, cancellationToken);
        return Page(pass, DesignForm.Of(pass.Study.Protocol));
    }

    [HttpPost("")]
    public async Task<IActionResult> Change(Guid studyId, [FromForm] DesignForm form, CancellationToken cancellationToken)
    {
        var pass = await ProtocolsController.EnterAsync(access, User, studyId, cancellationToken);
        if (string.IsNullOrWhiteSpace(form.Title))
        {
            ModelState.AddModelError(nameof(form.Title), "A protocol needs a title.");
        }

        var phases = form.Phases.Where(p => !string.IsNullOrEmpty(p)).Select(p => p!).ToList();
        if (phases.Distinct().Count() < phases.Count || phases.Exists(p => !PhaseIds.Contains(p)))
        {
            ModelState.AddModelError(nameof(form.Phases), "Each phase can stand in one place only.");
        }

        if (!ModelState.IsValid)
        {
            return Page(pass, form);
        }

        var old = pass.Study.Protocol;
        var protocol = old with
        {
            Title = form.Title!.Trim(),
            Instructions = (form.Instructions ?? "").ReplaceLineEndings("\n").Trim(),
            Arms = form
                .Arms.Where(a => !string.IsNullOrWhiteSpace(a.Id) || !string.IsNullOrWhiteSpace(a.Name))
                .Select(a => new Arm(
                    (a.Id ?? "").Trim(),
                    string.IsNullOrWhiteSpace(a.Name) ? (a.Id ?? "").Trim() : a.Name.Trim(),
                    a.ShowsAi
                ))
                .ToList(),
            Hanging = old.Hanging with { Phases = phases, LinkScrolling = form.LinkScrolling },
        };
        if (await save.Handle(pass.Study, protocol, pass.PersonId, cancellationToken) is { } fault)
        {
            ModelState.AddModelError("", fault);
            return Page(pass, form);
        }

        TempData["Notice"] = "The protocol was saved.";
        return Redirect($"/studies/{studyId}/protocol");
    }

    private ViewResult Page(StudyPass pass, DesignForm form)
    {
        ViewData["Pass"] = pass;
        form.Arms = [.. form.Arms.Where(a => !string.IsNullOrWhiteSpace(a.Id) || !string.IsNullOrWhiteSpace(a.Name)), new ArmForm()];
        return View("/Features/Protocols/Design.cshtml", new DesignPage(pass, form, PhaseIds));
    }
}
