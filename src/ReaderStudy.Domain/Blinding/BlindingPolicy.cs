using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Blinding;

/// <summary>What there is to see in a study.</summary>
[Flags]
public enum StudyItems
{
    None = 0,

    /// <summary>Images as readers see them.</summary>
    Images = 1,

    /// <summary>Case codes, centre, sex, age, size, series, findings of the import.</summary>
    CaseDetails = 2,

    /// <summary>The reference standard.</summary>
    Truth = 4,

    /// <summary>Scores and labels of models, case by case.</summary>
    Predictions = 8,

    /// <summary>Answers that the person gave.</summary>
    OwnAnswers = 16,

    /// <summary>Answers of all readers.</summary>
    AllAnswers = 32,

    /// <summary>How many cases each reader has read; no answer.</summary>
    Progress = 64,

    /// <summary>Protocol, readers, arms.</summary>
    Design = 128,

    /// <summary>The drawn orders and their seeds.</summary>
    Allocation = 256,

    /// <summary>Tables, figures, reports.</summary>
    Results = 512,
}

/// <summary>The only decision of who sees what, and when.</summary>
public static class BlindingPolicy
{
    /// <summary>What this role sees while the study stands there and its truth comes about as planned.</summary>
    public static StudyItems VisibleTo(StudyRole role, StudyStatus status, TruthPlan plan) =>
        role switch
        {
            StudyRole.Coordinator => OfCoordinator(status),
            StudyRole.Statistician => OfStatistician(status),
            StudyRole.Reader => StudyItems.Images | StudyItems.OwnAnswers,
            StudyRole.Truther => OfTruther(status, plan),
        };

    /// <summary>What several roles see together.</summary>
    public static StudyItems VisibleTo(IEnumerable<StudyRole> roles, StudyStatus status, TruthPlan plan) =>
        roles.Aggregate(StudyItems.None, (items, role) => items | VisibleTo(role, status, plan));

    /// <summary>
    /// Truthers who bring the truth in see it while the study is a draft. Those who vote see images and what is known of the patient as long
    /// as they vote, and no truth: other votes and a reference standard that is there already would make theirs depend on it. Never an answer
    /// of a reader or a model.
    /// </summary>
    private static StudyItems OfTruther(StudyStatus status, TruthPlan plan) =>
        status switch
        {
            StudyStatus.Draft when !plan.HasVotes => StudyItems.Images | StudyItems.CaseDetails | StudyItems.Truth,
            StudyStatus.Draft or StudyStatus.Sealed or StudyStatus.Reading => plan.IsOpenIn(status)
                ? StudyItems.Images | StudyItems.CaseDetails
                : StudyItems.None,
            StudyStatus.DataLocked => StudyItems.None,
            StudyStatus.Unblinded or StudyStatus.Analysed or StudyStatus.Archived => StudyItems.Results,
        };

    /// <summary>Coordinators bring the truth in while they draft; from the sealing to the unblinding it is hidden from them too.</summary>
    private static StudyItems OfCoordinator(StudyStatus status) =>
        status switch
        {
            StudyStatus.Draft => StudyItems.Images | StudyItems.CaseDetails | StudyItems.Truth | StudyItems.Progress | StudyItems.Design,
            StudyStatus.Sealed or StudyStatus.Reading => StudyItems.Images
                | StudyItems.CaseDetails
                | StudyItems.Progress
                | StudyItems.Design,
            StudyStatus.DataLocked => StudyItems.Images
                | StudyItems.CaseDetails
                | StudyItems.Progress
                | StudyItems.Design
                | StudyItems.Allocation,
            StudyStatus.Unblinded or StudyStatus.Analysed or StudyStatus.Archived => All,
        };

    /// <summary>Statisticians see the plan and how complete the data are; images and results after the unblinding.</summary>
    private static StudyItems OfStatistician(StudyStatus status) =>
        status switch
        {
            StudyStatus.Draft or StudyStatus.Sealed or StudyStatus.Reading => StudyItems.Progress | StudyItems.Design,
            StudyStatus.DataLocked => StudyItems.Progress | StudyItems.Design | StudyItems.Allocation,
            StudyStatus.Unblinded or StudyStatus.Analysed or StudyStatus.Archived => All,
        };

    private const StudyItems All =
        StudyItems.Images
        | StudyItems.CaseDetails
        | StudyItems.Truth
        | StudyItems.Predictions
        | StudyItems.AllAnswers
        | StudyItems.Progress
        | StudyItems.Design
        | StudyItems.Allocation
        | StudyItems.Results;
}
