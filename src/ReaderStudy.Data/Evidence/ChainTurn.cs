namespace ReaderStudy.Data.Evidence;

/// <summary>
/// The turn to write in the audit chain, of which this process gives one at a time. Whoever holds a study takes it first and gives it back
/// last: a save that had written its entry already, and waited for the study, would otherwise be waited for in turn.
/// </summary>
public sealed class ChainTurn : IDisposable
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private int _isOver;

    private ChainTurn() { }

    public static async Task<ChainTurn> TakeAsync(CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        return new ChainTurn();
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            Gate.Release();
        }
    }
}
