namespace ReaderStudy.Dicom.Deidentification;

/// <summary>In how many images a person was asked something.</summary>
/// <param name="Kind">What was asked.</param>
/// <param name="Images">In how many images.</param>
public sealed record ReportedQuestion(DeidentificationQuestionKind Kind, long Images);
