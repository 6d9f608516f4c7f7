namespace ReaderStudy.Web.Features.Imports;

/// <summary>What one zip, with the zips in it, may still unpack to.</summary>
internal sealed class ZipBudget(ZipLimits limits, long packed)
{
    private const long AlwaysAllowed = 256L << 20;

    private long _bytes = Math.Min(limits.MaxUnpackedBytes, Math.Max(AlwaysAllowed, packed * limits.MaxRatio));
    private long _entries = limits.MaxEntries;

    public bool IsSpent => _bytes < 0 || _entries < 0;

    public void SpendEntry() => _entries--;

    /// <summary>A stream that spends what is read from it, and ends in an exception when nothing is left.</summary>
    public Stream Count(Stream inner) => new Counted(inner, this);

    private sealed class Counted(Stream inner, ZipBudget budget) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            budget._bytes -= read;
            return budget.IsSpent ? throw new InvalidDataException("The zip unpacks to more than it may.") : read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
