using System.Text;

namespace ReaderStudy.Dicom.Web;

/// <summary>
/// Reads the parts of a multipart message while it arrives (RFC 2046 5.1), with one buffer of 64 KiB however long the message is. A line
/// that only begins like the boundary is content. What the message announces is never trusted: only bytes that came are held.
/// </summary>
/// <exception cref="EndOfStreamException">The message ends before its closing boundary.</exception>
/// <exception cref="InvalidDataException">The message breaks the rules of multipart, or a limit.</exception>
public sealed class MultipartPartReader
{
    private const int MostPadding = 64;

    private readonly byte[] _buffer = new byte[64 << 10];
    private readonly Stream _stream;
    private readonly byte[] _delimiter;
    private readonly MultipartLimits _limits;
    private int _start;
    private int _end;
    private int _parts;
    private bool _isInPart = true;
    private bool _isOver;

    /// <param name="stream">The message's body.</param>
    /// <param name="boundary">As <see cref="MultipartBoundary"/> found it.</param>
    /// <param name="limits">Null: the default.</param>
    public MultipartPartReader(Stream stream, string boundary, MultipartLimits? limits = null)
    {
        if (!MultipartBoundary.IsBoundary(boundary))
        {
            throw new ArgumentException("This is no boundary of RFC 2046.", nameof(boundary));
        }

        _stream = stream;
        _delimiter = Encoding.ASCII.GetBytes("\r\n--" + boundary);
        _limits = limits ?? MultipartLimits.Default;
        // The first boundary may stand at the very start: with a line's end before it, it looks like all others.
        "\r\n"u8.CopyTo(_buffer);
        _end = 2;
    }

    /// <summary>Goes to the next part, past what is left of this one.</summary>
    /// <returns>The part's headers by name, in any case; null after the last part.</returns>
    public async Task<IReadOnlyDictionary<string, string>?> NextAsync(CancellationToken cancellationToken)
    {
        var scratch = new byte[16 << 10];
        var skipped = 0L;
        for (int read; (read = await ReadAsync(scratch, cancellationToken)) > 0; )
        {
            skipped += read;
            if (_parts == 0 && skipped > _limits.MaxPreambleBytes)
            {
                throw new InvalidDataException("The message does not hold the boundary that its header announces.");
            }
        }

        if (_isOver)
        {
            return null;
        }

        if (++_parts > _limits.MaxParts)
        {
            throw new InvalidDataException($"The message has more than {_limits.MaxParts} parts.");
        }

        _isInPart = true;
        return await HeadersAsync(cancellationToken);
    }

    /// <summary>The content of the current part from where reading stands, into memory.</summary>
    /// <returns>Null when it is longer than <paramref name="limit"/>; what is left is skipped by <see cref="NextAsync"/>.</returns>
    public async Task<ReadOnlyMemory<byte>?> ReadAllAsync(int limit, CancellationToken cancellationToken)
    {
        var bytes = new byte[Math.Clamp(limit, 1, 64 << 10)];
        var count = 0;
        while (true)
        {
            var read = await ReadAsync(bytes.AsMemory(count), cancellationToken);
            count += read;
            if (read == 0)
            {
                return bytes.AsMemory(0, count);
            }

            if (count > limit)
            {
                return null;
            }

            if (count == bytes.Length)
            {
                // One byte more than allowed shows that there is more.
                Array.Resize(ref bytes, (int)Math.Min(2L * count, Math.Min(limit + 1L, Array.MaxLength)));
                if (count == bytes.Length)
                {
                    return null;
                }
            }
        }
    }

    /// <summary>Content of the current part; 0 at its end.</summary>
    public async Task<int> ReadAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        while (_isInPart && !target.IsEmpty)
        {
            var found = _buffer.AsSpan(_start, _end - _start).IndexOf(_delimiter);
            var free = found >= 0 ? found : _end - _start - (_delimiter.Length - 1);
            if (found == 0)
            {
                if (await TakeBoundaryAsync(cancellationToken))
                {
                    return 0;
                }

                free = 1;
            }

            if (free > 0)
            {
                var count = Math.Min(free, target.Length);
                _buffer.AsMemory(_start, count).CopyTo(target);
                _start += count;
                return count;
            }

            if (!await FillAsync(cancellationToken))
            {
                throw new EndOfStreamException("The message ends before its closing boundary.");
            }
        }

        return 0;
    }

    /// <summary>At bytes that look like a boundary: takes it if it is one, to the end of its line.</summary>
    private async Task<bool> TakeBoundaryAsync(CancellationToken cancellationToken)
    {
        var at = _delimiter.Length;
        for (; ; at++)
        {
            while (_end - _start < at + 2)
            {
                if (!await FillAsync(cancellationToken))
                {
                    throw new EndOfStreamException("The message ends within a boundary.");
                }
            }

            var (one, two) = (_buffer[_start + at], _buffer[_start + at + 1]);
            if (at == _delimiter.Length && one == '-' && two == '-')
            {
                (_isOver, _isInPart, _start) = (true, false, _start + at + 2);
                return true;
            }

            if (one == '\r' && two == '\n')
            {
                (_isInPart, _start) = (false, _start + at + 2);
                return true;
            }

            if (one is not ((byte)' ' or (byte)'\t') || at > _delimiter.Length + MostPadding)
            {
                return false;
            }
        }
    }

    private async Task<Dictionary<string, string>> HeadersAsync(CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var left = _limits.MaxHeaderBytes;
        while (true)
        {
            var line = await LineAsync(left, cancellationToken);
            if (line.Length == 0)
            {
                return headers;
            }

            left -= line.Length + 2;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1)
            {
                throw new InvalidDataException("A part of the message has a header without a name.");
            }

            headers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }
    }

    private async Task<string> LineAsync(int limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length > limit || (length < 0 && _end - _start > limit))
            {
                throw new InvalidDataException("The headers of a part of the message are too long.");
            }

            if (length >= 0)
            {
                var line = Encoding.Latin1.GetString(_buffer, _start, length).TrimEnd('\r');
                _start += length + 1;
                return line;
            }

            if (!await FillAsync(cancellationToken))
            {
                throw new EndOfStreamException("The message ends within the headers of a part.");
            }
        }
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (_limits.Silence is { } silence)
        {
            patience.CancelAfter(silence);
        }

        try
        {
            var read = await _stream.ReadAsync(_buffer.AsMemory(_end), patience.Token);
            _end += read;
            return read > 0;
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EndOfStreamException("The sender has been silent for too long.", e);
        }
    }
}
