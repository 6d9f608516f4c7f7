namespace ReaderStudy.Dicom.Fuzz;

/// <summary>Ends the process when one input takes no end; the input is then in <c>last-input.bin</c>.</summary>
internal sealed class Watch : IDisposable
{
    /// <summary>What one input may take: a second of processor time, for the wall clock of a shared machine says nothing.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(20);

    private readonly Timer _timer;
    private long _begun = long.MaxValue;

    public Watch() => _timer = new Timer(_ => Look(), null, Hang, TimeSpan.FromSeconds(2));

    public void Begin() => Volatile.Write(ref _begun, Environment.CpuUsage.TotalTime.Ticks);

    public void End() => Volatile.Write(ref _begun, long.MaxValue);

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var begun = Volatile.Read(ref _begun);
        if (begun != long.MaxValue && Environment.CpuUsage.TotalTime.Ticks - begun > Hang.Ticks)
        {
            Console.Error.WriteLine(
                $"HANG: one input has used more than {Hang.TotalSeconds:0} s of processor time; it is kept as last-input.bin"
            );
            Environment.Exit(3);
        }
    }
}
