namespace ReaderStudy.Domain.Studies;

/// <param name="Term">As the questions and instructions use it.</param>
/// <param name="Meaning">What it means in this study.</param>
public sealed record GlossaryTerm(string Term, string Meaning)
{
    /// <summary>Longest term, in characters.</summary>
    public const int LongestTerm = 100;

    /// <summary>Longest meaning, in characters.</summary>
    public const int LongestMeaning = 2000;
}
