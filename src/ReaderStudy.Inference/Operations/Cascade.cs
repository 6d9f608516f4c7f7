namespace ReaderStudy.Inference.Operations;

/// <summary>A group of classes in a cascade: malignant with HCC, ICC and MET.</summary>
/// <param name="Name">Of the group.</param>
/// <param name="Classes">In the order of the scores of the group's classifier.</param>
public sealed record CascadeGroup(string Name, IReadOnlyList<string> Classes);

/// <summary>What a cascade calls a case.</summary>
/// <param name="Group">The group called.</param>
/// <param name="Class">The class called within that group.</param>
/// <param name="ClassWithin">For each group that was classified the class called if the group is taken as given.</param>
public sealed record CascadeCall(string Group, string Class, IReadOnlyDictionary<string, string> ClassWithin);

/// <summary>
/// Two classifiers in a row: one tells the group, one for each group tells the class within it. The highest score is called, of equals the
/// first.
/// </summary>
public sealed class Cascade(IReadOnlyList<CascadeGroup> groups)
{
    /// <summary>In the order of the group classifier's scores.</summary>
    public IReadOnlyList<CascadeGroup> Groups { get; } = groups;

    /// <summary>Calls a case.</summary>
    /// <param name="groupScores">One for each group.</param>
    /// <param name="classScores">By group, one for each of its classes; groups may be missing, but not the one called.</param>
    /// <exception cref="ArgumentException">Scores do not fit the groups or classes, are not finite, or those of the group called are missing.</exception>
    public CascadeCall Call(IReadOnlyList<double> groupScores, IReadOnlyDictionary<string, IReadOnlyList<double>> classScores)
    {
        var group = Groups[Highest(groupScores, Groups.Count)];
        var within = Groups
            .Where(one => classScores.ContainsKey(one.Name))
            .ToDictionary(one => one.Name, one => one.Classes[Highest(classScores[one.Name], one.Classes.Count)], StringComparer.Ordinal);
        return within.TryGetValue(group.Name, out var called)
            ? new CascadeCall(group.Name, called, within)
            : throw new ArgumentException($"The group {group.Name} is called, but its classes have no scores.", nameof(classScores));
    }

    private static int Highest(IReadOnlyList<double> scores, int count)
    {
        if (scores.Count != count || !scores.All(double.IsFinite))
        {
            throw new ArgumentException($"There are {scores.Count} scores, not {count} finite ones.", nameof(scores));
        }

        return Enumerable.Range(0, count).MaxBy(i => scores[i]);
    }
}
