namespace ReaderStudy.Web.Features.Imports;

/// <summary>How much of the files that wait may lie in memory at once. One taker at a time.</summary>
internal sealed class ByteBudget(int mebibytes) : IDisposable
{
    private readonly SemaphoreSlim _free = new(mebibytes, mebibytes);

    /// <summary>Waits until there is room; a file larger than all of the room takes all of it.</summary>
    public async Task TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        for (var i = Units(bytes); i > 0; i--)
        {
            await _free.WaitAsync(cancellationToken);
        }
    }

    public void Return(long bytes) => _free.Release(Units(bytes));

    public void Dispose() => _free.Dispose();

    private int Units(long bytes) => (int)Math.Clamp((bytes + (1 << 20) - 1) >> 20, 1, mebibytes);
}
