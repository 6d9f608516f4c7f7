using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Analysis.Readings;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.ReadingsImport;

/// <param name="Name">Of the study.</param>
/// <param name="Source">Where truth and readings come from, for the reference standard: the file's name.</param>
/// <param name="Statistician">A person who becomes the study's statistician; null: nobody.</param>
public sealed record AdmittedStudy(string Name, string Source, Guid? Statistician = null);

/// <summary>
/// Makes a finished study of readings that were made elsewhere: all of it in one transaction, or nothing. Answers are taken as they
/// stand; readers and models that read a case not at all leave it missing.
/// </summary>
public sealed class AdmitReadings(ReaderStudyDbContext db, AuditTrail audit, TimeProvider clock)
{
    public static readonly Rule NeedsReaders = new(
        "import-readings.needs-readers",
        "The file names no reader, only models: a reader study needs at least one."
    );

    public async Task<Guid> Handle(
        AdmittedStudy admitted,
        Protocol protocol,
        ReadingFileContent content,
        Guid personId,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        Rule.Require(content.Raters.Any(r => !r.IsModel), NeedsReaders);
        var study = Study.Draft(admitted.Name, protocol, personId, now);
        if (admitted.Statistician is { } statistician)
        {
            study.AddMember(statistician, StudyRole.Statistician);
        }

        var cases = content.Cases.ToDictionary(c => c.Id, c => CaseOf(study.Id, c));
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        db.Cases.AddRange(cases.Values);
        db.ReferenceStandards.AddRange(
            content.Cases.Select(c => new ReferenceStandard(cases[c.Id].Id, 1, c.Truth, admitted.Source, personId, now))
        );
        AddReaders(study, content, cases, now);
        AddModels(study, content, cases, personId, now);
        db.ImportFindings.AddRange(content.Findings.Select(f => ImportedFinding.Write(study.Id, f)));
        study.AdmitFinished(cases.Count, personId, now);
        db.ProtocolVersions.Add(ProtocolVersion.Sealed(study));
        db.Studies.Add(study);
        audit.Record(
            "study.imported",
            personId,
            study.Id,
            $"study {study.Id}",
            $"{cases.Count} cases, {content.Raters.Count} raters, {content.Readings.Count} readings, input {InputHash.Of(content.Table)}"
        );
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.AutoDetectChangesEnabled = true;
        db.ChangeTracker.Clear();
        return study.Id;
    }

    private void AddReaders(Study study, ReadingFileContent content, Dictionary<string, Case> cases, DateTimeOffset now)
    {
        var number = 0;
        foreach (var rater in content.Raters.Where(r => !r.IsModel))
        {
            var reader = study.AddReader(rater.Name, rater.Level, null, null);
            foreach (var arm in content.Readings.Where(r => r.RaterId == rater.Id).GroupBy(r => r.Arm!))
            {
                var readings = arm.ToList();
                var session = new ReadingSession(study.Id, reader.Id, arm.Key, ++number, 0, readings.ConvertAll(r => cases[r.CaseId].Id));
                db.ReadingSessions.Add(session);
                db.Readings.AddRange(readings.Select((r, i) => Reading.Import(session, session.Places[i], ImportedAnswers.Sheet(r), now)));
            }
        }
    }

    private void AddModels(Study study, ReadingFileContent content, Dictionary<string, Case> cases, Guid personId, DateTimeOffset now)
    {
        foreach (var rater in content.Raters.Where(r => r.IsModel))
        {
            foreach (var arm in content.Readings.Where(r => r.RaterId == rater.Id).GroupBy(r => r.Arm))
            {
                var readings = arm.ToList();
                var run = PredictionRun.Import(study.Id, rater.Name, readings.Count, personId, now);
                db.PredictionRuns.Add(run);
                db.Predictions.AddRange(
                    readings.Select(r => Prediction.Labelled(run.Id, cases[r.CaseId].Id, ImportedAnswers.Labels(r).ToJson(), now))
                );
            }
        }
    }

    private static Case CaseOf(Guid studyId, RatedCase rated)
    {
        var one = new Case(studyId, rated.Id, rated.Id);
        one.Describe(
            rated.Centre,
            rated.Sex switch
            {
                Sex.Female => "F",
                Sex.Male => "M",
                Sex.Other => "O",
                null => null,
            },
            rated.Age is { } age ? (int)Math.Floor(age) : null,
            rated.LesionSizeMm
        );
        return one;
    }
}
