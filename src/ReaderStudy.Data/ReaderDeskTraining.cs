using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data;

/// <summary>Compares training readings with the reference standard; the only place of the desk that looks at truth, and at training cases only.</summary>
internal sealed class ReaderDeskTraining(ReaderStudyDbContext db)
{
    /// <summary>By training session: right answers so far of the cases that are scored.</summary>
    public async Task<IReadOnlyDictionary<Guid, TrainingScore>> ScoresAsync(
        Protocol protocol,
        IReadOnlyList<ReadingSession> sessions,
        CancellationToken cancellationToken
    )
    {
        var trainings = sessions.Where(s => s.Kind is SessionKind.Training).ToList();
        if (protocol.Training is not { } plan || protocol.TaskOf(plan.Task) is not { } task || trainings.Count == 0)
        {
            return new Dictionary<Guid, TrainingScore>();
        }

        var truths = await TruthsAsync(trainings.SelectMany(s => s.Places).Select(p => p.CaseId).Distinct().ToList(), cancellationToken);
        var ids = trainings.ConvertAll(s => s.Id);
        var readings = await db
            .Readings.AsNoTracking()
            .Include(r => r.Revisions)
            .Where(r => ids.Contains(r.SessionId) && r.Status == ReadingStatus.Locked)
            .ToListAsync(cancellationToken);
        return trainings.ToDictionary(s => s.Id, s => ScoreOf(protocol, task, s, readings.FindAll(r => r.SessionId == s.Id), truths));
    }

    /// <summary>What the reader is told of a training case that is done; null where the protocol gives no feedback.</summary>
    public async Task<TrainingFeedback?> FeedbackAsync(
        Protocol protocol,
        Guid caseId,
        AnswerSheet answers,
        CancellationToken cancellationToken
    )
    {
        if (protocol.Training is not { Feedback: true } plan || protocol.TaskOf(plan.Task) is not { } task)
        {
            return null;
        }

        var truths = await TruthsAsync([caseId], cancellationToken);
        var isTraining = await db.Cases.AnyAsync(c => c.Id == caseId && c.Purpose == CasePurpose.Training, cancellationToken);
        if (!isTraining || !truths.TryGetValue(caseId, out var classId) || protocol.Reference.Find(classId) is not { } truth)
        {
            return null;
        }

        var question = protocol.QuestionOf(task.Question);
        var right = TrainingScore.RightAnswer(task, truth);
        return new TrainingFeedback(
            truth.Label,
            question.Text,
            question.Choices.FirstOrDefault(c => c.Id == right)?.Label ?? right ?? "",
            right is not null && answers[question.Id] == right
        );
    }

    private static TrainingScore ScoreOf(
        Protocol protocol,
        AnalysisTask task,
        ReadingSession session,
        List<Reading> locked,
        IReadOnlyDictionary<Guid, string> truths
    )
    {
        var score = TrainingScore.None;
        foreach (var place in session.Places)
        {
            var truth = truths.TryGetValue(place.CaseId, out var classId) ? protocol.Reference.Find(classId) : null;
            if (truth is not null && TrainingScore.RightAnswer(task, truth) is { } right)
            {
                var there = locked.Where(r => r.CaseId == place.CaseId && r.Attempt == place.Attempt).ToList();
                var last = there.Find(r => r.ArmId == session.RevealArmId) ?? there.Find(r => r.ArmId == session.ArmId);
                var answer = last is null ? null : AnswerSheet.FromJson(last.Latest!.AnswersJson)[task.Question];
                score += new TrainingScore(answer == right ? 1 : 0, 1);
            }
        }

        return score;
    }

    private async Task<Dictionary<Guid, string>> TruthsAsync(List<Guid> caseIds, CancellationToken cancellationToken)
    {
        var truths = await db
            .ReferenceStandards.Where(t => caseIds.Contains(t.CaseId))
            .Select(t => new
            {
                t.CaseId,
                t.Revision,
                t.ClassId,
            })
            .ToListAsync(cancellationToken);
        return truths.GroupBy(t => t.CaseId).ToDictionary(g => g.Key, g => g.MaxBy(t => t.Revision)!.ClassId);
    }
}
