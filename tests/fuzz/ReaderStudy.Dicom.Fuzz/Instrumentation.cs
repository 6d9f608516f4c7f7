using System.Runtime.CompilerServices;
using SharpFuzz;

namespace ReaderStudy.Dicom.Fuzz;

/// <summary>Makes the library count the branches that it takes.</summary>
internal static class Instrumentation
{
    /// <summary>Rewrites the copy of the library beside this program; does nothing where that was done before.</summary>
    public static void Apply()
    {
        var library = Path.Combine(AppContext.BaseDirectory, "ReaderStudy.Dicom.dll");
        try
        {
            foreach (var _ in Fuzzer.Instrument(library, static type => !IsTable(type), Options.Value))
            {
                // Instrumentation is lazy: every type is done as it is listed.
            }
        }
        catch (InstrumentationException)
        {
            // It was instrumented before.
        }
    }

    /// <summary>The branches that were taken since the last <see cref="Clear"/>, each with how often.</summary>
    public static unsafe ReadOnlySpan<byte> Counts => new(SharpFuzz.Common.Trace.SharedMem, Coverage.Size);

    public static unsafe void Clear()
    {
        new Span<byte>(SharpFuzz.Common.Trace.SharedMem, Coverage.Size).Clear();
        SharpFuzz.Common.Trace.PrevLocation = 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static unsafe void UseMemory(nint memory) => SharpFuzz.Common.Trace.SharedMem = (byte*)memory;

    /// <summary>The standard's tables are read once, not parsed from input.</summary>
    private static bool IsTable(string type) => type.Contains(".Standard.", StringComparison.Ordinal);
}
