using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Protocols;

/// <param name="Pass">The way in.</param>
/// <param name="Form">The question.</param>
/// <param name="QuestionId">Which question is changed; null: a new one.</param>
public sealed record QuestionPage(StudyPass Pass, QuestionForm Form, string? QuestionId);

/// <summary>Changes the questions of a draft's protocol one by one.</summary>
[Route("studies/{studyId:guid}/protocol")]
public sealed class QuestionsController(StudyAccess access, SaveProtocol save) : Controller
{
    [HttpGet("new-question")]
    public async Task<IActionResult> Add(Guid studyId, CancellationToken cancellationToken) =>
        Page(await EnterAsync(studyId, cancellationToken), new QuestionForm(), null);

    [HttpPost("new-question")]
    public async Task<IActionResult> Add(Guid studyId, [FromForm] QuestionForm form, CancellationToken cancellationToken) =>
        await SaveAsync(await EnterAsync(studyId, cancellationToken), form, null, cancellationToken);

    [HttpGet("questions/{questionId}")]
    public async Task<IActionResult> Change(Guid studyId, string questionId, CancellationToken cancellationToken)
    {
        var pass = await EnterAsync(studyId, cancellationToken);
        return Page(pass, QuestionForm.Of(Find(pass, questionId)), questionId);
    }

    [HttpPost("questions/{questionId}")]
    public async Task<IActionResult> Change(
        Guid studyId,
        string questionId,
        [FromForm] QuestionForm form,
        CancellationToken cancellationToken
    ) => await SaveAsync(await EnterAsync(studyId, cancellationToken), form, questionId, cancellationToken);

    [HttpPost("questions/{questionId}/remove")]
    public async Task<IActionResult> Remove(Guid studyId, string questionId, [FromForm] string? edited, CancellationToken cancellationToken)
    {
        var pass = await EnterAsync(studyId, cancellationToken);
        var question = Find(pass, questionId);
        var left = pass.Study.Protocol.Questions.Where(q => q.Id != questionId).ToList();
        return await ReplaceAsync(pass, left, FormOf(question, edited), questionId, $"'{question.Text}' was removed.", cancellationToken);
    }

    /// <summary>Moves a question one place towards the first (up) or the last (down).</summary>
    [HttpPost("questions/{questionId}/{direction:regex(^(up|down)$)}")]
    public async Task<IActionResult> Move(
        Guid studyId,
        string questionId,
        string direction,
        [FromForm] string? edited,
        CancellationToken cancellationToken
    )
    {
        var pass = await EnterAsync(studyId, cancellationToken);
        var question = Find(pass, questionId);
        var order = pass.Study.Protocol.Questions.ToList();
        var from = order.FindIndex(q => q.Id == questionId);
        var to = Math.Clamp(direction == "up" ? from - 1 : from + 1, 0, order.Count - 1);
        (order[from], order[to]) = (order[to], order[from]);
        return await ReplaceAsync(pass, order, FormOf(question, edited), questionId, "The order was changed.", cancellationToken);
    }

    private Task<StudyPass> EnterAsync(Guid studyId, CancellationToken cancellationToken) =>
        ProtocolsController.EnterAsync(access, User, studyId, cancellationToken);

    private static QuestionForm FormOf(Question question, string? edited)
    {
        var form = QuestionForm.Of(question);
        form.Edited = edited;
        return form;
    }

    private static Question Find(StudyPass pass, string questionId) =>
        pass.Study.Protocol.Questions.FirstOrDefault(q => q.Id == questionId) ?? throw new NotFoundException("question");

    private async Task<IActionResult> SaveAsync(StudyPass pass, QuestionForm form, string? questionId, CancellationToken cancellationToken)
    {
        var old = questionId is null ? null : Find(pass, questionId);
        var (question, faults) = form.Read(old);
        if (!ModelState.IsValid || question is null)
        {
            faults.ToList().ForEach(f => ModelState.AddModelError(f.Field, f.Message));
            return Page(pass, form, questionId);
        }

        var questions = pass.Study.Protocol.Questions;
        IReadOnlyList<Question> replaced = old is null
            ? [.. questions, question]
            : questions.Select(q => q.Id == old.Id ? question : q).ToList();
        return await ReplaceAsync(pass, replaced, form, questionId, $"'{question.Text}' was saved.", cancellationToken);
    }

    private async Task<IActionResult> ReplaceAsync(
        StudyPass pass,
        IReadOnlyList<Question> questions,
        QuestionForm form,
        string? questionId,
        string notice,
        CancellationToken cancellationToken
    )
    {
        var protocol = pass.Study.Protocol with { Questions = questions };
        var saving = await save.Handle(pass.Study, protocol, form.Edited, pass.PersonId, cancellationToken);
        if (saving.Fault is { } fault)
        {
            ModelState.AddModelError("", fault);
            Response.StatusCode = saving.IsOutdated ? StatusCodes.Status409Conflict : StatusCodes.Status200OK;
            form.Edited = null;
            return Page(pass, form, questionId);
        }

        TempData["Notice"] = notice;
        return Redirect($"/studies/{pass.Study.Id}/protocol");
    }

    private ViewResult Page(StudyPass pass, QuestionForm form, string? questionId)
    {
        ViewData["Pass"] = pass;
        form.Edited ??= SaveProtocol.MarkOf(pass.Study);
        return View("/Features/Protocols/Question.cshtml", new QuestionPage(pass, form.WithSpareRows(), questionId));
    }
}
