using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Protocols.Subjects;
using ReaderStudy.Web.Features.Shared;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Protocols;

/// <param name="Pass">The way in.</param>
/// <param name="Form">The parts that are usually amended, filled with what is in force or what was typed.</param>
/// <param name="Text">The whole changed protocol, when it was given as text; null: the form counts.</param>
/// <param name="Reason">As it was typed.</param>
/// <param name="Edited">Mark of the protocol in force when the form was filled.</param>
/// <param name="Changes">What would change; empty: not looked at yet.</param>
/// <param name="Faults">By field; the empty name is the whole.</param>
public sealed record AmendPage(
    StudyPass Pass,
    SubjectForm Form,
    string? Text,
    string Reason,
    string Edited,
    IReadOnlyList<ProtocolChange> Changes,
    IReadOnlyDictionary<string, string> Faults
)
{
    /// <summary>SHA-256 of the changed protocol whose changes are shown: what a signature covers. Null: none are.</summary>
    public string? Shown { get; init; }
}

/// <summary>Amends a sealed protocol: first the difference is shown, then it is signed. What was typed stays in the form until it is in force.</summary>
[Route("studies/{studyId:guid}/protocol/amend")]
public sealed class AmendController(StudyAccess access, AmendProtocol amend, Signatures signatures, RecordRefusal refusal) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await EnterAsync(studyId, cancellationToken);
        return Page(
            new AmendPage(
                pass,
                AmendForm.Of(pass.Study.Protocol),
                null,
                "",
                SaveProtocol.MarkOf(pass.Study),
                [],
                new Dictionary<string, string>()
            )
        );
    }

    [HttpPost("")]
    public async Task<IActionResult> Amend(
        Guid studyId,
        [FromForm] IFormCollection form,
        IFormFile? file,
        CancellationToken cancellationToken
    )
    {
        var pass = await EnterAsync(studyId, cancellationToken);
        var given = new GivenForm(form);
        var current = pass.Study.Protocol;
        var text = await TextAsync(given, file, cancellationToken);
        var page = new AmendPage(
            pass,
            AmendForm.Of(current).With(given),
            text,
            given.Text("Reason"),
            given.Raw("Edited"),
            [],
            given.Faults
        );
        Protocol changed;
        try
        {
            changed = text is null ? AmendForm.Apply(current, given) : ProtocolJson.Read(text);
        }
        catch (ProtocolException refused)
        {
            given.Fault("Text", refused.Message);
            return Page(page);
        }

        if (given.Faults.Count > 0)
        {
            return Page(page);
        }

        var sha256 = ProtocolJson.Sha256Of(changed);
        page = page with { Changes = ProtocolDifference.Between(current, changed), Shown = sha256 };
        // Every rule is asked before the password: a signature is for what can be put in force.
        try
        {
            AmendProtocol.Check(pass.Study, changed, page.Reason, given.Optional("Edited"));
            if (given.Ticked("Sign") && given.Optional("Shown") is { } shown && shown != sha256)
            {
                Rule.Require(this.WantsPage(), Study.AmendsWhatWasShown);
                await refusal.Handle(pass, Study.AmendsWhatWasShown, Request.Path, cancellationToken);
                given.Fault("Rule", $"{Study.AmendsWhatWasShown.Message} (Code: {Study.AmendsWhatWasShown.Code})");
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page(page);
            }
        }
        catch (BrokenRuleException broken) when (this.WantsPage())
        {
            await refusal.Handle(pass, broken.Rule, Request.Path, cancellationToken);
            given.Fault("Rule", $"{broken.Message} (Code: {broken.Rule.Code})");
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page(page with { Edited = SaveProtocol.MarkOf(pass.Study), Changes = [], Shown = null });
        }

        if (!given.Ticked("Sign"))
        {
            return Page(page);
        }

        var signing = await signatures.SignAsync(
            User,
            given.Raw("Password"),
            studyId,
            SignatureMeaning.Amendment,
            FormattableString.Invariant($"protocol {pass.Study.ProtocolVersion + 1}"),
            sha256,
            cancellationToken
        );
        if (signing.Signature is null)
        {
            given.Fault("Password", signing.Fault!);
            return Page(page);
        }

        var version = await amend.Handle(pass.Study, changed, page.Reason, signing.Signature, cancellationToken);
        TempData["Notice"] =
            $"Version {version.Number} of the protocol is in force. Readings that are opened from now on are judged by it.";
        return Redirect($"/studies/{studyId}/protocol/versions");
    }

    private async Task<StudyPass> EnterAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        Rule.Require(pass.Study.IsOpenForReading, Study.AmendWhileReading);
        return pass;
    }

    /// <summary>The whole protocol from a file or the box; null when neither was given.</summary>
    private static async Task<string?> TextAsync(GivenForm given, IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is not { Length: > 0 })
        {
            return given.Optional("Text");
        }

        if (file.Length > ProtocolsController.LargestFile)
        {
            given.Fault("Text", $"{file.FileName} has {file.Length / 1000} kB; a protocol has at most 1,000.");
            return given.Optional("Text");
        }

        using var reader = new StreamReader(file.OpenReadStream(), System.Text.Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    private ViewResult Page(AmendPage page)
    {
        ViewData["Pass"] = page.Pass;
        return View("/Features/Protocols/Amend.cshtml", page);
    }
}
