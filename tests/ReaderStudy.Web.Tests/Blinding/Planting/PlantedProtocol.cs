using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.Blinding.Planting;

/// <summary>
/// The liver-lesion template with classes of the reference standard that no question offers: groups are asked for, classes are not, so that a
/// class can come to a reader from nowhere but the truth or a model.
/// </summary>
internal static class PlantedProtocol
{
    public const string Model = "zq7model";

    /// <summary>Classes that are the truth of a case; no model ever puts one on top.</summary>
    public static readonly string[] Truths = ["zq7truthm", "zq7truthb"];

    /// <summary>The truth of training cases alone: readers learn it from the feedback.</summary>
    public const string Trained = "zq7trainedm";

    /// <summary>Classes that only models name.</summary>
    public static readonly string[] Predicted = ["zq7foundm", "zq7foundb"];

    public static Protocol Of()
    {
        var template = ProtocolJson.Template("liver-lesion");
        return template with
        {
            Reference = new ReferenceClasses
            {
                Classes =
                [
                    new ReferenceClass(Truths[0], Truths[0] + "label", "malignant"),
                    new ReferenceClass(Truths[1], Truths[1] + "label", "benign"),
                    new ReferenceClass(Trained, Trained + "label", "malignant"),
                    new ReferenceClass(Predicted[0], Predicted[0] + "label", "malignant"),
                    new ReferenceClass(Predicted[1], Predicted[1] + "label", "benign"),
                ],
            },
            Arms =
            [
                new Arm("unaided", "zq7armone"),
                new Arm("aided", "zq7armtwo", ShowsAi: true) { Model = Model, Tells = [ClinicalItem.Age, ClinicalItem.History] },
            ],
            Design = new StudyDesign
            {
                WashoutDays = 0,
                WashoutReason = "A test waits for nothing.",
                HiddenRepeats = 1,
                RepeatDistance = 2,
            },
            Reading = new ReadingRules { Sign = true },
            Hanging = template.Hanging with
            {
                LinkZoom = false,
                Viewports =
                [
                    new HangingViewport
                    {
                        Phase = "arterial",
                        Slab = new HangingSlab(SlabKind.Mean, 10),
                        Window = template.Hanging.Windows[0].Name,
                        Opening = 0.25,
                    },
                    new HangingViewport { Prior = true },
                ],
            },
            Training = new TrainingPlan { Task = template.Tasks[0].Id },
            Truth = new TruthPlan { Rule = TruthRule.TwoPlusOne, Due = TruthDue.DataLock },
            Tasks = [template.Tasks[0]],
            Questions =
            [
                template.Questions[0],
                new Question
                {
                    Id = "comment",
                    Text = "What did you see?",
                    Kind = QuestionKind.Text,
                },
                .. OfOtherKinds,
            ],
            Glossary = [new GlossaryTerm("Washout", "Darker than the liver in a later phase.")],
        };
    }

    /// <summary>Readers may leave them out, and do.</summary>
    private static Question[] OfOtherKinds =>
        [
            new Question
            {
                Id = "sure",
                Text = "How sure?",
                Kind = QuestionKind.Rating,
                Required = false,
                Sides = [new RatingSide(new Condition("malignancy", ["malignant"]), 51, 100)],
            },
            new Question
            {
                Id = "features",
                Text = "Which features?",
                Kind = QuestionKind.Multiple,
                Required = false,
                Choices = [new Choice("fat", "Fat"), new Choice("none", "None")],
                Exclusive = ["none"],
            },
            new Question
            {
                Id = "extent",
                Text = "Largest diameter",
                Kind = QuestionKind.Number,
                Required = false,
                Unit = "mm",
                Decimals = 1,
            },
            new Question
            {
                Id = "category",
                Text = "Which category?",
                Kind = QuestionKind.Ordinal,
                Required = false,
                Choices = [new Choice("LR-3", "LR-3"), new Choice("LR-4", "LR-4"), new Choice("LR-5", "LR-5")],
                Aid = QuestionAid.LiRads,
            },
        ];
}
