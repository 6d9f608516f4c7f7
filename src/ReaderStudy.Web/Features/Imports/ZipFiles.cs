using System.IO.Compression;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>
/// Walks through zips, from disk or memory, one entry at a time. Names in them are shown to people and nothing else, so a hostile one leads
/// nowhere.
/// </summary>
internal sealed class ZipFiles(ZipLimits limits, string spoolFolder)
{
    private const long LargestInMemory = 16L << 20;

    /// <summary>True for a file that is a zip by its first bytes, or that is named like one.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="start">Its first 132 bytes or more, or all of it.</param>
    public static bool IsZip(string path, ReadOnlySpan<byte> start) =>
        !(start.Length >= 132 && start.Slice(128, 4).SequenceEqual("DICM"u8))
        && (start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8) || IsNamedZip(path));

    /// <summary>
    /// The files of a zip and of the zips in it. Each is opened, if at all, before the next is asked for. What cannot be unpacked comes as a
    /// refusal; reading a damaged one throws <see cref="InvalidDataException"/>.
    /// </summary>
    /// <param name="path">The zip's name.</param>
    /// <param name="zip">Can be searched; closed at the end.</param>
    public IEnumerable<SourceFile> Unpack(string path, Stream zip) => Unpack(path, zip, 1, new ZipBudget(limits, zip.Length));

    private IEnumerable<SourceFile> Unpack(string path, Stream zip, int depth, ZipBudget budget)
    {
        using var owned = zip;
        if (depth > limits.MaxDepth)
        {
            yield return Refused(path, "a zip within a zip within a zip: unpack it and import the folder");
            yield break;
        }

        using var archive = Open(zip, out var problem);
        var count = 0;
        foreach (var entry in archive?.Entries.Where(e => !e.FullName.EndsWith('/')) ?? [])
        {
            count++;
            budget.SpendEntry();
            foreach (var file in FilesOf(path, entry, depth, budget))
            {
                yield return file;
            }

            if (budget.IsSpent)
            {
                yield return Refused(path, "the zip unpacks to more than it may: unpack it into a folder on the server and import that");
                yield break;
            }
        }

        if (count == 0)
        {
            yield return Refused(path, problem ?? "an empty zip: there is no file in it");
        }
    }

    private IEnumerable<SourceFile> FilesOf(string path, ZipArchiveEntry entry, int depth, ZipBudget budget)
    {
        var name = $"{path}/{entry.FullName}";
        if (entry.IsEncrypted)
        {
            return [Refused(name, "encrypted: unpack the zip with its password and import the folder")];
        }

        if (!LooksLikeZip(entry, name))
        {
            return [new SourceFile(name, default) { Open = () => budget.Count(entry.Open()), Size = entry.Length }];
        }

        return Inner(entry, budget, out var problem) is { } inner ? Unpack(name, inner, depth + 1, budget) : [Refused(name, problem!)];
    }

    private static bool LooksLikeZip(ZipArchiveEntry entry, string name)
    {
        try
        {
            using var stream = entry.Open();
            var start = new byte[132];
            return IsZip(name, start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>A zip within the zip as a stream that can be searched; null: it cannot be unpacked.</summary>
    private Stream? Inner(ZipArchiveEntry entry, ZipBudget budget, out string? problem)
    {
        problem = null;
        Stream target = entry.Length <= LargestInMemory ? new MemoryStream() : SpoolFile.Create(spoolFolder);
        try
        {
            using var source = budget.Count(entry.Open());
            var buffer = new byte[1 << 16];
            for (int read; (read = source.Read(buffer)) > 0; )
            {
                target.Write(buffer, 0, read);
                if (target.Length > limits.MaxInnerZipBytes)
                {
                    throw new InvalidDataException("The inner zip is too large.");
                }
            }

            target.Position = 0;
            return target;
        }
        catch (InvalidDataException)
        {
            problem =
                target.Length > limits.MaxInnerZipBytes
                    ? LoadedFile.TooLarge(limits.MaxInnerZipBytes)
                    : "damaged within the zip: it cannot be unpacked";
            target.Dispose();
            return null;
        }
    }

    private static ZipArchive? Open(Stream zip, out string? problem)
    {
        problem = null;
        if (zip.Length == 0)
        {
            problem = "an empty file, not a zip";
            return null;
        }

        try
        {
            var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (InvalidDataException)
        {
            problem = "not a valid zip: it is damaged or cut off";
            return null;
        }
    }

    private static bool IsNamedZip(string path) => path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    private static SourceFile Refused(string path, string reason) => new(path, default, reason);
}
