using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Tests.Studies;

public sealed class ProtocolCheckTests
{
    private static readonly Protocol Crossover = ProtocolJson.Template("crossover-unaided-aided");
    private static readonly Arm Unaided = new("unaided", "Unaided");
    private static readonly Arm Aided = new("aided", "With AI", true) { Model = "mean-hu" };

    public static TheoryData<string> Templates => [.. ProtocolJson.Templates];

    [Theory]
    [MemberData(nameof(Templates))]
    public void A_built_in_protocol_contradicts_itself_nowhere_says_what_it_is_for_and_names_a_primary_endpoint(string name)
    {
        var protocol = ProtocolJson.Template(name);

        Assert.Equal(name, protocol.Id);
        Assert.Empty(ProtocolCheck.FaultsOf(protocol));
        Assert.Contains("To be filled in", protocol.Description, StringComparison.Ordinal);
        Assert.Single(protocol.Analysis.Endpoints, e => e.IsPrimary);
    }

    [Theory]
    [InlineData(DesignKind.Crossover, 1, "A crossover design needs exactly two arms; there is one.")]
    [InlineData(DesignKind.Sequential, 3, "A sequential design needs exactly two arms; there are 3.")]
    [InlineData(DesignKind.SplitPlotReaders, 1, "A split-plot (readers) design needs at least two arms; there is one.")]
    public void A_design_names_the_arms_that_it_needs(DesignKind kind, int arms, string fault)
    {
        var protocol = Plain() with
        {
            Design = new StudyDesign { Kind = kind },
            Arms = [.. Enumerable.Range(1, arms).Select(i => new Arm($"arm-{i}", $"Arm {i}"))],
        };

        Assert.Contains(fault, ProtocolCheck.FaultsOf(protocol));
    }

    [Fact]
    public void A_sequential_design_reads_unaided_first()
    {
        var design = new StudyDesign { Kind = DesignKind.Sequential };

        Assert.Contains(
            "A sequential design reads the unaided arm first, then the arm that shows a model's output.",
            ProtocolCheck.FaultsOf(Plain() with { Design = design, Arms = [Aided, Unaided] })
        );
        Assert.Empty(ProtocolCheck.FaultsOf(Plain() with { Design = design, Arms = [Unaided, Aided] }));
    }

    [Theory]
    [InlineData(DesignKind.FullyCrossed, true)]
    [InlineData(DesignKind.Crossover, true)]
    [InlineData(DesignKind.SplitPlotCases, true)]
    [InlineData(DesignKind.Sequential, false)]
    [InlineData(DesignKind.SplitPlotReaders, false)]
    public void A_short_washout_needs_a_reason_where_a_reader_meets_a_case_twice(DesignKind kind, bool needed)
    {
        var design = new StudyDesign { Kind = kind, WashoutDays = 14 };
        var protocol = Plain() with { Design = design, Arms = [Unaided, Aided] };

        Assert.Equal(
            needed ? ["A washout of 14 days is shorter than 28 days and needs a reason."] : Array.Empty<string>(),
            ProtocolCheck.FaultsOf(protocol)
        );
        Assert.Empty(ProtocolCheck.FaultsOf(protocol with { Design = design with { WashoutReason = "Alike cases." } }));
    }

    [Fact]
    public void One_arm_needs_no_washout()
    {
        Assert.Empty(ProtocolCheck.FaultsOf(Plain() with { Design = new StudyDesign { WashoutDays = 0 } }));
    }

