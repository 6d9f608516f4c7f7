namespace ReaderStudy.Inference.Operations;

/// <summary>How often a cascade is right, by both of the rules in use. The two differ, and a paper must say which one it reports.</summary>
/// <param name="Cases">All cases.</param>
/// <param name="Groups">Cases whose group is called right.</param>
/// <param name="ConditionalOnTruth">
/// Cases whose class is called right by the classifier of their true group, whether or not that group was called: how the published figures
/// of LiLNet's subtypes are made.
/// </param>
/// <param name="EndToEnd">Cases whose group and class are both called right: what a patient would get.</param>
public sealed record CascadeScoring(int Cases, int Groups, int ConditionalOnTruth, int EndToEnd)
{
    /// <summary>Counts the calls against the truth.</summary>
    /// <exception cref="ArgumentException">A case has no call within its true group.</exception>
    public static CascadeScoring Of(IReadOnlyCollection<(CascadeCall Call, string Group, string Class)> cases)
    {
        if (cases.Any(one => !one.Call.ClassWithin.ContainsKey(one.Group)))
        {
            throw new ArgumentException("A case was not classified within its true group.", nameof(cases));
        }

        return new CascadeScoring(
            cases.Count,
            cases.Count(one => one.Call.Group == one.Group),
            cases.Count(one => one.Call.ClassWithin[one.Group] == one.Class),
            cases.Count(one => one.Call.Group == one.Group && one.Call.Class == one.Class)
        );
    }
}
