using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Receiving;

/// <param name="Address">The address.</param>
/// <param name="Received">Files in its open import.</param>
/// <param name="IsOpen">It takes images now.</param>
public sealed record ReceivingLine(ReceivingAddress Address, int Received, bool IsOpen);

/// <param name="Pass">A coordinator's.</param>
/// <param name="Lines">The latest first.</param>
/// <param name="QuietMinutes">After so long an import begins.</param>
/// <param name="Url">What the addresses begin with.</param>
/// <param name="NameProblem">What is wrong with the name that was given; null: nothing.</param>
public sealed record ReceivingPage(StudyPass Pass, IReadOnlyList<ReceivingLine> Lines, int QuietMinutes, string Url, string? NameProblem);

/// <param name="Pass">A coordinator's.</param>
/// <param name="Address">Just opened.</param>
/// <param name="Url">Where to send.</param>
/// <param name="Secret">Shown this once.</param>
public sealed record OpenedPage(StudyPass Pass, ReceivingAddress Address, string Url, string Secret);

/// <summary>The addresses at which a draft receives images; for its coordinators.</summary>
[Route("studies/{studyId:guid}/receiving")]
public sealed class ReceivingController(
    ReaderStudyDbContext db,
    StudyAccess access,
    OpenReceiving open,
    CloseReceiving close,
    FinishReceiving finish,
    TimeProvider clock,
    IOptions<ReceivingOptions> options
) : Controller
{
    private string BaseUrl => (options.Value.PublicAddress ?? $"{Request.Scheme}://{Request.Host}").TrimEnd('/') + "/dicomweb/";

    [HttpGet("")]
    public async Task<IActionResult> Index(Guid studyId, CancellationToken cancellationToken) =>
        View("Index", await PageAsync(await PassAsync(studyId, cancellationToken), null, cancellationToken));

    [HttpPost("")]
    public async Task<IActionResult> Open(Guid studyId, [FromForm] string? name, CancellationToken cancellationToken)
    {
        var pass = await PassAsync(studyId, cancellationToken);
        if (name?.Trim() is not { Length: >= 1 and <= ReceivingAddress.LongestName } given && pass.Study.Status is StudyStatus.Draft)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Index", await PageAsync(pass, "Say who will send, in up to 100 characters.", cancellationToken));
        }

        var (address, secret) = await open.Handle(pass, name ?? "", cancellationToken);
        return View("Opened", new OpenedPage(pass, address, BaseUrl + address.Id, secret));
    }

    /// <summary>Imports what has arrived, without waiting for the sender to be quiet.</summary>
    [HttpPost("{addressId:guid}/import")]
    public async Task<IActionResult> Import(Guid studyId, Guid addressId, CancellationToken cancellationToken)
    {
        await PassAsync(studyId, cancellationToken);
        var import = await finish.Handle(await FindAsync(studyId, addressId, cancellationToken), cancellationToken);
        return Redirect(import is { } id ? $"/studies/{studyId}/imports/{id}" : $"/studies/{studyId}/receiving");
    }

    [HttpPost("{addressId:guid}/close")]
    public async Task<IActionResult> Close(Guid studyId, Guid addressId, CancellationToken cancellationToken)
    {
        var pass = await PassAsync(studyId, cancellationToken);
        await close.Handle(pass, await FindAsync(studyId, addressId, cancellationToken), cancellationToken);
        return Redirect($"/studies/{studyId}/receiving");
    }

    private async Task<ReceivingPage> PageAsync(StudyPass pass, string? nameProblem, CancellationToken cancellationToken)
    {
        var addresses = await db
            .ReceivingAddresses.AsNoTracking()
            .Where(a => a.StudyId == pass.Study.Id)
            .OrderByDescending(a => a.OpenedAt)
            .Take(100)
            .ToListAsync(cancellationToken);
        var imports = addresses.Select(a => a.ImportId).OfType<Guid>().ToList();
        var counts = await db
            .ImportFiles.Where(f => imports.Contains(f.ImportId))
            .GroupBy(f => f.ImportId)
            .Select(g => new { g.Key, Number = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Number, cancellationToken);
        var (now, isDraft) = (clock.GetUtcNow(), pass.Study.Status is StudyStatus.Draft);
        return new ReceivingPage(
            pass,
            addresses.ConvertAll(a => new ReceivingLine(
                a,
                a.ImportId is { } id ? counts.GetValueOrDefault(id) : 0,
                isDraft && a.IsOpenAt(now)
            )),
            options.Value.QuietMinutes,
            BaseUrl,
            nameProblem
        );
    }

    private async Task<StudyPass> PassAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        ViewData["Pass"] = pass;
        return pass;
    }

    private async Task<ReceivingAddress> FindAsync(Guid studyId, Guid addressId, CancellationToken cancellationToken) =>
        await db.ReceivingAddresses.SingleOrDefaultAsync(a => a.Id == addressId && a.StudyId == studyId, cancellationToken)
        ?? throw new NotFoundException("receiving address");
}
