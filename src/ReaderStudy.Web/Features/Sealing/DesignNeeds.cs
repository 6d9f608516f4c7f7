using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Sealing;

/// <param name="Rule">What refuses the sealing while it is missing; of what is done or questionable, null.</param>
/// <param name="Check">As the checklist shows it.</param>
/// <param name="Detail">What is missing here, in a sentence; null where nothing is.</param>
public sealed record DesignNeed(Rule? Rule, Check Check, string? Detail = null);

/// <summary>What the design of a draft needs before it can be sealed: readers and cases enough, training, output of models, variants of images.</summary>
public sealed class DesignNeeds(ReaderStudyDbContext db, GatherAllocation gather)
{
    public static readonly Rule TrainingCases = new(
        "sealing.training-cases",
        "A protocol with training needs training cases, each with a reference standard to learn from, and some that its task scores."
    );
    public static readonly Rule AiOutput = new(
        "sealing.ai-output",
        "An arm that shows AI needs a finished run of its model over all cases that are read."
    );
    public static readonly Rule RunsHaveEnded = new(
        "sealing.runs-ended",
        "A model that an arm shows is not running while the protocol is sealed: what readers see is fixed then."
    );

    /// <remarks>What the model really drew on a catch case contradicts the output that is shown there.</remarks>
    public static readonly Rule NothingDrawnOnCatchCases = new(
        "sealing.overlays-with-catch-cases",
        "A study with catch cases shows nothing that a model drew: on a catch case another output is shown than the model's, and the drawing would give it away. Remove what was brought in to the run, or the catch cases."
    );
    public static readonly Rule Variants = new(
        "sealing.variants",
        "An arm that shows a variant of the images needs series of that variant of every case that is read."
    );

    /// <remarks>Slides and photographs take marks, and no outlines and measurements: a reader could never lock such a case.</remarks>
    public static readonly Rule StacksToDrawOn = new(
        "sealing.stacks-to-draw-on",
        "A required question that asks for an outline or a measurement needs a stack of images in every case that is read: slides and photographs take marks alone. Make it one that may be left out, or take these cases out."
    );

    /// <summary>In the order of work.</summary>
    public async Task<IReadOnlyList<DesignNeed>> Handle(Study study, CancellationToken cancellationToken)
    {
        var root = $"/studies/{study.Id}";
        var protocol = study.Protocol;
        var input = await gather.Handle(study, 0, cancellationToken);
        var needs = new List<DesignNeed>();
        await TrainingAsync(study, protocol, input, needs, cancellationToken);
        foreach (var arm in protocol.Arms)
        {
            if (arm.ShowsAi)
            {
                needs.Add(await OutputAsync(study.Id, arm, input, $"{root}/predictions", cancellationToken));
            }

            if (arm.Variant is not null)
            {
                needs.Add(await VariantAsync(arm, input, $"{root}/cohort", cancellationToken));
            }
        }

        if (protocol.Questions.Any(q => q is { Required: true, Kind: QuestionKind.Mask or QuestionKind.Measure }))
        {
            needs.Add(await StacksAsync(input, $"{root}/cohort", cancellationToken));
        }

        needs.AddRange(
            AllocationCheck
                .FaultsOf(input)
                .Select(f => Missing(f.Rule, f.Detail, $"{root}/{(f.Rule == AllocationCheck.EnoughReaders ? "readers" : "protocol")}"))
        );
        var kind = protocol.Design.Kind;
        if (
            kind is DesignKind.FullyCrossed or DesignKind.Crossover
            && protocol.Arms.Count > 1
            && study.Readers.Count % protocol.Arms.Count != 0
        )
        {
            needs.Add(
                new(
                    null,
                    new(
                        CheckState.Questionable,
                        $"{study.Readers.Count} readers do not divide evenly over the {protocol.Arms.Count} orders of the arms: some orders have one reader more.",
                        $"{root}/readers"
                    )
                )
            );
        }

        return needs;
    }

    private async Task TrainingAsync(
        Study study,
        Protocol protocol,
        AllocationInput input,
        List<DesignNeed> needs,
        CancellationToken cancellationToken
    )
    {
        var url = $"/studies/{study.Id}/cohort";
        if (protocol.Training is null)
        {
            var unused = await db.Cases.CountAsync(
                c => c.StudyId == study.Id && c.IsIncluded && c.Purpose == CasePurpose.Training,
                cancellationToken
            );
            if (unused > 0)
            {
                needs.Add(
                    new(
                        null,
                        new(CheckState.Questionable, $"The protocol has no training: nobody reads the training cases ({unused}).", url)
                    )
                );
            }

            return;
        }

        var training = input.Cases.Where(c => c.Purpose == CasePurpose.Training).ToDictionary(c => c.Code);
        var without = (await TruthGaps.CodesAsync(db, study, cancellationToken)).Count(training.ContainsKey);
        var scored =
            training.Count == 0 || without > 0 || protocol.TaskOf(protocol.Training.Task) is not { } task
                ? 0
                : (await TruthsAsync([.. training.Values.Select(c => c.Id)], cancellationToken))
                    .Select(protocol.Reference.Find)
                    .Count(t => t is not null && TrainingScore.RightAnswer(task, t) is not null);
        needs.Add(
            training.Count == 0 ? Missing(TrainingCases, "There is none.", url)
            : without > 0 ? Missing(TrainingCases, $"{without} of {training.Count} have none.", url)
            : scored == 0 ? Missing(TrainingCases, $"None of {training.Count} is scored by the task '{protocol.Training.Task}'.", url)
            : Done($"The training has cases of its own: {training.Count}.", url)
        );
    }

