using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Ledger;
using ReaderStudy.Web.Features.Protocols;
using ReaderStudy.Web.Features.Quality;

namespace ReaderStudy.Web.Features.Sealing;

public enum CheckState
{
    Done,

    /// <summary>Sealing is possible all the same.</summary>
    Questionable,

    /// <summary>Sealing is refused until this is done.</summary>
    Missing,
}

/// <param name="State">Whether it stands in the way.</param>
/// <param name="Text">In a sentence with counts.</param>
/// <param name="Url">Where to put it right; null: nowhere to go.</param>
public sealed record Check(CheckState State, string Text, string? Url);

/// <param name="Study">A draft.</param>
/// <param name="Checks">In the order of work.</param>
/// <param name="Sha256">What the protocol's hash will be.</param>
/// <param name="Cases">Included cases.</param>
/// <param name="Readers">How many readers get their lists.</param>
public sealed record SealingPage(Study Study, IReadOnlyList<Check> Checks, string Sha256, int Cases, int Readers)
{
    public bool CanSeal => Checks.All(c => c.State != CheckState.Missing);
}

/// <summary>Looks at whether a draft is ready to be sealed.</summary>
public sealed class SealingChecklist(ReaderStudyDbContext db, DesignNeeds design, ReuseWarning reuse, ContextBias bias)
{
    private const int NamedCases = 5;

    public async Task<SealingPage> Handle(Study study, CancellationToken cancellationToken)
    {
        var root = $"/studies/{study.Id}";
        var included = db.Cases.Where(c => c.StudyId == study.Id && c.IsIncluded);
        var cases = await included.CountAsync(cancellationToken);
        var excluded = await db.Cases.CountAsync(c => c.StudyId == study.Id && !c.IsIncluded, cancellationToken);
        var withoutTruth = await TruthGaps.CodesAsync(db, study, cancellationToken);
        var withoutImages = await included.Where(c => c.Series.Count == 0).Select(c => c.Code).ToListAsync(cancellationToken);
        var series = included.SelectMany(c => c.Series).Where(s => s.Picture == null);
        var all = await series.CountAsync(cancellationToken);
        var unknown = await series.CountAsync(s => s.Phase == Phase.Unknown, cancellationToken);
        var unconfirmed = await series.CountAsync(s => !s.PhaseIsConfirmed && s.Phase != Phase.Unknown, cancellationToken);
        var open = await db.CohortFindings.CountAsync(f => f.StudyId == study.Id && f.State == FindingState.Open, cancellationToken);
        var blocking = await BlockingFindings.CountAsync(db, study.Id, cancellationToken);
        var protocol = study.Protocol;
        var checks = new List<Check>
        {
            new(
                cases > 0 ? CheckState.Done : CheckState.Missing,
                cases == 0
                    ? "No case is included."
                    : $"{Count(cases, "case is", "cases are")} included{(excluded > 0 ? $", {excluded} excluded" : "")}.",
                $"{root}/cohort"
            ),
            new(
                withoutTruth.Count == 0 && cases > 0 ? CheckState.Done
                    : protocol.Truth.Due == TruthDue.DataLock && cases > 0 ? CheckState.Questionable
                    : CheckState.Missing,
                cases == 0 ? "The reference standard comes with the cases."
                    : withoutTruth.Count == 0 ? "Every included case has a reference standard."
                    : $"{withoutTruth.Count} of {cases} cases have no reference standard of this protocol: {Named(withoutTruth)}.",
                $"{root}/cohort"
            ),
            ReaderCheck(study, $"{root}/readers"),
            new(
                study.Members.Any(m => m.Role == StudyRole.Statistician) ? CheckState.Done : CheckState.Questionable,
                study.Members.Any(m => m.Role == StudyRole.Statistician)
                    ? "A statistician is named to unblind the study."
                    : "No statistician is named: nobody can unblind the study. One can still be added later.",
                $"{root}/readers"
            ),
            new(
                CheckState.Done,
                $"The protocol asks {Count(protocol.Questions.Count, "question", "questions")} in {Count(protocol.Arms.Count, "arm", "arms")} for {Count(protocol.Tasks.Count, "task", "tasks")}.",
                $"{root}/protocol"
            ),
        };
        checks.AddRange(SealingGaps.Of(protocol).Select(g => new Check(CheckState.Missing, g, $"{root}/protocol")));
        checks.AddRange(ProtocolCheck.RemarksOf(protocol).Select(r => new Check(CheckState.Questionable, r, $"{root}/protocol")));
        if (cases > 0)
        {
            if (all > 0 || withoutImages.Count > 0)
            {
                checks.Insert(2, PhaseCheck(all, unknown, unconfirmed, $"{root}/cohort"));
            }

            checks.Insert(
                2,
                new(
                    withoutImages.Count == 0 ? CheckState.Done : CheckState.Questionable,
                    withoutImages.Count == 0
                        ? "Every included case has images."
                        : $"{Count(withoutImages.Count, "case has", "cases have")} no images: {Named(withoutImages)}.",
                    $"{root}/cohort"
                )
            );
        }

        if (open > 0)
        {
            checks.Insert(
                Math.Min(4, checks.Count),
                new(
                    blocking > 0 ? CheckState.Missing : CheckState.Questionable,
                    blocking > 0
                        ? $"{Count(blocking, "finding", "findings")} of the images must be decided first; {open - blocking} more may stay."
                        : $"{Count(open, "finding of the images is", "findings of the images are")} open.",
                    $"{root}/quality"
                )
            );
        }

        if (cases > 0 && study.Readers.Count > 0)
        {
            checks.AddRange((await design.Handle(study, cancellationToken)).Select(n => n.Check));
        }

        if (await bias.Handle(study, cancellationToken) is { } shares)
        {
            checks.Add(new(CheckState.Questionable, shares, $"{root}/protocol"));
        }

        if (await reuse.Handle(study, cancellationToken) is { } warning)
        {
            checks.Add(new(CheckState.Questionable, warning, $"{root}/ledger"));
        }

        if (cases > 0 && await reuse.UnknownAsync(study, cancellationToken) is { } unknownUse)
        {
            checks.Add(new(CheckState.Questionable, unknownUse, $"{root}/ledger"));
        }

        return new SealingPage(study, checks, ProtocolJson.Sha256Of(study.ProtocolText), cases, study.Readers.Count);
    }

