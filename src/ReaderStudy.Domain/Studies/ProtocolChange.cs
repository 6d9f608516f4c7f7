namespace ReaderStudy.Domain.Studies;

/// <summary>One place at which two protocols differ.</summary>
/// <param name="Path">Where, for programs: <c>questions[subtype].text</c>, or <c>questions[margin]</c> for a whole entry; <c>questions[]</c> is their order.</param>
/// <param name="Where">Where, in words: <c>question 'subtype', text</c>.</param>
/// <param name="Old">What stood there; null: nothing.</param>
/// <param name="New">What stands there now; null: nothing.</param>
public sealed record ProtocolChange(string Path, string Where, string? Old, string? New)
{
    /// <summary>True for the plan of the analysis, whose changes after sealing are reported.</summary>
    public bool IsOfAnalysis => Path.StartsWith("analysis", StringComparison.Ordinal);
}
