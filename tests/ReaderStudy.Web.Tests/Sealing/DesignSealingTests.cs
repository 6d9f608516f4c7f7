using System.Net;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Sealing;

namespace ReaderStudy.Web.Tests.Sealing;

/// <summary>Each design, sealed by the coordinator; and what a design lacks, refused by the name of the rule and shown on the checklist.</summary>
[Collection(App.Collection)]
public sealed class DesignSealingTests(App app)
{
    [Theory]
    [InlineData(DesignKind.FullyCrossed, 4)]
    [InlineData(DesignKind.Crossover, 8)]
    [InlineData(DesignKind.Sequential, 2)]
    [InlineData(DesignKind.SplitPlotReaders, 2)]
    [InlineData(DesignKind.SplitPlotCases, 4)]
    public async Task The_coordinator_seals_it_and_the_lists_are_what_the_kept_input_gives(DesignKind kind, int expected)
    {
        // The draw itself is tested 10,000 times by design where it is made; here a few times over through the real sealing.
        for (var round = 0; round < 5; round++)
        {
            var study = await TestStudy.DraftAsync(app, cases: 6);
            if (kind == DesignKind.Sequential)
            {
                await study.PredictAsync();
                await study.DesignAsync(
                    app,
                    p =>
                        p with
                        {
                            Arms = [DesignedStudy.Unaided, DesignedStudy.Aided],
                            Design = new() { Kind = kind },
                        }
                );
            }
            else
            {
                await study.DesignAsync(app, new StudyDesign { Kind = kind });
            }

            using var answer = await SealAsync(study);

            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            var drawn = Allocation.Draw(AllocationJson.Read((await study.KeptAsync(app)).InputJson));
            var stored = await study.DrawnAsync(app);
            Assert.Equal(expected, stored.Count);
            Assert.Equal(
                drawn.Select(s => (s.Number, s.ReaderId, s.Period, s.Part, s.ArmId, s.RevealArmId)),
                stored.Select(s => (s.Number, s.ReaderId, s.Period, s.Part, s.ArmId, s.RevealArmId))
            );
            Assert.Equal(
                drawn.Select(s => s.Places),
                stored.Select(s =>
                    s.Places.OrderBy(p => p.Position).Select(p => new AllocatedPlace(p.CaseId, p.Attempt, p.IsRevealed, p.ShamClassId))
                )
            );
        }
    }

    [Fact]
    public async Task Training_and_catch_cases_find_their_places()
    {
        var study = await TestStudy.DraftAsync(app, cases: 9);
        await study.UseLastCasesForAsync(app, 3, CasePurpose.Training);
        await study.DesignAsync(app, WithTraining);

        using var answer = await SealAsync(study);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var sessions = await study.DrawnAsync(app);
        Assert.Equal([SessionKind.Training, SessionKind.Pivotal, SessionKind.Training, SessionKind.Pivotal], sessions.Select(s => s.Kind));
        Assert.Equal([0, 1, 0, 1], sessions.Select(s => s.Period));
        Assert.All(sessions, s => Assert.Equal(study.CaseIds.TakeLast(3).Contains(s.Places[0].CaseId), s.Kind == SessionKind.Training));
    }

    [Fact]
    public async Task Training_without_training_cases_is_refused()
    {
        var study = await TestStudy.DraftAsync(app);
        await study.DesignAsync(app, WithTraining);

        await AssertRefusedAsync(study, DesignNeeds.TrainingCases);
    }

    [Fact]
    public async Task An_arm_with_AI_waits_for_its_model_and_is_sealed_once_it_has_run()
    {
        var study = await TestStudy.DraftAsync(app);
        await study.DesignAsync(app, p => p with { Arms = [DesignedStudy.Unaided, DesignedStudy.Aided] });

        await AssertRefusedAsync(study, DesignNeeds.AiOutput);
        await study.PredictAsync();
        await study.AddCasesAsync(1);
        await AssertRefusedAsync(study, DesignNeeds.AiOutput);
        await study.PredictAsync();
        using var answer = await SealAsync(study);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task An_arm_of_a_variant_that_no_case_has_is_refused()
    {
        var study = await TestStudy.DraftAsync(app);
        await study.DesignAsync(app, p => p with { Arms = [DesignedStudy.Unaided, DesignedStudy.LowDose with { Variant = "low dose" }] });

        await AssertRefusedAsync(study, DesignNeeds.Variants);
    }

    [Fact]
    public async Task A_sequential_design_of_one_reader_who_never_sees_the_AI_of_some_cases_is_refused()
    {
        var study = await TestStudy.DraftAsync(app, cases: 4, readers: 1);
        await study.PredictAsync();
        await study.DesignAsync(
            app,
            p =>
                p with
                {
                    Arms = [DesignedStudy.Unaided, DesignedStudy.Aided],
                    Design = new StudyDesign { Kind = DesignKind.Sequential, UnaidedOnlyPercent = 50 },
                }
        );

        await AssertRefusedAsync(study, AllocationCheck.EveryCaseIsRevealed);
    }

    [Fact]
    public async Task Repeats_that_do_not_fit_are_refused()
    {
        var study = await TestStudy.DraftAsync(app);
        await study.DesignAsync(app, new StudyDesign { HiddenRepeats = 1, RepeatDistance = 10 });

        await AssertRefusedAsync(study, AllocationCheck.RepeatsFit);
    }

    [Fact]
    public async Task Truth_that_is_due_at_the_data_lock_does_not_hold_the_sealing_up_unless_something_is_drawn_from_it()
    {
        var study = await TestStudy.DraftAsync(app, cases: 3, withTruth: false);
        await study.DesignAsync(
            app,
            p =>
                p with
                {
                    Truth = new TruthPlan { Due = TruthDue.DataLock },
                    Design = new StudyDesign { Strata = [Stratum.Class] },
                }
        );
        await AssertRefusedAsync(study, AllocationCheck.StrataAreKnown);
        await study.DesignAsync(app, p => p with { Design = new StudyDesign() });

        using var answer = await SealAsync(study);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private static Protocol WithTraining(Protocol protocol) =>
        protocol with
        {
            Training = new TrainingPlan { Task = protocol.Tasks[0].Id },
        };

    private async Task<HttpResponseMessage> SealAsync(TestStudy study)
    {
        using var browser = await app.SignInAsync(study.Coordinator);
        return await browser.PostAsync($"{study.Url}/seal", ("password", App.Password));
    }

    private async Task AssertRefusedAsync(TestStudy study, Rule rule)
    {
        using var browser = await app.SignInAsync(study.Coordinator);
        var page = Visitor.TextOf(await browser.PageAsync($"{study.Url}/seal"));
        using var answer = await browser.PostAsync($"{study.Url}/seal", ("password", App.Password));

        Assert.Contains("Missing " + rule.Message, page, StringComparison.Ordinal);
        Assert.Contains("Sealing is not possible yet", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(rule.Code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(StudyStatus.Draft, (await app.DataAsync(study.LoadAsync)).Status);
        Assert.Empty(await study.DrawnAsync(app));
    }
}
