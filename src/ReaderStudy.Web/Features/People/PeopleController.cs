using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.People;

/// <summary>What an administrator types to make an account.</summary>
public sealed class NewPersonForm
{
    public string? Name { get; set; }

    public string? Email { get; set; }

    /// <summary>Null: none.</summary>
    public string? AccountRole { get; set; }

    /// <summary>Null for people who do not read.</summary>
    public ReaderLevel? Level { get; set; }

    public int? Years { get; set; }
}

/// <summary>A password that is shown once and kept nowhere in clear.</summary>
/// <param name="Name">Whose.</param>
/// <param name="Email">To sign in with.</param>
/// <param name="Password">In clear.</param>
public sealed record NewPassword(string Name, string Email, string Password);

/// <param name="People">All accounts by name.</param>
/// <param name="Me">Who looks at the page.</param>
/// <param name="Form">To be filled in, or filled in with faults.</param>
public sealed record PeoplePage(IReadOnlyList<ListedPerson> People, Guid Me, NewPersonForm Form);

/// <summary>Accounts; for administrators alone. Nobody registers themselves.</summary>
[Authorize(Roles = AccountRoles.Administrator)]
[Route("people")]
public sealed class PeopleController(ListPeople list, CreatePerson create, DeactivatePerson deactivate, RenewPassword renew) : Controller
{
    [HttpGet("")]
    public Task<IActionResult> Index(CancellationToken cancellationToken) => PageAsync(new NewPersonForm(), cancellationToken);

    [HttpPost("")]
    public async Task<IActionResult> Create([FromForm] NewPersonForm form, CancellationToken cancellationToken)
    {
        if (ModelState.IsValid)
        {
            var (password, faults) = await create.Handle(form, User.PersonId());
            if (password is not null)
            {
                return Once(password);
            }

            faults.ToList().ForEach(f => ModelState.AddModelError(f.Field, f.Message));
        }

        return await PageAsync(form, cancellationToken);
    }

    [HttpPost("{personId:guid}/deactivate")]
    public async Task<IActionResult> Deactivate(Guid personId)
    {
        TempData["Notice"] = await deactivate.Handle(personId, User.PersonId(), isActive: false) + " can no longer sign in.";
        return Redirect("/people");
    }

    [HttpPost("{personId:guid}/reactivate")]
    public async Task<IActionResult> Reactivate(Guid personId)
    {
        TempData["Notice"] = await deactivate.Handle(personId, User.PersonId(), isActive: true) + " can sign in again.";
        return Redirect("/people");
    }

    [HttpPost("{personId:guid}/password")]
    public async Task<IActionResult> Password(Guid personId) => Once(await renew.Handle(personId, User.PersonId()));

    private ViewResult Once(NewPassword password)
    {
        Response.Headers.CacheControl = "no-store";
        return View("Password", password);
    }

    private async Task<IActionResult> PageAsync(NewPersonForm form, CancellationToken cancellationToken) =>
        View("Index", new PeoplePage(await list.Handle(cancellationToken), User.PersonId(), form));
}
