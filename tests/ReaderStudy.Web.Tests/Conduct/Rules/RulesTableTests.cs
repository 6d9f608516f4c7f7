using System.Reflection;
using System.Text.RegularExpressions;
using ReaderStudy.Domain;
using ReaderStudy.Tests;

namespace ReaderStudy.Web.Tests.Conduct.Rules;

/// <summary>Each rule of a serious study has its row in <c>rules.txt</c>, each row its tests, and each rule of the platform its row.</summary>
public sealed partial class RulesTableTests
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

    /// <summary>
    /// A test proves a code when one of its statements asserts something of it: names the rule, or its code, in a call that expects a refusal
    /// or in an assertion. Tests of other assemblies ask no server.
    /// </summary>
    [Fact]
    public void Every_code_of_a_row_is_asserted_by_one_of_its_tests_or_it_is_said_why_no_request_meets_it()
    {
        var names = Fields().ToLookup(f => ((Rule)f.GetValue(null)!).Code, f => $"{f.DeclaringType!.Name}.{f.Name}");
        var unproven = new List<string>();
        foreach (var rule in RulesTable.Read().Rules)
        {
            var statements = rule.Tests.Where(t => !t.StartsWith("ReaderStudy.", StringComparison.Ordinal)).SelectMany(Assertions).ToList();
            foreach (var code in rule.Codes)
            {
                var isProven = statements.Exists(s => names[code].Append($"\"{code}\"").Any(n => Names(s, n)));
                if (isProven == rule.Unmet.ContainsKey(code))
                {
                    unproven.Add(
                        $"{rule.Number}: {code} {(isProven ? "is met, and said not to be" : "is asserted by no test of its row")}"
                    );
                }
            }
        }

        Assert.Empty(unproven);
    }

    private static bool Names(string statement, string name)
    {
        var at = statement.IndexOf(name, StringComparison.Ordinal);
        var end = at + name.Length;
        return at >= 0 && (end == statement.Length || !char.IsLetterOrDigit(statement[end]));
    }

    /// <summary>The statements of a test that assert, or expect a refusal by a helper.</summary>
    private static IEnumerable<string> Assertions(string test)
    {
        var dot = test.LastIndexOf('.');
        var file = Path.Combine(SharedData.RepositoryRoot, "tests", "ReaderStudy.Web.Tests", test[..dot].Replace('.', '/') + ".cs");
        var text = File.ReadAllText(file);
        var begin = text.IndexOf($" {test[(dot + 1)..]}(", StringComparison.Ordinal);
        var end = NextMember().Match(text, begin);
        return text[begin..(end.Success ? end.Index : text.Length)].Split(';').Where(s => Asserting().IsMatch(s));
    }

    [GeneratedRegex(@"\n    (\[|private|public|internal|///)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NextMember();

    [GeneratedRegex(@"Assert\.|Refus\w*\(|\bNot\w+Async\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asserting();

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

    private static IEnumerable<string> Codes() => Fields().Select(f => ((Rule)f.GetValue(null)!).Code).Distinct();

    private static IEnumerable<FieldInfo> Fields() =>
        new[] { typeof(Rule).Assembly, typeof(Data.ReaderDesk).Assembly, typeof(Program).Assembly }
            .SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(f => f.FieldType == typeof(Rule));
}
