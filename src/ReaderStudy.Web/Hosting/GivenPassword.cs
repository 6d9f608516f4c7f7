using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Filters;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Web.Features.Account;

namespace ReaderStudy.Web.Hosting;

/// <summary>
/// A password that an administrator gave is known to two people. Until its owner has chosen another, the account opens nothing but the page
/// on which that is done: signatures with it would not be of one person alone.
/// </summary>
/// <remarks>21 CFR 11.100(a), 11.200(a)(2) and 11.300: a signature is unique to one person and used only by its owner.</remarks>
public sealed class GivenPassword : IAsyncResourceFilter
{
    public static readonly Rule OwnPasswordFirst = new(
        "account.own-password-first",
        "Choose a password of your own first: the one that you were given is known to an administrator."
    );

    /// <summary>Where it is chosen.</summary>
    public const string Page = "/account/password";

    private const string Claim = "password-given";

    /// <summary>True while a person is signed in with a password that was given.</summary>
    public static bool IsOf(ClaimsPrincipal user) => user.HasClaim(c => c.Type == Claim);

    /// <summary>Marks the account in the same save as its new password.</summary>
    public static void Mark(ReaderStudyDbContext db, Person person)
    {
        if (!db.UserClaims.Any(c => c.UserId == person.Id && c.ClaimType == Claim))
        {
            db.UserClaims.Add(
                new IdentityUserClaim<Guid>
                {
                    UserId = person.Id,
                    ClaimType = Claim,
                    ClaimValue = "true",
                }
            );
        }
    }

    /// <summary>Takes the mark away in the same save as the password that its owner chose.</summary>
    public static void Unmark(ReaderStudyDbContext db, Person person) =>
        db.UserClaims.RemoveRange(db.UserClaims.Where(c => c.UserId == person.Id && c.ClaimType == Claim).ToList());

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        var isFree =
            context.ActionDescriptor is ControllerActionDescriptor { ControllerTypeInfo: var type }
            && (type == typeof(AccountController) || type == typeof(PasswordController));
        isFree |= context.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any();
        if (isFree || !IsOf(http.User))
        {
            await next();
        }
        else if (http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            context.Result = new LocalRedirectResult(Page);
        }
        else
        {
            throw new BrokenRuleException(OwnPasswordFirst);
        }
    }
}
