using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain;

/// <summary>A rule of the study that the platform enforces.</summary>
/// <param name="Code">Stable name that programs and tests compare, <c>study.cases-frozen</c>.</param>
/// <param name="Message">What a person is told: what is not possible, and why.</param>
public sealed record Rule(string Code, string Message)
{
    /// <summary>Throws unless the rule holds.</summary>
    /// <param name="holds">Whether the rule is kept.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="detail">What broke it here, in a sentence; null: nothing to add.</param>
    /// <exception cref="BrokenRuleException">The rule does not hold.</exception>
    public static void Require(bool holds, Rule rule, string? detail = null)
    {
        if (!holds)
        {
            throw new BrokenRuleException(rule, detail);
        }
    }
}

/// <summary>A rule of the study stood against what was asked; nothing was changed.</summary>
public sealed class BrokenRuleException : Exception
{
    public BrokenRuleException(Rule rule, string? detail = null)
        : base(detail is null ? rule.Message : $"{rule.Message} {detail}")
    {
        Rule = rule;
    }

    /// <summary>The rule that was broken.</summary>
    public Rule Rule { get; }

    /// <summary>When the rule will hold by itself; null where no date is known.</summary>
    public DateTimeOffset? OpensAt { get; init; }

    /// <summary>The contradictions that wait for a confirmation; empty for other rules.</summary>
    public IReadOnlyList<ConsistencyCheck> Checks { get; init; } = [];
}