    public static TheoryData<StudyDesign, string> Numbers =>
        new()
        {
            {
                new StudyDesign { WashoutDays = -1, WashoutReason = "x" },
                "The washout cannot be -1 days."
            },
            {
                new StudyDesign { HiddenRepeats = -1 },
                "The number of hidden repeats cannot be -1; the least is 0."
            },
            {
                new StudyDesign { RepeatDistance = 0 },
                "The distance of a hidden repeat cannot be 0; the least is 1."
            },
            {
                new StudyDesign { CasesPerSession = 0 },
                "The number of cases in a session cannot be 0; the least is 1."
            },
            {
                new StudyDesign { WashoutDays = 4_000_000 },
                "The washout cannot be 4000000 days; the most is 3650."
            },
            {
                new StudyDesign { CasesPerSession = int.MaxValue },
                "The number of cases in a session cannot be 2147483647; the most is 100000."
            },
            {
                new StudyDesign { HiddenRepeats = int.MaxValue },
                "The number of hidden repeats cannot be 2147483647; the most is 100000."
            },
            {
                new StudyDesign { Groups = int.MaxValue },
                "The number of groups cannot be 2147483647; the most is 1000."
            },
            {
                new StudyDesign { BlockSize = 1 },
                "The number of cases in a block cannot be 1; the least is 2."
            },
            {
                new StudyDesign { Kind = DesignKind.SplitPlotCases, Groups = 1 },
                "The number of groups cannot be 1; the least is 2."
            },
            {
                new StudyDesign { UnaidedOnlyPercent = 100 },
                "The share of cases that stay unaided cannot be 100 %; 0 to 99 are possible."
            },
            {
                new StudyDesign { UnaidedOnlyPercent = 10 },
                "Cases stay unaided in a sequential design only; set the share to 0."
            },
            {
                new StudyDesign { Strata = [Stratum.Class, Stratum.Class] },
                "The design is balanced by the same property of cases twice."
            },
        };

