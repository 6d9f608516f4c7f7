using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Analysis;
using ReaderStudy.Web.Features.Protocols;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>
/// What leaves a study: images at any time, answers, truth and predictions after the unblinding only. Each export is a zip that is made while
/// it is sent, and an entry in the audit trail.
/// </summary>
[Route("studies/{studyId:guid}/exports")]
public sealed class ExportsController(
    StudyAccess access,
    ExportOffer offer,
    ExportDataset dataset,
    ExportImages images,
    ExportReadingReports readingReports,
    ExportPredictionReports predictionReports,
    ReaderStudyDbContext db,
    AuditTrail audit
) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator, StudyRole.Statistician);
        ViewData["Pass"] = pass;
        return View("Index", await offer.Handle(pass, cancellationToken));
    }

    /// <summary>Volumes for modellers, and the annotations that are asked for.</summary>
    [HttpPost("dataset")]
    public async Task<IActionResult> Dataset(
        Guid studyId,
        [FromForm] bool truth,
        [FromForm] bool readings,
        [FromForm] bool predictions,
        [FromForm] bool flaggedTexts,
        CancellationToken cancellationToken
    )
    {
        var choices = new ExportChoices(truth, readings, predictions, flaggedTexts);
        var pass = await ImagesAsync(studyId, cancellationToken);
        if (choices != new ExportChoices())
        {
            pass = await AnnotationsAsync(studyId, cancellationToken);
        }

        return await ZipAsync(
            pass,
            "study.dataset-exported",
            "dataset.zip",
            choices,
            (zip, token) => dataset.Handle(pass, choices, zip, token),
            cancellationToken
        );
    }

    /// <summary>The images as they are stored.</summary>
    [HttpPost("images")]
    public async Task<IActionResult> Images(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await ImagesAsync(studyId, cancellationToken);
        return await ZipAsync(
            pass,
            "study.images-exported",
            "dicom.zip",
            new ExportChoices(),
            (zip, token) => images.Handle(pass, zip, token),
            cancellationToken
        );
    }

    /// <summary>One structured report a reading.</summary>
    [HttpPost("readings")]
    public async Task<IActionResult> Readings(Guid studyId, [FromForm] bool flaggedTexts, CancellationToken cancellationToken)
    {
        var choices = new ExportChoices(Readings: true, FlaggedTexts: flaggedTexts);
        var pass = await AnnotationsAsync(studyId, cancellationToken);
        return await ZipAsync(
            pass,
            "study.readings-exported",
            "readings-sr.zip",
            choices,
            (zip, token) => readingReports.Handle(pass, choices, zip, token),
            cancellationToken
        );
    }

    /// <summary>One structured report a prediction.</summary>
    [HttpPost("predictions")]
    public async Task<IActionResult> Predictions(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await AnnotationsAsync(studyId, cancellationToken);
        return await ZipAsync(
            pass,
            "study.predictions-exported",
            "predictions-sr.zip",
            new ExportChoices(Predictions: true),
            (zip, token) => predictionReports.Handle(pass, zip, token),
            cancellationToken
        );
    }

    private async Task<StudyPass> ImagesAsync(Guid studyId, CancellationToken cancellationToken)
    {
        await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator, StudyRole.Statistician);
        return await access.ItemsAsync(User, studyId, ExportOffer.ForImages, cancellationToken);
    }

    /// <summary>A draft's coordinator sees the truth, but nothing of it leaves before the unblinding.</summary>
    private async Task<StudyPass> AnnotationsAsync(Guid studyId, CancellationToken cancellationToken)
    {
        await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator, StudyRole.Statistician);
        var pass = await access.ItemsAsync(User, studyId, ExportOffer.ForAnnotations, cancellationToken);
        Rule.Require(pass.Study.IsUnblinded, StudyAccess.Blinded);
        return pass;
    }

    /// <summary>The audit entry is there before the first byte leaves, and another when the last one has.</summary>
    private async Task<IActionResult> ZipAsync(
        StudyPass pass,
        string action,
        string name,
        ExportChoices choices,
        Func<ZipTarget, CancellationToken, Task> write,
        CancellationToken cancellationToken
    )
    {
        var subject = $"study {pass.Study.Id}";
        audit.Record(action, pass.PersonId, pass.Study.Id, subject, $"{choices}; {ProtocolsInForce.NameOf(pass.Study)}");
        await db.SaveChangesAsync(cancellationToken);
        return new ZipResult(
            $"{FileNames.Of(pass.Study.Name)}-{name}",
            async (zip, token) =>
            {
                await write(zip, token);
                audit.Record("study.export-finished", pass.PersonId, pass.Study.Id, subject, $"{name}: {zip.Files} file(s)");
                await db.SaveChangesAsync(CancellationToken.None);
            }
        );
    }
}
