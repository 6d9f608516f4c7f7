namespace ReaderStudy.Domain.Readings;

/// <summary>Why a reader gives no answer to a case; told apart from a case that was not read (STARD 2015, items 15 and 16).</summary>
public enum SkipReason
{
    NotEvaluable,
    Technical,
    Other,
}

/// <summary>What readers and reports call the reasons.</summary>
public static class SkipReasons
{
    /// <summary>The reason in words.</summary>
    public static string LabelOf(SkipReason reason) =>
        reason switch
        {
            SkipReason.NotEvaluable => "The images cannot be evaluated",
            SkipReason.Technical => "Technical problem: images are missing or do not load",
            SkipReason.Other => "Another reason",
        };
}
