using System.Security.Cryptography;

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

    /// <summary>The stored bytes.</summary>
    /// <exception cref="FileNotFoundException">There is nothing under this key.</exception>
    public Task<byte[]> ReadAsync(string key, CancellationToken cancellationToken) =>
        File.ReadAllBytesAsync(PathOf(key), cancellationToken);

    public bool Exists(string key) => File.Exists(PathOf(key));

    public void Delete(string key) => File.Delete(PathOf(key));

    /// <summary>Removes what writes that were killed have left.</summary>
    /// <param name="before">Only files last written before this moment: later ones may be another process's writes that go on.</param>
    public void RemoveLeftovers(DateTimeOffset before)
    {
        foreach (var file in Directory.EnumerateFiles(paths.Images, "*.part", SearchOption.AllDirectories))
        {
            if (File.GetLastWriteTimeUtc(file) < before.UtcDateTime)
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public static string Sha256Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private string PathOf(string key)
    {
        var path = Path.GetFullPath(Path.Combine(paths.Images, key));
        return path.StartsWith(paths.Images + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new ArgumentException("The key leads out of the image store.", nameof(key));
    }
}
