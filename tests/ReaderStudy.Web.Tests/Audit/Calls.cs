using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace ReaderStudy.Web.Tests.Audit;

/// <summary>Which methods of the product a method can come to call, read from the compiled code.</summary>
internal static class Calls
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(c => c.Value);

    /// <summary>True when a way leads from the method to the target, through our own code and none of the closed types.</summary>
    public static bool Lead(MethodBase from, Func<MethodBase, bool> target, IReadOnlyCollection<Type> closed)
    {
        var seen = new HashSet<MethodBase>();
        var open = new Queue<MethodBase>([from]);
        while (open.TryDequeue(out var method))
        {
            foreach (var called in Of(method))
            {
                if (target(called))
                {
                    return true;
                }

                var isOurs = called.DeclaringType?.Assembly.GetName().Name?.StartsWith("ReaderStudy.", StringComparison.Ordinal) == true;
                if (isOurs && !closed.Contains(called.DeclaringType!) && seen.Add(called))
                {
                    open.Enqueue(called);
                }
            }
        }

        return false;
    }

    /// <summary>What the method calls, or hands on to be called; of an async method or iterator, what its state machine does.</summary>
    private static IEnumerable<MethodBase> Of(MethodBase method)
    {
        var machine = method.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType;
        var body = machine?.GetMethod("MoveNext", BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance) ?? method;
        var code = body.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length; )
        {
            var value = code[at] == 0xFE ? (short)(0xFE00 | code[at + 1]) : code[at];
            var operation = Codes[value];
            at += operation.Size;
            if (operation.OperandType is OperandType.InlineMethod && Resolve(body, BitConverter.ToInt32(code, at)) is { } called)
            {
                yield return called;
            }

            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    private static MethodBase? Resolve(MethodBase within, int token)
    {
        var types = within.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var called = within.Module.ResolveMethod(
            token,
            types,
            within is MethodInfo { IsGenericMethod: true } m ? m.GetGenericArguments() : null
        );
        return called is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericMethodDefinition() : called;
    }
}
