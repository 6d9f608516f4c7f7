using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Home;

/// <summary>Where people arrive: the studies they have a part in.</summary>
public sealed class HomeController(MyStudies myStudies) : Controller
{
    [HttpGet("/")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) =>
        View(await myStudies.Handle(User.PersonId(), cancellationToken));
}
