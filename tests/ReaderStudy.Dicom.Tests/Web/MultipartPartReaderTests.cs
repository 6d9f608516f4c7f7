using System.Text;
using ReaderStudy.Dicom.Web;

namespace ReaderStudy.Dicom.Tests.Web;

public sealed class MultipartPartReaderTests
{
    [Theory]
    [InlineData("multipart/related; type=\"application/dicom\"; boundary=abc", "abc", "application/dicom")]
    [InlineData("Multipart/Related;boundary=\"a b:c\";type=application/dicom", "a b:c", "application/dicom")]
    [InlineData("multipart/related; boundary=x", "x", null)]
    public void A_boundary_is_found_in_the_content_type(string contentType, string text, string? partType) =>
        Assert.Equal(new MultipartBoundary(text, partType), MultipartBoundary.Of(contentType));

    [Theory]
    [InlineData(null)]
    [InlineData("application/dicom")]
    [InlineData("multipart/form-data; boundary=abc")]
    [InlineData("multipart/related")]
    [InlineData("multipart/related; boundary=\"\"")]
    [InlineData("multipart/related; boundary=\"ends with a space \"")]
    [InlineData("multipart/related; boundary=\"line\r\nbreak\"")]
    public void What_is_no_boundary_is_refused(string? contentType) => Assert.Null(MultipartBoundary.Of(contentType));

    [Fact]
    public void A_boundary_may_be_as_long_as_Orthanc_sends_it_but_not_without_end()
    {
        // Two UUIDs with a dash between: three characters more than RFC 2046 allows.
        const string Orthanc = "4dbba288-d272-4b5a-be2d-00089c6f73fb-4dbba288-d272-4b5a-be2d-00089c6f73fb";

        Assert.Equal(Orthanc, MultipartBoundary.Of("multipart/related; type=\"application/dicom\"; boundary=" + Orthanc)?.Text);
        Assert.Null(MultipartBoundary.Of("multipart/related; boundary=" + new string('x', 201)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1 << 16)]
    public async Task Parts_come_out_as_they_went_in_however_the_network_cuts_them(int chunk)
    {
        byte[][] contents =
        [
            [],
            "\r\n"u8.ToArray(),
            "\r\n--b"u8.ToArray(),
            "--boundary--\r\n--boundar\r\n--boundary2\r\n\r\n--boundary \t x"u8.ToArray(),
            [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 7))],
        ];
        using var message = new MemoryStream();
        var writer = new MultipartPartWriter(message, "boundary");
        foreach (var content in contents)
        {
            await writer.WriteAsync("application/dicom", content, default);
        }

        await writer.FinishAsync(default);

        var read = await ReadAsync(message.ToArray(), "boundary", chunk);

        Assert.Equal(contents, read);
    }

    [Fact]
    public async Task Headers_are_found_by_name_in_any_case_and_a_preamble_is_passed_over()
    {
        var reader = Reader("for old programs\r\n--b  \t\r\ncontent-TYPE: application/dicom\r\nX:  y \n\r\ndata\r\n--b--\r\nepilogue", "b");

        var headers = await reader.NextAsync(default);

        Assert.Equal("application/dicom", headers!["Content-Type"]);
        Assert.Equal("y", headers["x"]);
        Assert.Equal("data", Text(await reader.ReadAllAsync(100, default)));
        Assert.Null(await reader.NextAsync(default));
        Assert.Null(await reader.NextAsync(default));
    }

    [Fact]
    public async Task What_is_left_of_a_part_is_passed_over_and_a_part_beyond_the_limit_is_not_held()
    {
        var reader = Reader("--b\r\n\r\n0123456789\r\n--b\r\n\r\nsecond\r\n--b--", "b");

        await reader.NextAsync(default);
        Assert.Null(await reader.ReadAllAsync(9, default));
        await reader.NextAsync(default);

        Assert.Equal("second", Text(await reader.ReadAllAsync(6, default)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--b")]
    [InlineData("--b\r\nContent-Type: x")]
    [InlineData("--b\r\n\r\nhalf")]
    [InlineData("--b\r\n\r\nhalf\r\n--b")]
    [InlineData("--b\r\n\r\nhalf\r\n--b-")]
    public async Task A_message_that_is_cut_is_never_taken_for_whole(string message) =>
        await Assert.ThrowsAsync<EndOfStreamException>(() => ReadAsync(Encoding.ASCII.GetBytes(message), "b", 3));

    [Fact]
    public async Task A_message_beyond_a_limit_is_refused()
    {
        var limits = new MultipartLimits { MaxHeaderBytes = 100, MaxParts = 3 };
        string[] messages =
        [
            "--b\r\nX: " + new string('x', 200),
            "--b\r\n" + string.Concat(Enumerable.Repeat("X: yy\r\n", 50)) + "\r\n",
            "--b\r\nno colon\r\n\r\n",
            string.Concat(Enumerable.Repeat("--b\r\n\r\n\r\n", 5)),
            new string('x', 100_000),
        ];
        foreach (var message in messages)
        {
            await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Encoding.ASCII.GetBytes(message), "b", 4096, limits));
        }
    }

    [Fact]
    public async Task A_long_part_is_read_without_being_held()
    {
        const long Length = 300L << 20;
        var reader = new MultipartPartReader(new EndlessPart(Length), "b");
        var buffer = new byte[1 << 16];
        await reader.NextAsync(default);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var total = 0L;
        for (int read; (read = await reader.ReadAsync(buffer, default)) > 0; )
        {
            total += read;
        }

        Assert.Equal(Length, total);
        // A small object for each of the 4,800 fills, never the content.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    private static MultipartPartReader Reader(string message, string boundary) =>
        new(new MemoryStream(Encoding.ASCII.GetBytes(message)), boundary);

    private static async Task<byte[][]> ReadAsync(byte[] message, string boundary, int chunk, MultipartLimits? limits = null)
    {
        var reader = new MultipartPartReader(new Trickle(message, chunk), boundary, limits);
        var parts = new List<byte[]>();
        while (await reader.NextAsync(default) is not null)
        {
            parts.Add((await reader.ReadAllAsync(1 << 20, default))!.Value.ToArray());
        }

        return [.. parts];
    }

    private static string? Text(ReadOnlyMemory<byte>? bytes) => bytes is { } some ? Encoding.ASCII.GetString(some.Span) : null;

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class Trickle(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, chunk)], cancellationToken);
    }

    /// <summary>One part of so many zeros, and the end.</summary>
    private sealed class EndlessPart(long length) : MemoryStream
    {
        private readonly byte[] _head = "--b\r\n\r\n"u8.ToArray();
        private readonly byte[] _tail = "\r\n--b--"u8.ToArray();
        private long _at;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var (source, left) =
                _at < _head.Length ? (_head.AsMemory((int)_at), 0L)
                : _at < _head.Length + length ? (default, _head.Length + length - _at)
                : (_tail.AsMemory((int)(_at - _head.Length - length)), 0L);
            var count = (int)Math.Min(buffer.Length, left > 0 ? left : source.Length);
            if (left > 0)
            {
                buffer.Span[..count].Clear();
            }
            else
            {
                source[..count].CopyTo(buffer);
            }

            _at += count;
            return ValueTask.FromResult(count);
        }
    }
}
