using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Sealing;
using ReaderStudy.Web.Tests.Sealing;

namespace ReaderStudy.Web.Tests.Conduct.Rules;

/// <summary>What a coordinator cannot seal.</summary>
[Collection(RulesCollection.Name)]
public sealed class SealingRefusedTests(App app)
{
    [Fact]
    public async Task A_study_without_cases_readers_or_truth_is_not_sealed()
    {
        await NotSealedAsync(Study.NeedsCases, await TestStudy.DraftAsync(app, cases: 0));
        await NotSealedAsync(Study.NeedsReaders, await TestStudy.DraftAsync(app, readers: 0));
        await NotSealedAsync(Study.NeedsTruth, await TestStudy.DraftAsync(app, withTruth: false));
    }

    [Fact]
    public async Task A_protocol_that_contradicts_itself_or_lacks_something_is_not_sealed()
    {
        await NotSealedAsync(
            Study.ProtocolIsSound,
            await DesignedAsync(p => p with { Arms = [DesignedStudy.Unaided, DesignedStudy.Unaided] })
        );
        await NotSealedAsync(
            Study.ProtocolIsComplete,
            await DesignedAsync(p => p with { Arms = [new Arm("aided", "AI-aided", ShowsAi: true)] })
        );
    }

    [Fact]
    public async Task A_design_that_cannot_be_carried_out_with_these_readers_and_cases_is_not_sealed()
    {
        await NotSealedAsync(
            Study.ProtocolIsSound,
            await DesignedAsync(p => p with { Design = new StudyDesign { Kind = DesignKind.Sequential } })
        );
        await NotSealedAsync(
            AllocationCheck.EnoughReaders,
            await OfDesignAsync(new StudyDesign { Kind = DesignKind.SplitPlotReaders }, readers: 1)
        );
        await NotSealedAsync(AllocationCheck.EnoughCases, await OfDesignAsync(new StudyDesign { Kind = DesignKind.Crossover }, cases: 1));
        await NotSealedAsync(Study.ProtocolIsSound, await OfDesignAsync(new StudyDesign { BlockSize = 0 }));
        await NotSealedAsync(AllocationCheck.RepeatsFit, await OfDesignAsync(new StudyDesign { HiddenRepeats = 1, RepeatDistance = 10 }));
        var hidden = await OfDesignAsync(new StudyDesign(), cases: 4, readers: 1);
        await hidden.PredictAsync();
        await hidden.DesignAsync(
            app,
            p =>
                p with
                {
                    Arms = [DesignedStudy.Unaided, DesignedStudy.Aided],
                    Design = new StudyDesign { Kind = DesignKind.Sequential, UnaidedOnlyPercent = 50 },
                }
        );
        await NotSealedAsync(AllocationCheck.EveryCaseIsRevealed, hidden);
        await hidden.DesignAsync(
            app,
            p =>
                p with
                {
                    Design = new StudyDesign
                    {
                        Kind = DesignKind.Sequential,
                        HiddenRepeats = 1,
                        RepeatDistance = 1,
                    },
                }
        );
        await NotSealedAsync(Study.ProtocolIsSound, hidden);
    }

    [Fact]
    public async Task What_the_allocation_or_a_catch_case_needs_of_the_truth_is_there_before_the_sealing()
    {
        var late = new TruthPlan { Rule = TruthRule.Consensus, Due = TruthDue.DataLock };
        var strata = await TestStudy.DraftAsync(app, withTruth: false);
        await strata.DesignAsync(
            app,
            p =>
                p with
                {
                    Truth = late,
                    Design = new StudyDesign { Strata = [Stratum.Class] },
                }
        );
        await NotSealedAsync(AllocationCheck.StrataAreKnown, strata);

        var caught = await TestStudy.DraftAsync(app, withTruth: false);
        await caught.UseLastCasesForAsync(app, 1, CasePurpose.Catch);
        await caught.DesignAsync(app, p => p with { Truth = late, Arms = [DesignedStudy.Unaided, DesignedStudy.Aided] });
        await caught.PredictAsync();
        await NotSealedAsync(AllocationCheck.CatchNeedsTruth, caught);
    }

    [Fact]
    public async Task Training_output_of_the_model_and_variants_are_there_before_the_sealing()
    {
        await NotSealedAsync(
            DesignNeeds.TrainingCases,
            await DesignedAsync(p => p with { Training = new TrainingPlan { Task = p.Tasks[0].Id } })
        );
        // The only training case is a MET: nothing that a task of benign lesions alone scores.
        var unscored = await DesignedAsync(p =>
            p with
            {
                Tasks = [p.Tasks[0] with { WithinGroup = "benign" }, .. p.Tasks.Skip(1)],
                Training = new TrainingPlan { Task = p.Tasks[0].Id },
            }
        );
        await unscored.UseLastCasesForAsync(app, 1, CasePurpose.Training);
        await NotSealedAsync(DesignNeeds.TrainingCases, unscored);
        await NotSealedAsync(
            DesignNeeds.AiOutput,
            await DesignedAsync(p => p with { Arms = [DesignedStudy.Unaided, DesignedStudy.Aided] })
        );
        var running = await DesignedAsync(p => p with { Arms = [DesignedStudy.Unaided, DesignedStudy.Aided] });
        await running.PredictAsync();
        await app.DataAsync(db =>
        {
            db.PredictionRuns.Add(
                Domain.Predictions.PredictionRun.Queue(
                    running.Id,
                    TestModels.MeanHu,
                    new string('a', 64),
                    3,
                    running.Coordinator.Id,
                    app.Clock.GetUtcNow()
                )
            );
            return db.SaveChangesAsync();
        });
        await NotSealedAsync(DesignNeeds.RunsHaveEnded, running);
        await NotSealedAsync(
            DesignNeeds.Variants,
            await DesignedAsync(p => p with { Arms = [DesignedStudy.Unaided, DesignedStudy.LowDose with { Variant = "low dose" }] })
        );
    }

