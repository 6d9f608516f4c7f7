using System.Runtime.InteropServices;
using ReaderStudy.Web.Features.Imports.Pictures;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>Brings files into memory one after the other, opens zips on the way, and leaves out those that the import has had already.</summary>
/// <param name="sources">Names files.</param>
/// <param name="limits">Of zips and files.</param>
/// <param name="spoolFolder">For zips within zips.</param>
/// <param name="known">Source keys that the import has had; they are not even read.</param>
/// <param name="firstOrder">Place of the first file.</param>
/// <param name="withPictures">Slides and photographs are taken in too.</param>
internal sealed class FileLoader(
    SourceKeys sources,
    ZipLimits limits,
    string spoolFolder,
    IReadOnlySet<string> known,
    long firstOrder,
    bool withPictures = false
)
{
    private readonly ZipFiles _zips = new(limits, spoolFolder);
    private long _order = firstOrder;

    /// <summary>How many files were left out.</summary>
    public int Known { get; private set; }

    /// <summary>The file itself, or the files of the zip that it is. Each must be disposed of.</summary>
    public IEnumerable<LoadedFile> Load(SourceFile file)
    {
        if (IsPicture(file))
        {
            if (!IsKnown(file))
            {
                yield return ReadPicture(file);
            }

            yield break;
        }

        if (file.Refusal is not null || (file.Open is null && !ZipFiles.IsZip(file.Path, file.Bytes.Span)))
        {
            yield return InMemory(file);
            yield break;
        }

        if (IsKnown(file))
        {
            yield break;
        }

        var stream = OpenOrRefuse(file, out var refused);
        if (refused is not null)
        {
            yield return refused;
        }
        else if (stream is not null)
        {
            foreach (var entry in _zips.Unpack(file.Path, stream))
            {
                if (entry.Refusal is not null)
                {
                    yield return InMemory(entry);
                }
                else if (!IsKnown(entry))
                {
                    yield return IsPicture(entry) ? ReadPicture(entry) : ReadEntry(entry);
                }
            }
        }
        else
        {
            yield return ReadFile(file);
        }
    }

    private bool IsPicture(SourceFile file) => withPictures && file.Refusal is null && PictureKind.IsByName(file.Path);

    /// <summary>A picture as a file that can be searched: the server's own, or a nameless one that is gone when it is closed.</summary>
    private LoadedFile ReadPicture(SourceFile file)
    {
        var key = sources.Of(file.Path, file.Size);
        FileStream? open = null;
        try
        {
            open = file.Open?.Invoke() is { } stream ? stream as FileStream ?? Spooled(stream, file.Size) : Spooled(file.Bytes);
            var head = new byte[PictureKind.HeadBytes];
            open.Position = 0;
            var problem = PictureKind.ProblemOf(file.Path, head.AsSpan(0, open.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
            if (problem is null)
            {
                return new LoadedFile(file.Path, key, _order++, default, null) { Picture = open };
            }

            open.Dispose();
            return LoadedFile.Refused(file.Path, key, _order++, problem);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            open?.Dispose();
            return Refused(file, exception);
        }
    }

    private FileStream Spooled(Stream stream, long size)
    {
        var spool = SpoolFile.Create(spoolFolder);
        using (stream)
        {
            stream.CopyTo(spool);
        }

        return spool.Length <= Math.Max(size, limits.MaxFileBytes)
            ? spool
            : throw new InvalidDataException("Longer than it was said to be.");
    }

    private FileStream Spooled(ReadOnlyMemory<byte> bytes)
    {
        var spool = SpoolFile.Create(spoolFolder);
        spool.Write(bytes.Span);
        spool.Flush();
        return spool;
    }

    private bool IsKnown(SourceFile file)
    {
        if (known.Count == 0 || !known.Contains(sources.Of(file.Path, file.Size)))
        {
            return false;
        }

        Known++;
        _order++;
        return true;
    }

    private LoadedFile InMemory(SourceFile file) =>
        new(file.Path, sources.Of(file.Path, file.Bytes.Length), _order++, file.Bytes, file.Refusal);

    /// <summary>The stream of a zip at its beginning; null for any other file.</summary>
    private Stream? OpenOrRefuse(SourceFile file, out LoadedFile? refused)
    {
        refused = null;
        if (file.Open is null)
        {
            return MemoryMarshal.TryGetArray(file.Bytes, out var segment)
                ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
                : new MemoryStream(file.Bytes.ToArray(), writable: false);
        }

        try
        {
            var stream = file.Open();
            var start = new byte[132];
            if (ZipFiles.IsZip(file.Path, start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false))))
            {
                stream.Position = 0;
                return stream;
            }

            stream.Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            refused = Refused(file, exception);
        }

        return null;
    }

    private LoadedFile ReadFile(SourceFile file)
    {
        try
        {
            using var stream = file.Open!();
            return Read(file, stream);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refused(file, exception);
        }
    }

    private LoadedFile ReadEntry(SourceFile entry)
    {
        try
        {
            using var stream = entry.Open!();
            return Read(entry, stream);
        }
        catch (InvalidDataException)
        {
            return LoadedFile.Refused(
                entry.Path,
                sources.Of(entry.Path, entry.Size),
                _order++,
                "damaged within the zip, or larger than it may be: it cannot be unpacked"
            );
        }
    }

    private LoadedFile Read(SourceFile file, Stream stream) =>
        LoadedFile.Read(file.Path, stream, file.Size, limits.MaxFileBytes, size => sources.Of(file.Path, size), _order++);

    private LoadedFile Refused(SourceFile file, Exception exception) =>
        LoadedFile.Refused(
            file.Path,
            sources.Of(file.Path, file.Size),
            _order++,
            exception is UnauthorizedAccessException
                ? "the platform's account may not read this file"
                : "the file cannot be read from its disk"
        );
}
