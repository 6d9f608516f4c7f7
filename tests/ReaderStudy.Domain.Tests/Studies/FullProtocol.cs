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
        };
}