    private static Check PhaseCheck(int series, int unknown, int unconfirmed, string url) =>
        (unknown, unconfirmed) switch
        {
            (0, 0) => new(CheckState.Done, $"The phases of all {series} series are confirmed.", url),
            (0, _) => new(CheckState.Questionable, $"{unconfirmed} of {series} series have a proposed phase that nobody confirmed.", url),
            _ => new(
                CheckState.Questionable,
                $"{unknown} of {series} series have no known phase and may be left off the readers' screens; {unconfirmed} are proposed and not confirmed.",
                url
            ),
        };

    private static Check ReaderCheck(Study study, string url)
    {
        var levels = study
            .Readers.GroupBy(r => r.Level)
            .OrderBy(g => g.Key)
            .Select(g => $"{g.Count()} {g.Key.ToString().ToLowerInvariant()}");
        return study.Readers.Count == 0
            ? new Check(CheckState.Missing, "No reader is named.", url)
            : new Check(CheckState.Done, $"{Count(study.Readers.Count, "reader", "readers")}: {string.Join(", ", levels)}.", url);
    }

    private static string Count(int number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";

    private static string Named(List<string> codes) =>
        string.Join(", ", codes.Order(StringComparer.Ordinal).Take(NamedCases))
        + (codes.Count > NamedCases ? $" and {codes.Count - NamedCases} more" : "");
}
