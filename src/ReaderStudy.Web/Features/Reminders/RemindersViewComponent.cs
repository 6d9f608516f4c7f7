using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Reminders;

/// <summary>On My sessions: what waits to be read, as the coordinators remind.</summary>
public sealed class RemindersViewComponent(WaitingReminders waiting) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync() =>
        View("/Features/Reminders/Waiting.cshtml", await waiting.Handle(UserClaimsPrincipal.PersonId(), HttpContext.RequestAborted));
}
