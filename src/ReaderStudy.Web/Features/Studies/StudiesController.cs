using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Studies;

/// <summary>Starting a study, and its overview.</summary>
[Route("studies")]
public sealed class StudiesController(StudyAccess access, CreateStudy createStudy, StudyOverview overview) : Controller
{
    [Authorize(Roles = AccountRoles.Coordinator)]
    [HttpGet("new")]
    public IActionResult New() => View("New", StudyTemplates.All);

    [Authorize(Roles = AccountRoles.Coordinator)]
    [HttpPost("new")]
    public async Task<IActionResult> New([FromForm] string? name, [FromForm] string? template, CancellationToken cancellationToken)
    {
        if (name?.Trim().Length is not (>= 1 and <= 200))
        {
            ModelState.AddModelError("Name", Study.NameIsGiven.Message);
        }

        if (!ProtocolJson.Templates.Contains(template ?? ""))
        {
            ModelState.AddModelError("Template", "Choose what to start from.");
        }

        if (!ModelState.IsValid)
        {
            ViewData["Name"] = name;
            ViewData["Template"] = template;
            return New();
        }

        var id = await createStudy.Handle(name!, template!, User.PersonId(), cancellationToken);
        return Redirect($"/studies/{id}");
    }

    [HttpGet("{studyId:guid}")]
    public async Task<IActionResult> Overview(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.MemberAsync(User, studyId, cancellationToken);
        ViewData["Pass"] = pass;
        return View("Overview", await overview.Handle(pass, cancellationToken));
    }
}
