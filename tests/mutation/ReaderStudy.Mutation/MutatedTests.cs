using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;

namespace ReaderStudy.Mutation;

/// <summary>A test with its arguments.</summary>
internal sealed record Test(string Name, Func<object?> Invoke);

/// <summary>
/// The test assembly beside a library that Stryker has mutated, loaded into this process: its facts and theories, and the switch that says
/// which mutant is active.
/// </summary>
internal sealed class MutatedTests
{
    private readonly FieldInfo _active;
    private readonly FieldInfo _capture;
    private readonly MethodInfo _coverage;

    public MutatedTests(string bin, string filter)
    {
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            File.Exists(Path.Combine(bin, name.Name + ".dll")) ? context.LoadFromAssemblyPath(Path.Combine(bin, name.Name + ".dll")) : null;
        var library = AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(bin, "ReaderStudy.Statistics.dll"));
        var control = library.GetTypes().Single(t => t.Name == "MutantControl");
        _active = control.GetField("ActiveMutant", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        _capture = control.GetField("CaptureCoverage", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        _coverage = control.GetMethod("GetCoverageData", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        Active = -1;
        var tests = AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(bin, "ReaderStudy.Statistics.Tests.dll"));
        All =
        [
            .. tests
                .GetTypes()
                .Where(t => t is { IsAbstract: false, IsPublic: true })
                .SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Public))
                .SelectMany(Tests)
                .Where(t => filter.Split('|').Any(f => t.Name.Contains(f, StringComparison.Ordinal))),
        ];
    }

    public IReadOnlyList<Test> All { get; }

    /// <summary>The active mutant; −1: the code as it is written.</summary>
    public int Active
    {
        get => (int)_active.GetValue(null)!;
        set => _active.SetValue(null, value);
    }

    /// <summary>Mutants that are reached while something runs: those in ordinary code, and those that run once, when a type is first used.</summary>
    public (int[] Ordinary, int[] Once) Reached(Action run)
    {
        _coverage.Invoke(null, null);
        _capture.SetValue(null, true);
        try
        {
            run();
            var lists = (IList<int>[])_coverage.Invoke(null, null)!;
            return ([.. lists[0].Distinct()], [.. lists[1].Distinct()]);
        }
        finally
        {
            _capture.SetValue(null, false);
        }
    }

    public static bool Passes(Test test)
    {
        try
        {
            if (test.Invoke() is Task task)
            {
                task.GetAwaiter().GetResult();
            }

            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <summary>Seconds that a test takes.</summary>
    public static double Time(Test test)
    {
        var watch = Stopwatch.StartNew();
        Passes(test);
        return watch.Elapsed.TotalSeconds;
    }

    private static IEnumerable<Test> Tests(MethodInfo method)
    {
        var fact = method.GetCustomAttributes().FirstOrDefault(a => Named(a.GetType(), "FactAttribute"));
        if (fact is null || fact.GetType().GetProperty("Skip")!.GetValue(fact) is not null)
        {
            return [];
        }

        var data = method.GetCustomAttributes().Where(a => Named(a.GetType(), "DataAttribute")).ToList();
        if (data.Count == 0)
        {
            return [new Test($"{method.DeclaringType!.FullName}.{method.Name}", () => Invoke(method, []))];
        }

        return data.SelectMany(d => (IEnumerable<object?[]>)d.GetType().GetMethod("GetData")!.Invoke(d, [method])!)
            .Select(row => new Test(
                $"{method.DeclaringType!.FullName}.{method.Name}({string.Join(", ", row)})",
                () => Invoke(method, row)
            ));
    }

    private static object? Invoke(MethodInfo method, object?[] row)
    {
        var constructor = method.DeclaringType!.GetConstructors().Single();
        var test = constructor.Invoke([.. constructor.GetParameters().Select(p => Argument(p.ParameterType))]);
        try
        {
            return method.Invoke(test, BindingFlags.DoNotWrapExceptions, null, [.. row.Zip(method.GetParameters(), Fitting)], null);
        }
        finally
        {
            (test as IDisposable)?.Dispose();
        }
    }

    /// <summary>A class fixture is made anew for every test: no test sees what another computed under another mutant.</summary>
    private static object Argument(Type type) =>
        type.IsInterface ? DispatchProxy.Create(type, typeof(Silent)) : Activator.CreateInstance(type)!;

    private static object? Fitting(object? value, ParameterInfo parameter) =>
        value is IConvertible && parameter.ParameterType.IsPrimitive && value.GetType() != parameter.ParameterType
            ? Convert.ChangeType(value, parameter.ParameterType, System.Globalization.CultureInfo.InvariantCulture)
            : value;

    private static bool Named(Type? type, string name) => type is not null && (type.Name == name || Named(type.BaseType, name));
}

/// <summary>Takes what tests print, and drops it.</summary>
public class Silent : DispatchProxy
{
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => null;
}
