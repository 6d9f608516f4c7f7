using System.Security.Cryptography;

namespace ReaderStudy.Dicom.Pixels.Outside;

/// <summary>
/// A folder for what an outside program reads and writes, its owner's alone. Pixels may show whose they are, and a disk keeps what is
/// deleted: where the system has a file system in memory with room enough, the folder lies there. It is locked while it is in use, so that
/// what a killed process left can be told from what is needed.
/// </summary>
internal sealed class PrivateFolder : IDisposable
{
    private const string Prefix = "readerstudy-pixels-";
    private const string InMemory = "/dev/shm";

    private readonly FileStream _lock;

    /// <param name="bytes">What it will have to hold.</param>
    public PrivateFolder(long bytes)
    {
        Path = HasRoom(bytes) ? CreateInMemory() : Directory.CreateTempSubdirectory(Prefix).FullName;
        _lock = new FileStream(LockOf(Path), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
    }

    public string Path { get; }

    /// <summary>Takes the folder away with all that is in it.</summary>
    public void Dispose()
    {
        _lock.Dispose();
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A child that outlived its parent was still writing: once more, now that it is gone.
            if (Directory.Exists(Path))
            {
                Directory.Delete(Path, recursive: true);
            }
        }
    }

    /// <summary>Takes folders away that nobody uses any more.</summary>
    public static void RemoveLeftovers()
    {
        var here = new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var place in new[] { InMemory, System.IO.Path.GetTempPath() }.Where(Directory.Exists))
        {
            foreach (var folder in Directory.EnumerateDirectories(place, Prefix + "*", here).Where(IsLeft))
            {
                try
                {
                    Directory.Delete(folder, recursive: true);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // Another account's, or another start was quicker.
                }
            }
        }
    }

    private static bool IsLeft(string folder)
    {
        try
        {
            using var free = new FileStream(LockOf(folder), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>True if there is room for as many as may be in use at once.</summary>
    private static bool HasRoom(long bytes)
    {
        try
        {
            return OperatingSystem.IsLinux()
                && Directory.Exists(InMemory)
                && new DriveInfo(InMemory).AvailableFreeSpace / Environment.ProcessorCount > bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string CreateInMemory()
    {
        var path = System.IO.Path.Combine(InMemory, Prefix + RandomNumberGenerator.GetHexString(16, lowercase: true));
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                return Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not for this account.
        }

        return Directory.CreateTempSubdirectory(Prefix).FullName;
    }

    private static string LockOf(string folder) => System.IO.Path.Combine(folder, "lock");
}
