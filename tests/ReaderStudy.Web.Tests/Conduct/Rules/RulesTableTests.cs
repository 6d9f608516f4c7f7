using System.Reflection;
using ReaderStudy.Domain;
using ReaderStudy.Tests;

namespace ReaderStudy.Web.Tests.Conduct.Rules;

/// <summary>Each rule of a serious study has its row in <c>rules.txt</c>, each row its tests, and each rule of the platform its row.</summary>
public sealed class RulesTableTests
{
    private const int Last = 31;
    private const string Own = "ReaderStudy.Web.Tests.";

    [Fact]
    public void Every_rule_has_one_row_that_says_how_it_is_kept_and_which_test_proves_it()
    {
        var (rules, _) = RulesTable.Read();

        Assert.Equal(Enumerable.Range(1, Last), rules.Select(r => r.Number));
        Assert.All(rules, r => Assert.True(r.How.Length > 0 && r.Tests.Count > 0, $"Rule {r.Number} says not how, or names no test."));
    }

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var missing = RulesTable.Read().Rules.SelectMany(r => r.Tests).Distinct().Where(t => !Exists(t));

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_rule_of_the_platform_is_named_and_no_other()
    {
        var (rules, others) = RulesTable.Read();
        var named = rules.SelectMany(r => r.Codes).Concat(others.Keys).ToList();

        Assert.Equal(Codes().Order(StringComparer.Ordinal), named.Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(rules.SelectMany(r => r.Codes).Intersect(others.Keys));
    }

    /// <summary>By reflection here; in another assembly by the text of the file that is called as the class is.</summary>
    private static bool Exists(string test)
    {
        var dot = test.LastIndexOf('.');
        var (type, method) = (test[..dot], test[(dot + 1)..]);
        if (!type.StartsWith("ReaderStudy.", StringComparison.Ordinal))
        {
            return typeof(RulesTableTests)
                    .Assembly.GetType(Own + type)
                    ?.GetMethod(method)
                    ?.GetCustomAttributes()
                    .Any(a => a is FactAttribute)
                ?? false;
        }

        var cut = type.LastIndexOf('.');
        var folder = Path.Combine(SharedData.RepositoryRoot, "tests", type[..cut]);
        return Directory
            .EnumerateFiles(folder, type[(cut + 1)..] + ".cs", SearchOption.AllDirectories)
            .Any(f => File.ReadAllText(f).Contains($" {method}(", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Codes() =>
        new[] { typeof(Rule).Assembly, typeof(Data.ReaderDesk).Assembly, typeof(Program).Assembly }
            .SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(f => f.FieldType == typeof(Rule))
            .Select(f => ((Rule)f.GetValue(null)!).Code)
            .Distinct();
}