    [Theory]
    [InlineData(QuestionKind.Mask)]
    [InlineData(QuestionKind.Measure)]
    public async Task Where_something_must_be_outlined_or_measured_every_case_has_a_stack_to_draw_on(QuestionKind kind)
    {
        var drawn = new Question
        {
            Id = "drawn",
            Text = "Draw it.",
            Kind = kind,
            Tool = kind is QuestionKind.Measure ? MeasureTool.Length : null,
        };
        var study = await DesignedAsync(p => p with { Questions = [.. p.Questions, drawn] });
        await app.DataAsync(async db =>
        {
            // Of the last case a photograph is read, and none of its stacks.
            var last = study.CaseIds[^1];
            (await db.Series.Where(s => s.CaseId == last).ToListAsync()).ForEach(s => s.Exclude("Of another patient"));
            var photograph = new Series(last, "2.25.7", "2.25.8");
            photograph.ConfirmPhase(Phase.Native);
            photograph.Show(
                new Picture(null, null, "mark", "Front", "key", new string('f', 64), new PictureShape(600, 400, 510, 1, "jpg"))
            );
            db.Series.Add(photograph);
            return await db.SaveChangesAsync();
        });

        await NotSealedAsync(DesignNeeds.StacksToDrawOn, study);

        await study.DesignAsync(app, p => p with { Questions = [.. p.Questions.SkipLast(1), drawn with { Required = false }] });
        await study.SealAsync();
    }

    [Fact]
    public async Task Nothing_is_sealed_while_an_import_is_at_work()
    {
        var study = await TestStudy.DraftAsync(app);
        await app.DataAsync(async db =>
        {
            var import = new Import(study.Id, "/data/incoming", study.Coordinator.Id, app.Clock.GetUtcNow());
            import.Queue();
            db.Imports.Add(import);
            return await db.SaveChangesAsync();
        });

        await NotSealedAsync(Import.OverBeforeSealing, study);
    }

    [Fact]
    public async Task A_study_is_sealed_once_and_as_it_was_shown()
    {
        var study = await TestStudy.DraftAsync(app);
        await app.RefusedAsync(
            Study.SealsWhatWasShown,
            study,
            study.Coordinator,
            $"{study.Url}/seal",
            ("sha256", new string('f', 64)),
            ("password", App.Password)
        );

        await study.SealAsync();

        await NotSealedAsync(Study.SealOnce, study);
    }

    [Fact]
    public async Task Nobody_reads_who_has_another_part_and_a_study_keeps_a_coordinator()
    {
        var study = await TestStudy.DraftAsync(app);
        await app.RefusedAsync(Study.ReadersOnlyRead, study, study.Coordinator, $"{study.Url}/readers", Named(study.Statistician));
        await app.RefusedAsync(Study.TrutherIsNoReader, study, study.Coordinator, $"{study.Url}/readers", Named(study.Truther));
        await Truth.TruthStudy.PlanAsync(app, study, TruthRule.TwoPlusOne, TruthDue.Sealing);
        await app.RefusedAsync(
            Study.TrutherIsApart,
            study,
            study.Coordinator,
            $"{study.Url}/readers",
            ("Email", study.Coordinator.Email),
            ("Role", nameof(StudyRole.Truther))
        );
        await app.RefusedAsync(
            Study.NeedsCoordinator,
            study,
            study.Coordinator,
            $"{study.Url}/readers/remove",
            ("personId", study.Coordinator.Id.ToString()),
            ("role", nameof(StudyRole.Coordinator))
        );
    }

    [Fact]
    public async Task Once_sealed_neither_readers_nor_protocol_nor_cases_change_and_the_study_stays()
    {
        var study = await TestStudy.SealedAsync(app);
        var newcomer = await app.PersonAsync("newcomer");
        var changed = ProtocolJson.Write(ProtocolJson.Template("liver-lesion") with { Title = "Another" });

        await app.RefusedAsync(Study.DesignIsFrozen, study, study.Coordinator, $"{study.Url}/readers", Named(newcomer));
        await app.RefusedAsync(Study.DesignIsFrozen, study, study.Coordinator, $"{study.Url}/protocol/text", ("text", changed));
        await app.RefusedAsync(
            Study.SealedStays,
            study,
            study.Coordinator,
            $"{study.Url}/delete",
            ("reason", "Made by mistake."),
            ("password", App.Password)
        );
    }

    private static (string, string)[] Named(TestPerson person) =>
        [("Email", person.Email), ("Role", nameof(StudyRole.Reader)), ("Level", nameof(ReaderLevel.Junior))];

    private Task NotSealedAsync(Rule rule, TestStudy study) =>
        app.RefusedAsync(rule, study, study.Coordinator, $"{study.Url}/seal", ("password", App.Password));

    private async Task<TestStudy> DesignedAsync(Func<Protocol, Protocol> change, int cases = 3)
    {
        var study = await TestStudy.DraftAsync(app, cases);
        await study.DesignAsync(app, change);
        return study;
    }

    private async Task<TestStudy> OfDesignAsync(StudyDesign design, int cases = 3, int readers = 2)
    {
        var study = await TestStudy.DraftAsync(app, cases, readers);
        await study.DesignAsync(app, design);
        return study;
    }
}
