using System.Globalization;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Protocols.Subjects;

namespace ReaderStudy.Web.Features.Protocols;

/// <summary>What the choices of a protocol are called on pages.</summary>
public static class ProtocolWords
{
    public static string Of(DesignKind kind) =>
        kind switch
        {
            DesignKind.FullyCrossed => "Fully crossed: every reader reads every case in every arm, one arm a period",
            DesignKind.Crossover => "Crossover: half of the cases in each arm, swapped from period to period",
            DesignKind.Sequential => "Sequential: each case unaided, locked, and then with AI at once",
            DesignKind.SplitPlotReaders => "Split-plot by readers: each reader reads all cases in one arm",
            DesignKind.SplitPlotCases => "Split-plot by cases: each group of readers reads its group of cases in every arm",
        };

    public static string Of(TruthRule rule) =>
        rule switch
        {
            TruthRule.Recorded => "The coordinator brings it in (pathology, follow-up, a panel that met elsewhere)",
            TruthRule.TwoPlusOne => "Two truthers vote independently; where they differ, a third decides",
            TruthRule.Consensus => "All truthers vote independently; where they differ, they vote again until they agree",
        };

    public static string Of(TruthDue due) =>
        due switch
        {
            TruthDue.Sealing => "Before the protocol is sealed",
            TruthDue.DataLock => "Before the data are locked",
        };

    public static string Of(Stratum stratum) =>
        stratum switch
        {
            Stratum.Class => "class of the reference standard",
            Stratum.Group => "group of the class",
            Stratum.Centre => "centre",
        };

    public static string Of(ClinicalItem item) =>
        item switch
        {
            ClinicalItem.Age => "age",
            ClinicalItem.Sex => "sex",
            ClinicalItem.History => "clinical history",
        };

    public static string Of(TaskTruth truth) =>
        truth switch
        {
            TaskTruth.Class => "Class of the case",
            TaskTruth.Group => "Group of the class",
        };

    public static string Of(EndpointMetric metric) =>
        metric switch
        {
            EndpointMetric.Auc => "Area under the ROC curve",
            EndpointMetric.Sensitivity => "Sensitivity",
            EndpointMetric.Specificity => "Specificity",
            EndpointMetric.Accuracy => "Accuracy",
            EndpointMetric.Kappa => "Agreement (kappa)",
            EndpointMetric.WeightedAlternativeFrocArea => "Area under the wAFROC curve",
            EndpointMetric.Dice => "Overlap of outlines (Dice)",
            EndpointMetric.ReadingTime => "Reading time",
        };

    public static string Of(EndpointHypothesis hypothesis) =>
        hypothesis switch
        {
            EndpointHypothesis.Estimate => "Estimate with its interval",
            EndpointHypothesis.Superiority => "Superiority",
            EndpointHypothesis.NonInferiority => "Non-inferiority",
            EndpointHypothesis.Equivalence => "Equivalence",
        };

    public static string Of(MeasureTool tool) =>
        tool switch
        {
            MeasureTool.Length => "length",
            MeasureTool.Bidirectional => "longest diameter and the one across it",
            MeasureTool.Ellipse => "area of an ellipse",
            MeasureTool.Polygon => "area within a drawn line",
        };

    /// <summary>What is asked for, with its scale.</summary>
    public static string AnswerOf(Question question) =>
        question.Kind switch
        {
            QuestionKind.Choice => $"One of {question.Choices.Count} choices",
            QuestionKind.Ordinal => $"One of {question.Choices.Count} choices, which stand in order",
            QuestionKind.Multiple => $"One or more of {question.Choices.Count} choices",
            QuestionKind.Rating => $"A whole number from {question.Minimum} to {question.Maximum}{SidesOf(question)}",
            QuestionKind.Number => $"A number from {question.Minimum} to {question.Maximum}{UnitOf(question)}{DecimalsOf(question)}",
            QuestionKind.Text => "Free text",
            QuestionKind.Marks =>
                $"{(question.Shape is MarkShape.Box ? "Boxes" : "Marks")}, each rated from {question.Minimum} to {question.Maximum}",
            QuestionKind.Mask => "An outline",
            QuestionKind.Measure when question.Tool is { } tool => $"A measurement: {Of(tool)}",
            QuestionKind.Measure => "A measurement",
        };

    private static string SidesOf(Question question) =>
        string.Concat((question.Sides ?? []).Select(s => $"; from {s.Minimum} to {s.Maximum} if {ConditionText.Of(s.When)}"));

    private static string UnitOf(Question question) => question.Unit is { } unit ? " " + unit : "";

    private static string DecimalsOf(Question question) =>
        question.Decimals switch
        {
            null or 0 => "",
            1 => ", with one decimal",
            { } several => $", with {several} decimals",
        };

    /// <summary>The members of an enum as options.</summary>
    public static IReadOnlyList<FormOption> Options<T>(Func<T, string> words)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(m => new FormOption(m.ToString(), words(m)))];

    public static string Tick(bool value) => value ? "true" : "";

    public static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    public static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
