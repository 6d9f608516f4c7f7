using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using ReaderStudy.Data;
using ReaderStudy.Dicom.Web;

namespace ReaderStudy.Web.Features.Receiving;

/// <summary>
/// Where a PACS sends images (STOW-RS, PS3.18 10.5). A sender is let in by the secret of the address alone; cookies mean nothing here, so
/// no other site can make a browser send.
/// </summary>
[ApiController]
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[Route("dicomweb/{addressId:guid}/studies")]
public sealed partial class StoreController(
    ReaderStudyDbContext db,
    StoreInstances store,
    ReceivingLimits limits,
    TimeProvider clock,
    IOptions<ReceivingOptions> options,
    ILogger<StoreController> log
) : ControllerBase
{
    private const string Json = "application/dicom+json";
    private const string Xml = "application/dicom+xml";

    [HttpPost("")]
    [DisableRequestSizeLimit]
    public Task<IActionResult> Store(Guid addressId, CancellationToken cancellationToken) => StoreAsync(addressId, null, cancellationToken);

    /// <summary>Instances of one exam only.</summary>
    [HttpPost("{examUid}")]
    [DisableRequestSizeLimit]
    public Task<IActionResult> StoreExam(Guid addressId, string examUid, CancellationToken cancellationToken) =>
        StoreAsync(addressId, examUid, cancellationToken);

    private async Task<IActionResult> StoreAsync(Guid addressId, string? examUid, CancellationToken cancellationToken)
    {
        var place = HttpContext.Connection.RemoteIpAddress;
        if (!limits.MayTry(place))
        {
            return Later("Too many wrong secrets came from this place. Wait a minute.");
        }

        var address = await db.ReceivingAddresses.SingleOrDefaultAsync(a => a.Id == addressId, cancellationToken);
        var secret = ReceivingSecret.In(Request.Headers.Authorization);
        if (address is null || secret is null || !ReceivingSecret.Fits(address, secret))
        {
            limits.CountWrong(place);
            LogRefused(log, addressId);
            Response.Headers.WWWAuthenticate = "Basic realm=\"ReaderStudy\", charset=\"UTF-8\"";
            return Say(401, "This address needs its secret, as a Basic password or a bearer token.");
        }

        if (!address.IsOpenAt(clock.GetUtcNow()))
        {
            return Say(403, "This receiving address was closed or has expired. A coordinator of the study can open another one.");
        }

        if (AnswerType() is not { } answerType)
        {
            return Say(406, $"Answers are {Json} or {Xml}.");
        }

        if (MultipartBoundary.Of(Request.ContentType) is not { } boundary || boundary.PartType is not (null or "application/dicom"))
        {
            return Say(415, "Send multipart/related; type=\"application/dicom\", with a boundary.");
        }

        if (HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = options.Value.LargestRequestMebibytes << 20;
        }

        using var turn = await limits.TurnAsync(addressId, cancellationToken);
        if (!turn.IsAcquired)
        {
            return Later("Too many requests of this sender wait already.");
        }

        try
        {
            var response = await store.Handle(address, examUid, boundary.Text, Request.Body, cancellationToken);
            if (response.IsEmpty)
            {
                return Say(400, "The request holds no instance.");
            }

            Response.StatusCode = response.Status;
            return File(answerType == Json ? response.ToJson() : response.ToXml(), answerType);
        }
        catch (ReceivingIsOverException over)
        {
            return Say(403, over.Message);
        }
        catch (BadHttpRequestException bad)
        {
            return Say(bad.StatusCode, "The request is larger than is taken, or broke off.");
        }
        catch (Exception bad) when (bad is InvalidDataException or EndOfStreamException)
        {
            return Say(400, bad.Message);
        }
    }

    /// <summary>What the sender wants to read; null: neither of the two that there are.</summary>
    private string? AnswerType()
    {
        if (!MediaTypeHeaderValue.TryParseList(Request.Headers.Accept, out var wanted) || wanted.Count == 0)
        {
            return Json;
        }

        var best = wanted.Where(w => w.Quality is not 0).OrderByDescending(w => w.Quality ?? 1).ToList();
        return best.Select(w =>
                w.MediaType.Value switch
                {
                    "*/*" or "application/*" or "application/json" or Json => Json,
                    Xml or "application/xml" or "text/xml" => Xml,
                    _ => null,
                }
            )
            .FirstOrDefault(t => t is not null);
    }

    private ContentResult Later(string sentence)
    {
        Response.Headers.RetryAfter = "60";
        return Say(429, sentence);
    }

    private ContentResult Say(int status, string sentence) =>
        new()
        {
            StatusCode = status,
            Content = sentence,
            ContentType = "text/plain",
        };

    [LoggerMessage(LogLevel.Warning, "A store request to receiving address {AddressId} was refused: no secret, or a wrong one.")]
    private static partial void LogRefused(ILogger log, Guid addressId);
}
