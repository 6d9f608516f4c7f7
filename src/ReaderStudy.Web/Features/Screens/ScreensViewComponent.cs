using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Screens;

/// <summary>The checked screens on the page of the progress; nothing where none was checked and none is asked for.</summary>
public sealed class ScreensViewComponent(CheckedScreens screens) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Study study)
    {
        var found = await screens.Handle(study, HttpContext.RequestAborted);
        return found.Count == 0 && !study.Protocol.Reading.SiteCheck ? Content("") : View("/Features/Screens/Screens.cshtml", found);
    }
}
