using System.Text;
using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Protocols;

/// <param name="Pass">The way in.</param>
/// <param name="Protocol">As it stands.</param>
/// <param name="Sha256">Of the protocol as it stands.</param>
public sealed record ProtocolPage(StudyPass Pass, Protocol Protocol, string Sha256)
{
    public bool CanChange => Pass.Is(StudyRole.Coordinator) && Pass.Study.Status == StudyStatus.Draft;

    public bool CanAmend => Pass.Is(StudyRole.Coordinator) && Pass.Study.IsOpenForReading;

    /// <summary>What stands in the way of sealing.</summary>
    public IReadOnlyList<string> Gaps => SealingGaps.Of(Protocol);

    public IReadOnlyList<string> Remarks => ProtocolCheck.RemarksOf(Protocol);
}

/// <param name="Pass">The way in.</param>
/// <param name="Text">What is in the box: the protocol as it stands, or what somebody typed.</param>
public sealed record ProtocolTextPage(StudyPass Pass, string Text);

/// <summary>The protocol to read, and to exchange as a file.</summary>
[Route("studies/{studyId:guid}/protocol")]
public sealed class ProtocolsController(StudyAccess access, SaveProtocol save) : Controller
{
    internal const long LargestFile = 1_000_000;

    [HttpGet("")]
    public async Task<IActionResult> Index(Guid studyId, CancellationToken cancellationToken) =>
        Page(await access.ItemsAsync(User, studyId, StudyItems.Design, cancellationToken));

    /// <summary>The canonical text, whose SHA-256 names the protocol.</summary>
    [HttpGet("file")]
    [Records("protocol.downloaded")]
    public async Task<IActionResult> Download(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.ItemsAsync(User, studyId, StudyItems.Design, cancellationToken);
        return File(Encoding.UTF8.GetBytes(pass.Study.ProtocolText), "application/json", $"{pass.Study.Protocol.Id}.json");
    }

    [HttpGet("text")]
    public async Task<IActionResult> Text(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await EnterAsync(access, User, studyId, cancellationToken);
        return TextPage(pass, pass.Study.ProtocolText);
    }

    /// <summary>A whole protocol from a file or the box; a faulty one is shown again with what is wrong, so that nothing typed is lost.</summary>
    [HttpPost("text")]
    public async Task<IActionResult> Text(
        Guid studyId,
        [FromForm] string? text,
        [FromForm] string? edited,
        IFormFile? file,
        CancellationToken cancellationToken
    )
    {
        var pass = await EnterAsync(access, User, studyId, cancellationToken);
        if (file is { Length: > LargestFile })
        {
            ModelState.AddModelError("File", $"{file.FileName} has {file.Length / 1000} kB; a protocol has at most 1,000.");
            return TextPage(pass, text ?? pass.Study.ProtocolText);
        }

        var given = text ?? "";
        if (file is { Length: > 0 })
        {
            using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
            given = await reader.ReadToEndAsync(cancellationToken);
        }

        try
        {
            var saving = await save.Handle(pass.Study, ProtocolJson.Read(given), edited, pass.PersonId, cancellationToken);
            if (saving.Fault is null)
            {
                TempData["Notice"] = "The protocol was replaced.";
                return Redirect($"/studies/{studyId}/protocol");
            }

            ModelState.AddModelError("Text", saving.Fault);
            Response.StatusCode = saving.IsOutdated ? StatusCodes.Status409Conflict : StatusCodes.Status200OK;
        }
        catch (ProtocolException exception)
        {
            ModelState.AddModelError("Text", exception.Message);
        }

        return TextPage(pass, given);
    }

    /// <summary>For coordinators while they draft.</summary>
    internal static async Task<StudyPass> EnterAsync(
        StudyAccess access,
        System.Security.Claims.ClaimsPrincipal user,
        Guid studyId,
        CancellationToken cancellationToken
    )
    {
        var pass = await access.RoleAsync(user, studyId, cancellationToken, StudyRole.Coordinator);
        Rule.Require(pass.Study.Status == StudyStatus.Draft, Study.DesignIsFrozen);
        return pass;
    }

    private ViewResult Page(StudyPass pass)
    {
        ViewData["Pass"] = pass;
        var protocol = pass.Study.Protocol;
        return View("Index", new ProtocolPage(pass, protocol, SaveProtocol.MarkOf(pass.Study)));
    }

    private ViewResult TextPage(StudyPass pass, string text)
    {
        ViewData["Pass"] = pass;
        return View("Text", new ProtocolTextPage(pass, text));
    }
}
