using Microsoft.EntityFrameworkCore;
using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.ReadingsImport;

namespace ReaderStudy.Web.Features.Analysis;

/// <param name="Table">Cases, raters and ratings.</param>
/// <param name="Noted">What was noted when the readings were imported; empty for readings that were made here.</param>
/// <param name="Derived">Ids of the models whose labels were derived from raw scores.</param>
public sealed record CollectedRatings(RatingTable Table, IReadOnlyList<Finding> Noted, IReadOnlyList<string> Derived);

/// <summary>
/// The one place where a study meets the statistics: its included test cases with the latest truth, the locked readings (skipped ones have
/// no answer), and of every model the run that counts (imported labels as they stand), as a table of ratings.
/// </summary>
public sealed class StudyRatings(ReaderStudyDbContext db, CountedRuns counted)
{
    public async Task<CollectedRatings> Handle(Study study, CancellationToken cancellationToken)
    {
        var protocol = study.Protocol;
        var cases = await CasesAsync(study.Id, cancellationToken);
        var choices = protocol.Questions.Where(q => q.Kind.IsOneChoice()).Select(q => q.Id).ToHashSet();
        var readers = await db.StudyReaders.AsNoTracking().Where(r => r.StudyId == study.Id).ToListAsync(cancellationToken);
        var raters = readers.ConvertAll(r => new Rater(r.Name, r.Name, r.Level));
        var ratings = new List<Rating>();
        await foreach (var (readerId, caseId, arm, sheet) in ReadingsAsync(study.Id, cancellationToken))
        {
            if (cases.TryGetValue(caseId, out var one))
            {
                ratings.AddRange(ImportedAnswers.Ratings(sheet, one.Id, readers.First(r => r.Id == readerId).Name, arm, choices));
            }
        }

        var runs = await RunsAsync(study, cancellationToken);
        var derived = new List<string>();
        foreach (var run in runs)
        {
            var id = IdOf(run, raters);
            if (raters.All(r => r.Id != id))
            {
                raters.Add(new Rater(id, id, ReaderLevel.Ai));
            }

            if (!run.IsImported)
            {
                derived.Add(id);
            }

            var predictions = await db.Predictions.AsNoTracking().Where(p => p.RunId == run.Id).ToListAsync(cancellationToken);
            foreach (var prediction in predictions.Where(p => cases.ContainsKey(p.CaseId)))
            {
                ratings.AddRange(RatingsOf(protocol, prediction, cases[prediction.CaseId], id, choices));
            }
        }

        var noted = await db.ImportFindings.AsNoTracking().Where(f => f.StudyId == study.Id).ToListAsync(cancellationToken);
        return new CollectedRatings(new RatingTable([.. cases.Values], raters, ratings), [.. noted.Select(ImportedFinding.Read)], derived);
    }

    /// <summary>Imported runs all count.</summary>
    private async Task<List<PredictionRun>> RunsAsync(Study study, CancellationToken cancellationToken) =>
        [
            .. await db
                .PredictionRuns.AsNoTracking()
                .Where(r => r.StudyId == study.Id && r.Status == PredictionRunStatus.Succeeded && r.IsImported)
                .ToListAsync(cancellationToken),
            .. (await counted.Handle(study, null, cancellationToken)).Select(c => c.Run),
        ];

    private async Task<Dictionary<Guid, RatedCase>> CasesAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var cases = await db
            .Cases.AsNoTracking()
            .Where(c => c.StudyId == studyId && c.IsIncluded && c.Purpose == CasePurpose.Test)
            .ToListAsync(cancellationToken);
        var truths = await (
            from truth in db.ReferenceStandards
            join one in db.Cases on truth.CaseId equals one.Id
            where one.StudyId == studyId
            select new
            {
                truth.CaseId,
                truth.Revision,
                truth.ClassId,
            }
        ).ToListAsync(cancellationToken);
        var latest = truths.GroupBy(t => t.CaseId).ToDictionary(g => g.Key, g => g.MaxBy(t => t.Revision)!.ClassId);
        return cases.ToDictionary(
            c => c.Id,
            c => new RatedCase(c.Code, latest[c.Id])
            {
                Centre = c.Centre,
                Sex = SexOf(c),
                Age = c.Age,
                LesionSizeMm = c.LesionSizeMm,
            }
        );
    }

    /// <summary>The answers that count of every locked reading.</summary>
    private async IAsyncEnumerable<(Guid ReaderId, Guid CaseId, string Arm, AnswerSheet Sheet)> ReadingsAsync(
        Guid studyId,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var locked =
            from reading in db.Readings
            join revision in db.ReadingRevisions on reading.Id equals revision.ReadingId
            where reading.StudyId == studyId && reading.Status == ReadingStatus.Locked && reading.Attempt == 1
            where !db.ReadingRevisions.Any(later => later.ReadingId == reading.Id && later.Number > revision.Number)
            select new
            {
                reading.ReaderId,
                reading.CaseId,
                reading.ArmId,
                revision.AnswersJson,
            };
        await foreach (var one in locked.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return (one.ReaderId, one.CaseId, one.ArmId, AnswerSheet.FromJson(one.AnswersJson));
        }
    }

    private static IEnumerable<Rating> RatingsOf(
        Protocol protocol,
        Prediction prediction,
        RatedCase one,
        string raterId,
        IReadOnlySet<string> choices
    )
    {
        if (prediction.LabelsJson is { } labels)
        {
            var sheet = AnswerSheet.FromJson(labels);
            return ImportedAnswers.Ratings(sheet, one.Id, raterId, sheet[ImportedAnswers.Arm], choices);
        }

        return prediction.ScoresJson is { } scores
            ? DerivedLabels
                .Of(protocol, one.Truth, DerivedLabels.Read(scores))
                .Select(l => new Rating(one.Id, raterId, null, l.Question, [l.Label]))
            : [];
    }

    /// <summary>A model is called by its id; one that has a reader's name is told apart.</summary>
    private static string IdOf(PredictionRun run, List<Rater> raters) =>
        raters.Any(r => r.Id == run.ModelId && !r.IsModel) ? run.ModelId + " (model)" : run.ModelId;

    private static Sex? SexOf(Case one) =>
        one.Sex switch
        {
            "F" => Sex.Female,
            "M" => Sex.Male,
            "O" => Sex.Other,
            _ => null,
        };
}
