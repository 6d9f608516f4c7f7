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
                var temporary = file + ".part";
                File.WriteAllBytes(temporary, RandomNumberGenerator.GetBytes(32));
                File.Move(temporary, file);
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                }
            }

            return File.ReadAllBytes(file);
        }
    }
}
