using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Data;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Sessions;

/// <summary>A reader signs the readings of a session: who, when, what it means, and tied to the answers as they stand.</summary>
/// <remarks>21 CFR 11.50 and 11.200: the meaning is shown, and the password is given again.</remarks>
[Route("sessions/{sessionId:guid}/sign")]
public sealed class SigningController(ReaderDesk desk, Signatures signatures) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Sheet(Guid sessionId, CancellationToken cancellationToken) =>
        View("/Features/Sessions/Sign.cshtml", await desk.SigningAsync(User.PersonId(), sessionId, cancellationToken));

    [HttpPost("")]
    public async Task<IActionResult> Sign(
        Guid sessionId,
        [FromForm] string? sha256,
        [FromForm] string? password,
        CancellationToken cancellationToken
    )
    {
        var person = User.PersonId();
        await desk.RequireSignableAsync(person, sessionId, sha256, cancellationToken);
        var sheet = await desk.SigningAsync(person, sessionId, cancellationToken);
        var signing = await signatures.SignAsync(
            User,
            password,
            sheet.StudyId,
            SignatureMeaning.Readings,
            sheet.Subject,
            sheet.Sha256,
            cancellationToken
        );
        if (signing.Signature is not { } signature)
        {
            ModelState.AddModelError("Password", signing.Fault!);
            return View("/Features/Sessions/Sign.cshtml", sheet);
        }

        await desk.SignAsync(person, sessionId, signature, cancellationToken);
        return Redirect("/sessions");
    }
}
