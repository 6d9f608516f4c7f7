using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Tests.Studies;

/// <summary>A protocol in which every property is given a value that is not its default.</summary>
internal static class FullProtocol
{
    public static Protocol Value { get; } =
        ProtocolJson.Template("crossover-unaided-aided") with
        {
            Id = "full",
            Title = "Everything 全部",
            Description = "For tests.",
            Truth = new TruthPlan
            {
                Rule = TruthRule.TwoPlusOne,
                Due = TruthDue.DataLock,
                Instructions = "Two, then a third.",
            },
            Arms =
            [
                new Arm("unaided", "Unaided")
                {
                    Phases = ["arterial"],
                    Variant = "low-dose",
                    Tells = [ClinicalItem.Age, ClinicalItem.History],
                },
                new Arm("aided", "With AI", true)
                {
                    Model = "mean-hu",
                    Reveal = AiReveal.OnRequest,
                    Phases = ["arterial", "portal-venous"],
                    Variant = "thin",
                    Tells = [ClinicalItem.Sex],
                },
            ],
            Design = new StudyDesign
            {
                Kind = DesignKind.Crossover,
                WashoutDays = 14,
                WashoutReason = "Cases are many and alike.",
                Groups = 3,
                Strata = [Stratum.Class, Stratum.Group, Stratum.Centre],
                BlockSize = 12,
                CasesPerSession = 24,
                HiddenRepeats = 4,
                RepeatDistance = 8,
            },
            Reading = new ReadingRules
            {
                AcknowledgeInstructions = true,
                Sign = true,
                RestHours = 12,
                BreakAfterCases = 15,
                Corrections = false,
                SiteCheck = true,
            },
            Training = new TrainingPlan
            {
                Task = "benign-malignant",
                Feedback = false,
                RequiredPercent = 70,
                MostTries = 2,
            },
            Hanging = new Hanging
            {
                Phases = ["arterial"],
                Windows = [new WindowPreset("Liver", 90, 180)],
                LinkScrolling = false,
                LinkZoom = false,
                Viewports =
                [
                    new HangingViewport
                    {
                        Phase = "arterial",
                        Prior = true,
                        Orientation = ViewOrientation.Coronal,
                        Slab = new HangingSlab(SlabKind.Mean, 12.5),
                        Window = "Liver",
                        Opening = 0.25,
                        Group = 2,
                    },
                ],
            },
            Questions =
            [
                .. ProtocolJson.Template("crossover-unaided-aided").Questions,
                new Question
                {
                    Id = "sure",
                    Text = "How sure?",
                    Kind = QuestionKind.Rating,
                    Minimum = 1,
                    Maximum = 7,
                    Sides = [new RatingSide(new Condition("malignancy", ["malignant"]), 4, 7)],
                },
                new Question
                {
                    Id = "features",
                    Text = "Which features?",
                    Kind = QuestionKind.Multiple,
                    Choices = [new("fat", "Fat"), new("none", "None")],
                    Exclusive = ["none"],
                },
                new Question
                {
                    Id = "size",
                    Text = "Largest diameter",
                    Kind = QuestionKind.Number,
                    Minimum = 1,
                    Maximum = 300,
                    Unit = "mm",
                    Decimals = 1,
                },
                new Question
                {
                    Id = "category",
                    Text = "Which category?",
                    Kind = QuestionKind.Ordinal,
                    Choices = [new("LR-3", "LR-3"), new("LR-4", "LR-4"), new("LR-5", "LR-5")],
                    Aid = QuestionAid.LiRads,
                },
            ],
            Glossary = [new GlossaryTerm("Washout", "Darker than the liver in a later phase.")],
        };
}
