using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Progress;
using ReaderStudy.Web.Features.Protocols;
using ReaderStudy.Web.Features.Queries;
using ReaderStudy.Web.Features.Sealing;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Studies;

/// <summary>What waits to be done in a study, and the one next step.</summary>
/// <param name="Pass">The person's way in.</param>
/// <param name="Cases">Included cases.</param>
/// <param name="Excluded">Excluded cases.</param>
/// <param name="WithoutTruth">Included cases without reference standard; the page of a draft shows it to those who see the truth.</param>
/// <param name="Readers">Readers.</param>
/// <param name="PlacesRead">Places where everything that is asked is locked.</param>
/// <param name="PlacesSkipped">Places that a reader skipped with a reason.</param>
/// <param name="PlacesPlanned">Places in all sessions.</param>
/// <param name="Queries">Queries that are not closed; 0 for those who do not coordinate.</param>
/// <param name="Undecided">Deviations that wait for a decision; 0 for those who have no part in it.</param>
/// <param name="NextUrl">The next step's page; null: nothing to do.</param>
/// <param name="NextStep">The next step in words.</param>
public sealed record StudyOverviewPage(
    StudyPass Pass,
    int Cases,
    int Excluded,
    int WithoutTruth,
    int Readers,
    int PlacesRead,
    int PlacesSkipped,
    int PlacesPlanned,
    int Queries,
    int Undecided,
    string? NextUrl,
    string NextStep
)
{
    /// <summary>What is to be done before sealing, for coordinators of a draft; else empty.</summary>
    public IReadOnlyList<Check> Steps { get; init; } = [];
}

/// <summary>Gathers the overview of a study.</summary>
public sealed class StudyOverview(ReaderStudyDbContext db, SealingChecklist checklist, PlacesRead places)
{
    public async Task<StudyOverviewPage> Handle(StudyPass pass, CancellationToken cancellationToken)
    {
        var study = pass.Study;
        var cases = await db.Cases.CountAsync(c => c.StudyId == study.Id && c.IsIncluded, cancellationToken);
        var excluded = await db.Cases.CountAsync(c => c.StudyId == study.Id && !c.IsIncluded, cancellationToken);
        var withoutTruth = await db.Cases.CountAsync(
            c => c.StudyId == study.Id && c.IsIncluded && !db.ReferenceStandards.Any(r => r.CaseId == c.Id),
            cancellationToken
        );
        var read = await places.ToldAsync(study, cancellationToken);
        var steps =
            study.Status == StudyStatus.Draft && pass.Is(StudyRole.Coordinator)
                ? (await checklist.Handle(study, cancellationToken)).Checks
                : [];
        var (url, step) = NextStep(pass, steps, cases, withoutTruth, read.Sum(s => s.Left));
        var coordinates = pass.Is(StudyRole.Coordinator);
        return new StudyOverviewPage(
            pass,
            cases,
            excluded,
            withoutTruth,
            study.Readers.Count,
            read.Sum(s => s.Done),
            read.Sum(s => s.Skipped),
            read.Sum(s => s.Places.Count),
            coordinates ? await PendingQueries.CountAsync(db, study.Id, cancellationToken) : 0,
            coordinates || pass.Is(StudyRole.Statistician)
                ? await db.Deviations.CountAsync(d => d.StudyId == study.Id && d.Status == DeviationStatus.Requested, cancellationToken)
                : 0,
            url,
            step
        )
        {
            Steps = steps,
        };
    }

    private static (string? Url, string Step) NextStep(StudyPass pass, IReadOnlyList<Check> steps, int cases, int withoutTruth, int left)
    {
        var root = $"/studies/{pass.Study.Id}";
        var truth = pass.Study.Protocol.Truth;
        if (pass.Is(StudyRole.Coordinator))
        {
            return pass.Study.Status switch
            {
                StudyStatus.Draft when cases == 0 => ($"{root}/imports", "Import images"),
                StudyStatus.Draft when withoutTruth > 0 && truth.Due == TruthDue.Sealing => truth.HasVotes
                    ? ($"{root}/truth", "See how far the truth is")
                    : ($"{root}/cohort", "Bring in the reference standard"),
                StudyStatus.Draft when pass.Study.Readers.Count == 0 => ($"{root}/readers", "Name the readers"),
                StudyStatus.Draft when SealingGaps.Of(pass.Study.Protocol).Count > 0 => ($"{root}/protocol", "Complete the protocol"),
                StudyStatus.Draft when steps.FirstOrDefault(s => s.State == CheckState.Missing) is { Url: { } there } => (
                    there,
                    WordsOf(there[root.Length..])
                ),
                StudyStatus.Draft => ($"{root}/seal", "Seal the protocol"),
                StudyStatus.Sealed or StudyStatus.Reading when left > 0 => ($"{root}/progress", "Watch the progress"),
                StudyStatus.Sealed or StudyStatus.Reading => ($"{root}/lock", "Lock the data"),
                StudyStatus.DataLocked => (null, "A statistician unblinds the study"),
                StudyStatus.Unblinded or StudyStatus.Analysed or StudyStatus.Archived => ($"{root}/analysis", "Look at the analysis"),
            };
        }

        if (pass.Is(StudyRole.Statistician))
        {
            return pass.Study.Status switch
            {
                StudyStatus.Draft or StudyStatus.Sealed or StudyStatus.Reading => ($"{root}/progress", "Watch the progress"),
                StudyStatus.DataLocked => ($"{root}/unblind", "Unblind the study"),
                StudyStatus.Unblinded or StudyStatus.Analysed or StudyStatus.Archived => ($"{root}/analysis", "Look at the analysis"),
            };
        }

        if (pass.Is(StudyRole.Truther) && truth.IsOpenIn(pass.Study.Status))
        {
            return ($"{root}/truth", "Go to my votes");
        }

        return pass.Is(StudyRole.Reader) ? ("/sessions", "Go to my sessions") : (null, "Nothing waits for you");
    }

    /// <summary>What is done on the page where something is missing, as a button says it.</summary>
    private static string WordsOf(string page) =>
        page switch
        {
            "/cohort" => "Complete the cohort",
            "/quality" => "Decide the findings of the images",
            "/predictions" => "Run the model",
            "/readers" => "Name the readers",
            "/truth" => "See how far the truth is",
            _ => "Complete the protocol",
        };
}
