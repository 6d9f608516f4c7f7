namespace ReaderStudy.Domain.Conduct;

/// <summary>What a query is about.</summary>
public enum QueryKind
{
    ImagesDidNotLoad,
    AnswerSeemsIncomplete,
    TechnicalProblem,
    Instructions,
    Other,
}
