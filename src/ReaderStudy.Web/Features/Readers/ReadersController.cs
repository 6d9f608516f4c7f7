using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.People;
using ReaderStudy.Web.Features.Shared;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Readers;

/// <summary>What a coordinator types to give a person a part.</summary>
public sealed class NewMemberForm
{
    public string? Email { get; set; }

    public StudyRole Role { get; set; } = StudyRole.Reader;

    /// <summary>For readers; null: as in the account.</summary>
    public ReaderLevel? Level { get; set; }

    /// <summary>For readers; null: as in the account.</summary>
    public int? Years { get; set; }
}

/// <param name="PersonId">The account.</param>
/// <param name="Name">Of the person.</param>
/// <param name="Email">Of the person.</param>
public sealed record MemberName(Guid PersonId, string Name, string Email);

/// <param name="Pass">The way in.</param>
/// <param name="Names">By account; empty for those who may not know who reads.</param>
/// <param name="Form">To be filled in, or filled in with faults.</param>
public sealed record ReadersPage(StudyPass Pass, IReadOnlyDictionary<Guid, MemberName> Names, NewMemberForm Form)
{
    public bool CanChange => Pass.Is(StudyRole.Coordinator) && Pass.Study.Status == StudyStatus.Draft;
}

/// <summary>Who has which part in a study.</summary>
[Route("studies/{studyId:guid}/readers")]
public sealed class ReadersController(
    StudyAccess access,
    NameMember name,
    DismissMember dismiss,
    UserManager<Person> people,
    ReaderStudyDbContext db,
    TimeProvider clock
) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid studyId, CancellationToken cancellationToken) =>
        await PageAsync(
            await access.ItemsAsync(User, studyId, StudyItems.Design, cancellationToken),
            new NewMemberForm(),
            cancellationToken
        );

    [HttpPost("")]
    public async Task<IActionResult> Add(Guid studyId, [FromForm] NewMemberForm form, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        var person = await people.FindByEmailAsync((form.Email ?? "").Trim());
        if (person is null)
        {
            ModelState.AddModelError(nameof(form.Email), "Nobody has an account with this address. An administrator creates accounts.");
        }
        else if (person.IsDeactivated(clock.GetUtcNow()))
        {
            ModelState.AddModelError(nameof(form.Email), "This account is deactivated. An administrator can reactivate it.");
        }

        if (form.Role == StudyRole.Reader && person is not null && (form.Level ?? person.Level) is null or ReaderLevel.Ai)
        {
            ModelState.AddModelError(nameof(form.Level), "The account names no level. Choose junior, middle or senior.");
        }

        if (form.Years is < 0 or > 80)
        {
            ModelState.AddModelError(nameof(form.Years), "Years of experience are from 0 to 80.");
        }

        if (!ModelState.IsValid)
        {
            return await PageAsync(pass, form, cancellationToken);
        }

        await name.Handle(pass.Study, person!, form.Role, form.Level, form.Years, pass.PersonId, cancellationToken);
        TempData["Notice"] = $"{person!.DisplayName} is now a {form.Role.ToString().ToLowerInvariant()} of this study.";
        return Redirect($"/studies/{studyId}/readers");
    }

    [HttpPost("remove")]
    public async Task<IActionResult> Remove(
        Guid studyId,
        [FromForm] Guid personId,
        [FromForm] StudyRole role,
        CancellationToken cancellationToken
    )
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        this.RequireUnderstood();
        await dismiss.Handle(pass.Study, personId, role, pass.PersonId, cancellationToken);
        TempData["Notice"] = "Removed from the study.";
        return Redirect(pass.Study.Members.Any(m => m.PersonId == pass.PersonId) ? $"/studies/{studyId}/readers" : "/");
    }

    private async Task<IActionResult> PageAsync(StudyPass pass, NewMemberForm form, CancellationToken cancellationToken)
    {
        ViewData["Pass"] = pass;
        var ids = pass.Study.Members.Select(m => m.PersonId).ToList();
        var names = pass.Is(StudyRole.Coordinator)
            ? await db
                .Users.Where(p => ids.Contains(p.Id))
                .Select(p => new MemberName(p.Id, p.DisplayName, p.Email ?? ""))
                .ToDictionaryAsync(p => p.PersonId, cancellationToken)
            : [];
        return View("Index", new ReadersPage(pass, names, form));
    }
}
