namespace ReaderStudy.Inference;

/// <summary>
/// Labels derived from raw scores. The scores stay the record; labels are computed whenever they are needed.
/// </summary>
/// <remarks>
/// The class is the one with the highest logit. A group's score is the logarithm of the sum of the exponentials of its classes' logits,
/// which is the logit of the group's softmax probability up to the same constant for all groups; the group is the one with the highest.
/// Class and group are two answers to two questions and may disagree; <see cref="ClassWithin"/> is the class if the group is taken as given.
/// Equal scores go to the class or group that model.json names first.
/// </remarks>
public sealed class ClassLabels
{
    private readonly IReadOnlyList<ModelClass> _classes;
    private readonly IReadOnlyList<double> _scores;

    private ClassLabels(IReadOnlyList<ModelClass> classes, IReadOnlyList<double> scores, IReadOnlyList<GroupScore> groups)
    {
        _classes = classes;
        _scores = scores;
        Groups = groups;
        Group = groups.MaxBy(group => group.Score)!.Group;
        Class = Best(_ => true);
    }

    /// <summary>Code of the class with the highest score.</summary>
    public string Class { get; }

    /// <summary>The group with the highest score.</summary>
    public string Group { get; }

    /// <summary>Every group with its score, in the order of model.json.</summary>
    public IReadOnlyList<GroupScore> Groups { get; }

    /// <summary>Code of the class with the highest score among those of a group.</summary>
    public string ClassWithin(string group) => Best(one => one.Group == group);

    /// <summary>
    /// Softmax of the scores, in the order of the classes: for display and for a graded benign–malignant score. It is not calibrated.
    /// </summary>
    public IReadOnlyList<double> Probabilities()
    {
        var total = LogSumExp(_scores);
        return [.. _scores.Select(score => Math.Exp(score - total))];
    }

    /// <summary>Derives labels of a case.</summary>
    /// <param name="classes">The model's classes.</param>
    /// <param name="scores">The raw logits, one for each class.</param>
    /// <exception cref="ArgumentException">Scores and classes differ in number, or a score is not a finite number.</exception>
    public static ClassLabels Of(IReadOnlyList<ModelClass> classes, IReadOnlyList<double> scores)
    {
        if (classes.Count != scores.Count || classes.Count == 0)
        {
            throw new ArgumentException($"{scores.Count} scores do not belong to {classes.Count} classes.", nameof(scores));
        }

        if (!scores.All(double.IsFinite))
        {
            throw new ArgumentException("A score is not a finite number.", nameof(scores));
        }

        var groups = classes
            .Select(one => one.Group)
            .Distinct(StringComparer.Ordinal)
            .Select(group => new GroupScore(group, LogSumExp(scores.Where((_, index) => classes[index].Group == group))));
        return new ClassLabels(classes, scores, [.. groups]);
    }

    private string Best(Func<ModelClass, bool> among)
    {
        var best = _classes.Zip(_scores, (one, score) => (one.Code, Score: score, Fits: among(one))).Where(entry => entry.Fits).ToList();
        return best.Count > 0
            ? best.MaxBy(entry => entry.Score).Code
            : throw new ArgumentException("No class belongs to that group.", nameof(among));
    }

    private static double LogSumExp(IEnumerable<double> values)
    {
        var all = values.ToList();
        var highest = all.Max();
        return highest + Math.Log(all.Sum(value => Math.Exp(value - highest)));
    }
}

/// <summary>A group's score: the log-sum-exp of its classes' logits.</summary>
public sealed record GroupScore(string Group, double Score);
