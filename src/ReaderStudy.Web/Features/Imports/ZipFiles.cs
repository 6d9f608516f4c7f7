using System.IO.Compression;
using System.Runtime.InteropServices;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>Opens zips in memory. Names in them are shown to people and nothing else, so a hostile one leads nowhere.</summary>
public sealed class ZipFiles(ZipLimits limits)
{
    private const long AlwaysAllowed = 256L << 20;

    /// <summary>True for a file that is a zip by its first bytes, or that is named like one.</summary>
    public static bool IsZip(SourceFile file) =>
        !IsDicom(file.Bytes.Span)
        && (
            file.Bytes.Span.StartsWith("PK\x03\x04"u8)
            || file.Bytes.Span.StartsWith("PK\x05\x06"u8)
            || file.Path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>The file itself, or the files in the zip that it is, one after the other; what cannot be unpacked comes as a refusal.</summary>
    public IEnumerable<SourceFile> Expand(SourceFile file) =>
        file.Refusal is null && IsZip(file) ? Unpack(file, depth: 1, new Budget(limits, file.Bytes.Length)) : [file];

    private IEnumerable<SourceFile> Unpack(SourceFile zip, int depth, Budget budget)
    {
        if (depth > limits.MaxDepth)
        {
            yield return Refused(zip, "a zip within a zip within a zip: unpack it and import the folder");
            yield break;
        }

        if (zip.Bytes.Length > limits.MaxPackedBytes)
        {
            yield return Refused(
                zip,
                $"the zip is larger than {limits.MaxPackedBytes >> 20} MiB: unpack it into a folder on the server and import that"
            );
            yield break;
        }

        using var archive = Open(zip, out var problem);
        var entries = archive?.Entries.Where(e => !e.FullName.EndsWith('/')).ToList() ?? [];
        if (entries.Count == 0)
        {
            yield return Refused(zip, problem ?? "an empty zip: there is no file in it");
            yield break;
        }

        foreach (var entry in entries)
        {
            var file = Read(zip, entry, budget);
            if (budget.IsSpent)
            {
                yield return Refused(
                    zip,
                    "the zip unpacks to more than is held in memory: unpack it into a folder on the server and import that"
                );
                yield break;
            }

            if (file.Refusal is null && IsZip(file))
            {
                foreach (var inner in Unpack(file, depth + 1, budget))
                {
                    yield return inner;
                }
            }
            else
            {
                yield return file;
            }
        }
    }

    private static ZipArchive? Open(SourceFile zip, out string? problem)
    {
        problem = null;
        if (zip.Bytes.IsEmpty)
        {
            problem = "an empty file, not a zip";
            return null;
        }

        try
        {
            var archive = new ZipArchive(StreamOf(zip.Bytes), ZipArchiveMode.Read);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (InvalidDataException)
        {
            problem = "not a valid zip: it is damaged or cut off";
            return null;
        }
    }

    private SourceFile Read(SourceFile zip, ZipArchiveEntry entry, Budget budget)
    {
        var file = new SourceFile($"{zip.Path}/{entry.FullName}", default);
        if (entry.IsEncrypted)
        {
            return Refused(file, "encrypted: unpack the zip with its password and import the folder");
        }

        try
        {
            using var stream = entry.Open();
            using var memory = new MemoryStream((int)Math.Clamp(entry.Length, 0, limits.MaxFileBytes));
            var buffer = new byte[1 << 16];
            for (int read; (read = stream.Read(buffer)) > 0; )
            {
                memory.Write(buffer, 0, read);
                budget.Spend(read);
                if (budget.IsSpent || memory.Length > limits.MaxFileBytes)
                {
                    return Refused(file, $"larger than {limits.MaxFileBytes >> 20} MiB: not read");
                }
            }

            return file with
            {
                Bytes = memory.GetBuffer().AsMemory(0, (int)memory.Length),
            };
        }
        catch (InvalidDataException)
        {
            return Refused(file, "damaged within the zip: it cannot be unpacked");
        }
    }

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);

    private static SourceFile Refused(SourceFile file, string reason) => new(file.Path, default, reason);

    private static bool IsDicom(ReadOnlySpan<byte> bytes) => bytes.Length >= 132 && bytes.Slice(128, 4).SequenceEqual("DICM"u8);

    /// <summary>What one zip, with the zips in it, may unpack to.</summary>
    private sealed class Budget(ZipLimits limits, long packed)
    {
        private long _left = Math.Min(limits.MaxUnpackedBytes, Math.Max(AlwaysAllowed, packed * limits.MaxRatio));

        public bool IsSpent => _left < 0;

        public void Spend(int bytes) => _left -= bytes;
    }
}
