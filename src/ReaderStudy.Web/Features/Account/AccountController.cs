using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Data;
using ReaderStudy.Web.Features.Demo;
using ReaderStudy.Web.Features.People;

namespace ReaderStudy.Web.Features.Account;

public sealed class SignInForm
{
    [Required(ErrorMessage = "Give your e-mail address.")]
    public string Email { get; set; } = "";

    [Required(ErrorMessage = "Give your password.")]
    public string Password { get; set; } = "";

    public string? ReturnUrl { get; set; }
}

public sealed record SignInPage(SignInForm Form, IReadOnlyList<DemoAccount> DemoAccounts);

/// <summary>Signing in and out.</summary>
[Route("account")]
public sealed class AccountController(
    SignInManager<Person> signIn,
    UserManager<Person> people,
    AuditTrail audit,
    ReaderStudyDbContext db,
    DemoAccounts demo,
    TimeProvider clock
) : Controller
{
    [AllowAnonymous]
    [HttpGet("sign-in")]
    public IActionResult SignIn(string? returnUrl) => View("SignIn", new SignInPage(new SignInForm { ReturnUrl = returnUrl }, demo.Shown));

    [AllowAnonymous]
    [HttpPost("sign-in")]
    public async Task<IActionResult> SignIn([FromForm] SignInForm form, CancellationToken cancellationToken)
    {
        if (ModelState.IsValid)
        {
            var person = await people.FindByNameAsync(form.Email.Trim());
            var wasLockedOut = person is not null && await people.IsLockedOutAsync(person);
            var result = await signIn.PasswordSignInAsync(form.Email.Trim(), form.Password, isPersistent: false, lockoutOnFailure: true);
            audit.Record(
                result.Succeeded ? "account.signed-in"
                    : result.IsLockedOut && !wasLockedOut ? "account.locked-out"
                    : "account.sign-in-refused",
                person?.Id,
                null,
                person is null ? "person unknown" : $"person {person.Id}"
            );
            await db.SaveChangesAsync(cancellationToken);
            if (result.Succeeded)
            {
                return LocalRedirect(Url.IsLocalUrl(form.ReturnUrl) ? form.ReturnUrl! : "/");
            }

            ModelState.AddModelError(
                nameof(form.Password),
                result.IsLockedOut && person?.IsDeactivated(clock.GetUtcNow()) == true
                        ? "This account is deactivated. Ask an administrator."
                    : result.IsLockedOut ? "Too many tries. Wait five minutes and try again."
                    : "E-mail address and password do not belong together."
            );
        }

        return View("SignIn", new SignInPage(form, demo.Shown));
    }

    [HttpPost("sign-out")]
    public async Task<IActionResult> Leave(CancellationToken cancellationToken)
    {
        var person = await people.GetUserAsync(User);
        audit.Record("account.signed-out", person?.Id, null, person is null ? "person unknown" : $"person {person.Id}");
        await db.SaveChangesAsync(cancellationToken);
        await signIn.SignOutAsync();
        return Redirect("/account/sign-in");
    }
}
