namespace ReaderStudy.Domain.Blinding;

/// <summary>What a reader is told of a training case once it is locked. There is none of any other case.</summary>
/// <param name="Truth">The reference standard's class in words.</param>
/// <param name="Question">The question that is scored.</param>
/// <param name="RightAnswer">In words.</param>
/// <param name="Right">Whether the reader's answer was right.</param>
public sealed record TrainingFeedback(string Truth, string Question, string RightAnswer, bool Right);
