using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Account;

/// <summary>The page on which people change their own password.</summary>
[Route("account/password")]
public sealed class PasswordController(ChangePassword change) : Controller
{
    [HttpGet("")]
    public IActionResult Index() => Page();

    [HttpPost("")]
    public async Task<IActionResult> Change([FromForm] ChangePasswordForm form, CancellationToken cancellationToken)
    {
        var faults = await change.Handle(User, form, cancellationToken);
        if (faults.Count > 0)
        {
            faults.ToList().ForEach(f => ModelState.AddModelError(f.Field, f.Message));
            return Page();
        }

        TempData["Notice"] = "Your password was changed. Sign in with it from now on.";
        return Redirect("/");
    }

    /// <summary>What was typed is not sent back.</summary>
    private ViewResult Page() => View("/Features/Account/Password.cshtml", GivenPassword.IsOf(User));
}
