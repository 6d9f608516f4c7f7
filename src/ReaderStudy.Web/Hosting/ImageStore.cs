using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using ReaderStudy.Dicom;

namespace ReaderStudy.Web.Hosting;

/// <summary>
/// Keeps de-identified images as files. A file appears whole or not at all: it is written beside its place and moved there.
/// Keys are relative paths with forward slashes, made by the platform, never from a file's own name.
/// </summary>
public sealed class ImageStore(Paths paths)
{
    /// <summary>Stores bytes under a key; what is there already is replaced by the same.</summary>
    public async Task WriteAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.CreateVersion7():N}.part";
        await using (
            var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous)
        )
        {
            await stream.WriteAsync(bytes, cancellationToken);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>
    /// A second file of the same bytes under another key. The file system copies it, and shares the blocks until one is written where it can.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is nothing under this key.</exception>
    public void Copy(string key, string to)
    {
        var path = PathOf(to);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.CreateVersion7():N}.part";
        File.Copy(PathOf(key), temporary);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>The stored bytes.</summary>
    /// <exception cref="FileNotFoundException">There is nothing under this key.</exception>
    public Task<byte[]> ReadAsync(string key, CancellationToken cancellationToken) =>
        File.ReadAllBytesAsync(PathOf(key), cancellationToken);

    /// <summary>What somebody finds out of stored bytes, whose memory is lent to it and must not be kept.</summary>
    /// <exception cref="FileNotFoundException">There is nothing under this key.</exception>
    public T Look<T>(string key, Func<ReadOnlyMemory<byte>, T> find)
    {
        using var file = File.OpenHandle(PathOf(key));
        var length = (int)RandomAccess.GetLength(file);
        var lent = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var read = RandomAccess.Read(file, lent.AsSpan(0, length), 0);
            return read == length ? find(lent.AsMemory(0, length)) : throw new IOException($"{key} could be read in part only.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(lent);
        }
    }

    /// <summary>
    /// Writes an image beside its place, on the disk and not only in its cache, and says what it is. Nobody finds it there until
    /// <see cref="Settle"/>; what is never settled goes at the next start.
    /// </summary>
    public StagedImage Stage(string key, DicomDataset image) => Stage(key, stream => new DicomFile(image).Write(stream));

    /// <summary>Likewise whatever somebody writes.</summary>
    public StagedImage Stage(string key, Action<Stream> write)
    {
        var path = PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.CreateVersion7():N}.part";
        try
        {
            using var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 14);
            using var hashing = new HashingStream(file);
            write(hashing);
            file.Flush(flushToDisk: true);
            return new StagedImage(key, temporary, hashing.Sha256());
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Puts a staged image in its place.</summary>
    public static void Settle(StagedImage staged) =>
        File.Move(staged.Temporary, staged.Temporary[..staged.Temporary.LastIndexOf('.', staged.Temporary.Length - 6)], overwrite: true);

    /// <summary>Throws a staged image away.</summary>
    public static void Discard(StagedImage staged) => File.Delete(staged.Temporary);

    /// <summary>
    /// The header of a stored image, without its pixels. Of images as they are written here only the beginning of the file is read; others
    /// are read whole.
    /// </summary>
    public async Task<DicomDataset> ReadHeaderAsync(string key, CancellationToken cancellationToken)
    {
        if (await FindHeaderAsync(key, cancellationToken) is { } header)
        {
            return header;
        }

        var whole = DicomFile.Read(await ReadAsync(key, cancellationToken)).Dataset.Clone();
        whole.Remove(DicomTags.PixelData);
        return DicomFile.Read(new DicomFile(whole).ToBytes()).Dataset;
    }

    /// <summary>Likewise; null when the store has lost the image, or it cannot be read.</summary>
    public async Task<DicomDataset?> SoundHeaderAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadHeaderAsync(key, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or DicomException)
        {
            return null;
        }
    }

    /// <summary>
    /// The header of an image as they are written here, of which only the beginning of the file is read; null for others, and for files that
    /// are not whole.
    /// </summary>
    public async Task<DicomDataset?> FindHeaderAsync(string key, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(PathOf(key), options: FileOptions.Asynchronous);
        var length = RandomAccess.GetLength(file);
        var start = new byte[Math.Min(length, 1 << 14)];
        var read = await RandomAccess.ReadAsync(file, start, 0, cancellationToken);
        return PixelsAt(start.AsSpan(0, read), length) is { } end ? DicomFile.Read(start.AsMemory(0, end)).Dataset : null;
    }

    /// <summary>Opens what is stored under a key.</summary>
    /// <exception cref="FileNotFoundException">There is nothing under this key.</exception>
    public SafeFileHandle Open(string key) => File.OpenHandle(PathOf(key));

    public bool Exists(string key) => File.Exists(PathOf(key));

    public void Delete(string key) => File.Delete(PathOf(key));

    /// <summary>Deletes every image of a study; nothing happens when there is none.</summary>
    public void DeleteStudy(Guid studyId)
    {
        var folder = PathOf(studyId.ToString("N"));
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Removes what writes that were killed have left.</summary>
    /// <param name="before">Only files last written before this moment: later ones may be another process's writes that go on.</param>
    public void RemoveLeftovers(DateTimeOffset before)
    {
        string[] left =
        [
            .. Directory.EnumerateFiles(paths.Images, "*.part", SearchOption.AllDirectories),
            .. Directory.EnumerateFiles(paths.Quarantine, "*.part", SearchOption.AllDirectories),
            .. Directory.EnumerateFiles(paths.Spool),
        ];
        foreach (var file in left)
        {
            if (File.GetLastWriteTimeUtc(file) < before.UtcDateTime)
            {
                File.Delete(file);
            }
        }

        foreach (
            var folder in Directory.EnumerateDirectories(paths.Spool).Where(f => Directory.GetLastWriteTimeUtc(f) < before.UtcDateTime)
        )
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public static string Sha256Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Where the pixel data begin, if they are the file's last element, uncompressed, and fill it to its end; null otherwise.</summary>
    private static int? PixelsAt(ReadOnlySpan<byte> start, long length)
    {
        ReadOnlySpan<byte> tag = [0xE0, 0x7F, 0x10, 0x00, (byte)'O'];
        for (var from = 132; from < start.Length; )
        {
            var at = start[from..].IndexOf(tag);
            if (at < 0 || from + at + 12 > start.Length)
            {
                return null;
            }

            at += from;
            if (at + 12 + (long)BinaryPrimitives.ReadUInt32LittleEndian(start[(at + 8)..]) == length)
            {
                return at;
            }

            from = at + 1;
        }

        return null;
    }

    private string PathOf(string key)
    {
        var path = Path.GetFullPath(Path.Combine(paths.Images, key));
        return path.StartsWith(paths.Images + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new ArgumentException("The key leads out of the image store.", nameof(key));
    }
}

/// <summary>An image that is written but not yet in its place.</summary>
/// <param name="Key">Its place.</param>
/// <param name="Temporary">Where it lies now.</param>
/// <param name="Sha256">Of its bytes, in lower-case hexadecimal.</param>
public sealed record StagedImage(string Key, string Temporary, string Sha256)
{
    /// <summary>True if it lies encrypted in the quarantine.</summary>
    public bool IsSealed { get; init; }
}