    [Fact]
    public void A_sequential_design_has_no_hidden_repeats_since_they_would_not_be_unaided()
    {
        var protocol = ProtocolJson.Template("sequential-second-reader");
        var repeated = protocol with { Design = protocol.Design with { HiddenRepeats = 1 } };

        Assert.Equal(
            ProtocolCheck
                .FaultsOf(protocol)
                .Append(
                    "A sequential design reveals the AI right after the first reading, so that a hidden repeat of the case would not be unaided; set the hidden repeats to 0."
                ),
            ProtocolCheck.FaultsOf(repeated)
        );
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Numbers_of_the_design_can_be_kept(StudyDesign design, string fault)
    {
        Assert.Equal([fault], ProtocolCheck.FaultsOf(Plain() with { Design = design }));
    }

    public static TheoryData<Arm, string> Arms =>
        new()
        {
            {
                new Arm("a", "A") { Model = "mean-hu" },
                "Arm 'a' names the model 'mean-hu', but does not show its output."
            },
            {
                new Arm("a", "A") { Phases = ["venous"] },
                "Arm 'a' shows the phase 'venous', which is not known."
            },
            {
                new Arm("a", "A") { Phases = ["native", "native"] },
                "Arm 'a' shows a phase twice."
            },
            {
                new Arm("a", "A") { Tells = [ClinicalItem.Age, ClinicalItem.Age] },
                "Arm 'a' tells the same of the patient twice."
            },
            {
                new Arm("a", "A") { Reveal = AiReveal.Concurrent },
                "Arm 'a' says when a model's output is shown, but shows none."
            },
            { new Arm("readers", "A"), "An arm cannot be called 'readers': endpoints use the word for something else." },
        };

    [Fact]
    public void A_sequential_design_shows_the_AI_after_the_lock_and_not_on_request_too()
    {
        var protocol = ProtocolJson.Template("sequential-second-reader");
        var arms = protocol.Arms.Select(a => a.ShowsAi ? a with { Reveal = AiReveal.OnRequest } : a).ToList();

        var fault = Assert.Single(ProtocolCheck.FaultsOf(protocol with { Arms = arms }));

        Assert.Contains(
            "shows the AI when the reader asks; a sequential design shows it after the unaided lock",
            fault,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [MemberData(nameof(Arms))]
    public void An_arm_shows_what_is_known(Arm arm, string fault)
    {
        Assert.Equal([fault], ProtocolCheck.FaultsOf(Plain() with { Arms = [arm] }));
    }

    [Fact]
    public void An_arm_with_AI_may_wait_for_its_model_until_the_sealing()
    {
        Assert.Empty(ProtocolCheck.FaultsOf(Crossover));
        Assert.Equal(["Arm 'aided' shows a model's output, and no model is named."], ProtocolCheck.GapsOf(Crossover));
        Assert.Empty(ProtocolCheck.GapsOf(Crossover with { Arms = [Unaided, Aided] }));
    }

    public static TheoryData<Endpoint, string> Endpoints =>
        new()
        {
            { Auc() with { Task = "none" }, "is about the task 'none', which there is not." },
            { Auc() with { Arm = "none" }, "claims something of the arm 'none', which there is not." },
            { Auc() with { Against = "none" }, "compares with 'none', which is neither an arm nor 'readers' nor 'ai'." },
            { Auc() with { Against = "aided" }, "compares the arm 'aided' with itself." },
            { Auc() with { Arm = null }, "compares with the arm 'unaided', and names no arm of its own." },
            { Auc() with { Against = null }, "tests a hypothesis, and does not say what is compared with what." },
            { Auc() with { Margin = 0.05 }, "has a margin, which its hypothesis does not use." },
            { Auc() with { Hypothesis = EndpointHypothesis.NonInferiority }, "needs a margin above 0." },
            {
                Auc() with
                {
                    Hypothesis = EndpointHypothesis.Equivalence,
                    Margin = 5,
                },
                "has a margin of 5; its metric lies between 0 and 1."
            },
            { Auc() with { Alpha = 0 }, "has the level 0; it lies between 0 and 0.5." },
            { Auc() with { Alpha = 0.5 }, "has the level 0.5; it lies between 0 and 0.5." },
            { Auc() with { Metric = EndpointMetric.Dice }, "is the overlap of outlines, and no question asks for one." },
            {
                Auc() with
                {
                    Metric = EndpointMetric.WeightedAlternativeFrocArea,
                },
                "is an area under the wAFROC curve, and no question asks for marks."
            },
        };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public void An_endpoint_says_what_is_claimed_of_what(Endpoint endpoint, string fault)
    {
        var protocol = Crossover with { Analysis = new AnalysisPlan { Endpoints = [endpoint] } };

        Assert.Equal([$"Endpoint 'auc' {fault}"], ProtocolCheck.FaultsOf(protocol));
    }

    [Fact]
    public void An_ROC_endpoint_needs_a_rating()
    {
        var protocol = Crossover with { Tasks = [Crossover.Tasks[0] with { Rating = null }] };

        Assert.Contains(
            "Endpoint 'auc' is an area under the ROC curve, for which task 'benign-malignant' needs a rating and a positive label.",
            ProtocolCheck.FaultsOf(protocol)
        );
    }

    [Fact]
    public void A_check_looks_at_answers_that_can_be_given()
    {
        ConsistencyCheck Of(params Condition[] when) =>
            new()
            {
                Id = "c",
                Message = "Look again.",
                When = when,
            };
        IReadOnlyList<string> Faults(ConsistencyCheck check) => ProtocolCheck.FaultsOf(Crossover with { Checks = [check] });

        Assert.Equal(["Consistency check 'c' has no conditions."], Faults(Of()));
        Assert.Equal(["Consistency check 'c' looks at 'margin', which is not asked."], Faults(Of(new Condition("margin", ["sharp"]))));
        Assert.Equal(
            ["Consistency check 'c' depends on 'subtype' being 'GIST', which is not one of its choices."],
            Faults(Of(new Condition("subtype", ["GIST"])))
        );
        Assert.Equal(
            ["Consistency check 'c' depends on bounds of 'subtype', which is not a rating or number."],
            Faults(Of(new Condition("subtype") { AtLeast = 3 }))
        );
        Assert.Equal(
            ["Consistency check 'c' depends on 'suspicion' from 101 to 100, which no rating meets."],
            Faults(Of(new Condition("suspicion") { AtLeast = 101 }))
        );
        Assert.Equal(
            ["Consistency check 'c' depends on 'subtype', and does not say on which answers."],
            Faults(Of(new Condition("subtype")))
        );
    }

    [Fact]
    public void A_mapped_task_says_what_every_choice_counts_as()
    {
        var lirads = ProtocolJson.Template("li-rads-ordinal");
        IReadOnlyList<string> Faults(params ChoiceLabel[] mapping) =>
            ProtocolCheck.FaultsOf(lirads with { Tasks = [lirads.Tasks[0] with { Mapping = mapping }], Analysis = new AnalysisPlan() });
        var all = lirads.Tasks[0].Mapping!;

        Assert.Empty(Faults([.. all]));
        Assert.Equal(["Task 'lr5' does not say which label 'LR-TIV' counts as."], Faults([.. all.Where(m => m.Choice != "LR-TIV")]));
        Assert.Equal(
            ["Task 'lr5' maps 'LR-6', which is not a choice of question 'category'."],
            Faults([.. all, new ChoiceLabel("LR-6", "hcc")])
        );
        Assert.Equal(
            ["Task 'lr5' has the label 'hcc', which no choice of question 'category' counts as."],
            Faults([.. all.Select(m => m with { Label = "other" })])
        );
    }

    [Fact]
    public void Rules_training_and_hanging_are_checked()
    {
        var faults = ProtocolCheck.FaultsOf(
            Plain() with
            {
                Reading = new ReadingRules { RestHours = -1, BreakAfterCases = 0 },
                Training = new TrainingPlan
                {
                    Task = "none",
                    RequiredPercent = 101,
                    MostTries = 0,
                },
                Hanging = new Hanging { Phases = ["unknown"], Windows = [new WindowPreset("Flat", 0, 0)] },
            }
        );

        Assert.Equal(
            [
                "The hanging shows the phase 'unknown', which is not known.",
                "Window 'Flat' needs a width above 0 HU.",
                "Readers cannot rest -1 hours between sessions; 0 to 8760 are possible.",
                "A break cannot be suggested after 0 cases; leave it empty for none.",
                "The training is scored by the task 'none', which there is not.",
                "The training cannot ask for 101 % right answers; 0 to 100 are possible.",
                "The training cannot be taken 0 times; the least is 1.",
            ],
            faults
        );
    }

    [Fact]
    public void A_reviewer_would_ask_about_more_than_one_primary_endpoint_and_equal_arms()
    {
        var twice = Crossover with
        {
            Arms = [Unaided, new Arm("again", "Unaided again")],
            Analysis = new AnalysisPlan { Endpoints = [Auc(), Auc() with { Id = "again" }] },
        };

        var remarks = ProtocolCheck.RemarksOf(twice);

        Assert.Contains("2 endpoints are primary, and nothing is said of multiplicity.", remarks);
        Assert.Contains("Arms 'unaided' and 'again' show readers the same.", remarks);
        Assert.Contains("No endpoint is primary: nothing is claimed before reading.", ProtocolCheck.RemarksOf(Plain()));
    }

    [Fact]
    public void Numbers_are_no_names_of_choices_and_lists_have_no_empty_entries()
    {
        var text = ProtocolJson.Write(Crossover);
        var number = text.Replace("\"kind\": \"crossover\"", "\"kind\": 1", StringComparison.Ordinal);
        var empty = text.Replace("\"checks\": [", "\"checks\": [null,", StringComparison.Ordinal);

        Assert.Contains(
            "$.design.kind",
            Assert.Throws<ProtocolException>(() => ProtocolJson.Read(number)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains("$.checks[0]", Assert.Throws<ProtocolException>(() => ProtocolJson.Read(empty)).Message, StringComparison.Ordinal);
    }

    /// <summary>One arm, one task, nothing of schema 2.</summary>
    private static Protocol Plain() => ProtocolJson.Template("liver-lesion") with { Analysis = new AnalysisPlan() };

    private static Endpoint Auc() =>
        new()
        {
            Id = "auc",
            Name = "AUC",
            IsPrimary = true,
            Metric = EndpointMetric.Auc,
            Task = "benign-malignant",
            Arm = "aided",
            Against = "unaided",
            Hypothesis = EndpointHypothesis.Superiority,
        };
}