    /// <summary>The latest reference standards.</summary>
    private async Task<List<string>> TruthsAsync(List<Guid> cases, CancellationToken cancellationToken) => (
            await db
                .ReferenceStandards.AsNoTracking()
                .Where(r => cases.Contains(r.CaseId))
                .Select(r => new
                {
                    r.CaseId,
                    r.Revision,
                    r.ClassId,
                })
                .ToListAsync(cancellationToken)
        ).GroupBy(r => r.CaseId).Select(g => g.MaxBy(r => r.Revision)!.ClassId).ToList();

    private async Task<DesignNeed> OutputAsync(
        Guid studyId,
        Arm arm,
        AllocationInput input,
        string url,
        CancellationToken cancellationToken
    )
    {
        if (arm.Model is not { } model)
        {
            return Missing(
                Study.ProtocolIsComplete,
                $"The arm '{arm.Name}' names no model.",
                url.Replace("predictions", "protocol", StringComparison.Ordinal)
            );
        }

        var isUnderWay = await db.PredictionRuns.AnyAsync(
            r =>
                r.StudyId == studyId
                && r.ModelId == model
                && (r.Status == PredictionRunStatus.Queued || r.Status == PredictionRunStatus.Running),
            cancellationToken
        );
        if (isUnderWay)
        {
            return Missing(RunsHaveEnded, $"'{model}' has not ended: wait for it, or stop it.", url);
        }

        var run = await ShownRuns.ToSealAsync(db, studyId, model, cancellationToken);
        if (run is null)
        {
            return Missing(AiOutput, $"'{model}' has no finished run here.", url);
        }

        var drawn = await db.PredictionOverlays.CountAsync(o => o.RunId == run.Id, cancellationToken);
        if (drawn > 0 && input.Cases.Any(c => c.Purpose == CasePurpose.Catch))
        {
            return Missing(NothingDrawnOnCatchCases, $"'{model}' has {drawn} {(drawn == 1 ? "overlay" : "overlays")}.", url);
        }

        var predicted = await db
            .Predictions.Where(p => p.RunId == run.Id)
            .Select(p => new { p.CaseId, Failed = p.FailureReason != null })
            .ToDictionaryAsync(p => p.CaseId, p => p.Failed, cancellationToken);
        var open = input.Cases.Count(c => !predicted.ContainsKey(c.Id));
        var failed = input.Cases.Count(c => predicted.GetValueOrDefault(c.Id));
        return open > 0 ? Missing(AiOutput, $"The last run of '{model}' lacks {open} of {input.Cases.Count}: run it again.", url)
            : failed > 0
                ? new(null, new(CheckState.Questionable, $"'{model}' gave no output for {failed} of {input.Cases.Count} cases.", url))
            : Done($"'{model}' has run over all cases that are read.", url);
    }

    private async Task<DesignNeed> VariantAsync(Arm arm, AllocationInput input, string url, CancellationToken cancellationToken)
    {
        var ids = input.Cases.Select(c => c.Id).ToList();
        var with = await db
            .Series.Where(s => ids.Contains(s.CaseId) && s.Variant == arm.Variant && s.ExclusionReason == null)
            .Select(s => s.CaseId)
            .Distinct()
            .CountAsync(cancellationToken);
        return with == ids.Count
            ? Done($"Every case has images of the variant '{arm.Variant}'.", url)
            : Missing(Variants, $"{ids.Count - with} of {ids.Count} cases have none of '{arm.Variant}'.", url);
    }

    private async Task<DesignNeed> StacksAsync(AllocationInput input, string url, CancellationToken cancellationToken)
    {
        var ids = input.Cases.Select(c => c.Id).ToList();
        var read = db.Series.Where(s => s.ExclusionReason == null);
        var flat = await db.Cases.CountAsync(
            c =>
                ids.Contains(c.Id)
                && read.Any(s => s.CaseId == c.Id && s.Picture != null)
                && !read.Any(s => s.CaseId == c.Id && s.Picture == null),
            cancellationToken
        );
        return flat == 0
            ? Done("Every case has a stack of images to outline and measure on.", url)
            : Missing(StacksToDrawOn, $"{flat} of {ids.Count} cases have slides or photographs alone.", url);
    }

    private static DesignNeed Missing(Rule rule, string detail, string url) =>
        new(rule, new(CheckState.Missing, $"{rule.Message} {detail}", url), detail);

    private static DesignNeed Done(string text, string url) => new(null, new(CheckState.Done, text, url));
}
