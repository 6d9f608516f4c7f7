using System.Reflection;

namespace ReaderStudy.Statistics.Tests.Fixtures;

/// <summary>
/// Marks the method that gives by our library what a package's function gave: <c>static object? M(FixtureFolder, FixtureBlock)</c>.
/// It answers a tree of dictionaries (by the names in the block), lists, tuples (as lists), numbers, texts and null (not available);
/// a <c>Func&lt;object?&gt;</c> is evaluated only where the block has the value.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ReproducesAttribute(string package, string function) : Attribute
{
    public string Package { get; } = package;

    public string Function { get; } = function;
}

/// <summary>All reproductions of this assembly, by package and function.</summary>
internal static class Reproduction
{
    private static readonly Dictionary<(string Package, string Function), MethodInfo> Known = Find();

    /// <summary>Null when nobody reproduces that function.</summary>
    public static Func<FixtureFolder, object?>? Of(FixtureBlock block) =>
        Known.TryGetValue((block.Package, block.Function), out var method)
            ? folder => method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [folder, block], null)
            : null;

    private static Dictionary<(string, string), MethodInfo> Find() =>
        typeof(Reproduction)
            .Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .SelectMany(m => m.GetCustomAttributes<ReproducesAttribute>().Select(a => (a.Package, a.Function, Method: m)))
            .ToDictionary(r => (r.Package, r.Function), r => r.Method);
}
