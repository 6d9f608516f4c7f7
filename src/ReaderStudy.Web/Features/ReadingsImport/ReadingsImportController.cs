using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Analysis;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.ReadingsImport;

/// <summary>A file of finished readings becomes a study: first it is checked and shown, then it is taken.</summary>
[Authorize(Roles = AccountRoles.Coordinator)]
[Route("studies/import-readings")]
[RequestSizeLimit(2L * ReadUpload.LargestFile)]
[RequestFormLimits(MultipartBodyLengthLimit = 2L * ReadUpload.LargestFile, ValueLengthLimit = ReadUpload.LargestFile)]
public sealed class ReadingsImportController(ReadUpload readUpload, AdmitReadings admit, RunAnalysis analyse) : Controller
{
    [HttpGet("")]
    public IActionResult Index()
    {
        var form = new ReadingsForm { Template = ProtocolJson.Templates[0] };
        return View("Index", new CheckedReadings(form, null, null, new Dictionary<string, string>(), []));
    }

    [HttpPost("check")]
    public async Task<IActionResult> Check([FromForm] ReadingsForm form, CancellationToken cancellationToken)
    {
        var found = await readUpload.Handle(form, cancellationToken);
        Response.StatusCode = found.IsReady ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return View(found.IsReady ? "Preview" : "Index", found);
    }

    [HttpPost("")]
    public async Task<IActionResult> Create([FromForm] ReadingsForm form, CancellationToken cancellationToken)
    {
        var found = await readUpload.Handle(form, cancellationToken);
        if (!found.IsReady)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Index", found);
        }

        var source = Path.GetFileName(form.FileName) is { Length: > 0 } name ? name : "readings.csv";
        var study = await admit.Handle(
            new AdmittedStudy(form.Name, source[..Math.Min(source.Length, 200)]),
            found.Protocol!,
            found.Content!,
            User.PersonId(),
            cancellationToken
        );
        await analyse.Handle(study, User.PersonId(), cancellationToken);
        return Redirect($"/studies/{study}/analysis");
    }
}
