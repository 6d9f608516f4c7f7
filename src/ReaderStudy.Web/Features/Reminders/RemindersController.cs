using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Reminders;

/// <summary>Coordinators remind, readers put reminders away.</summary>
public sealed class RemindersController(StudyAccess access, RemindReader remind, DismissReminder dismiss) : Controller
{
    [HttpPost("studies/{studyId:guid}/readers/{readerId:guid}/remind")]
    public async Task<IActionResult> Remind(Guid studyId, Guid readerId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        await remind.Handle(pass, readerId, cancellationToken);
        TempData["Notice"] = $"{pass.Study.Readers.Single(r => r.Id == readerId).Name} finds the reminder under My sessions.";
        return Redirect($"/studies/{studyId}/progress");
    }

    [HttpPost("sessions/reminders/{reminderId:guid}/dismiss")]
    public async Task<IActionResult> Dismiss(Guid reminderId, CancellationToken cancellationToken)
    {
        await dismiss.Handle(User.PersonId(), reminderId, cancellationToken);
        return Redirect("/sessions");
    }
}
