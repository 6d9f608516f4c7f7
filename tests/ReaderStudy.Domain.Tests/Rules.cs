namespace ReaderStudy.Domain.Tests;

internal static class Rules
{
    /// <summary>Asserts that exactly this rule stands against the action.</summary>
    public static BrokenRuleException Broken(Rule rule, Action action)
    {
        var broken = Assert.Throws<BrokenRuleException>(action);
        Assert.Equal(rule, broken.Rule);
        return broken;
    }
}
