using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols;

/// <summary>The published schema of protocols, for everybody and their editors.</summary>
[AllowAnonymous]
public sealed class SchemaController : Controller
{
    [HttpGet(ProtocolSchema.Path)]
    public IActionResult Index()
    {
        Response.Headers.CacheControl = "public, max-age=3600";
        return Content(ProtocolSchema.Text, "application/schema+json; charset=utf-8");
    }
}
