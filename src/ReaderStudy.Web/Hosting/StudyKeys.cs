using System.Security.Cryptography;

namespace ReaderStudy.Web.Hosting;

/// <summary>
/// The secret of each study from which pseudonyms, new UIDs and date shifts are made. It lies in the key folder, apart from the database:
/// without it nobody can tie a pseudonym to a hospital number; with it a repeat import meets the same case.
/// </summary>
public sealed class StudyKeys(Paths paths)
{
    private static readonly Lock Gate = new();

    /// <summary>The study's key of 32 bytes, made at the first call.</summary>
    public byte[] Of(Guid studyId)
    {
        var folder = Path.Combine(paths.Keys, "studies");
        var file = Path.Combine(folder, $"{studyId:N}.key");
        lock (Gate)
        {
            if (!File.Exists(file))
            {
                Directory.CreateDirectory(folder);
                Make(file, RandomNumberGenerator.GetBytes(32));
            }

            return File.ReadAllBytes(file);
        }
    }

    /// <summary>Gives a study that has no key yet that of another one, whose pseudonyms it takes over.</summary>
    public void Copy(Guid from, Guid to)
    {
        var key = Of(from);
        lock (Gate)
        {
            Make(Path.Combine(paths.Keys, "studies", $"{to:N}.key"), key);
        }
    }

    /// <summary>Takes the key of a study away that never came to be.</summary>
    public void Forget(Guid studyId)
    {
        lock (Gate)
        {
            if (Directory.Exists(Path.Combine(paths.Keys, "studies")))
            {
                File.Delete(Path.Combine(paths.Keys, "studies", $"{studyId:N}.key"));
            }
        }
    }

    /// <summary>
    /// Its owner's alone from its first byte on, and on the disk, not only in its cache, before anything is made from it: images that are
    /// held are lost without it.
    /// </summary>
    private static void Make(string file, byte[] key)
    {
        var temporary = file + ".part";
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(key);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, file);
    }
}
