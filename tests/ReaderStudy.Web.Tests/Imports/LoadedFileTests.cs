using ReaderStudy.Web.Features.Imports;

namespace ReaderStudy.Web.Tests.Imports;

public sealed class LoadedFileTests
{
    [Fact]
    public void An_announced_size_costs_nothing_before_its_bytes_come()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        using var file = LoadedFile.Read("a.dcm", new MemoryStream([1, 2, 3]), 3L << 30, 1 << 30, size => $"{size}", 0);

        Assert.Equal([1, 2, 3], file.Bytes.ToArray());
        Assert.Equal("3", file.SourceKey);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 << 20);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(5, 0)]
    [InlineData(17 << 20, 17 << 20)]
    [InlineData(40 << 20, 7)]
    public void A_file_is_read_whole_whatever_was_announced(int length, int announced)
    {
        var bytes = new byte[length];
        (bytes[0], bytes[^1]) = (1, 2);

        using var file = LoadedFile.Read("a.dcm", new MemoryStream(bytes), announced, 1 << 30, size => $"{size}", 0);

        Assert.True(bytes.AsSpan().SequenceEqual(file.Bytes.Span));
    }
}
