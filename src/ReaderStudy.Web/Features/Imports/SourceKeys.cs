using System.Security.Cryptography;
using System.Text;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>
/// Names a file of an import so that it is taken once: a keyed hash of its path within the import and its size. Keyed, because paths
/// can name patients and a plain hash of a name is easily found out; with the size, because a file that was cut off is another one
/// when it comes whole.
/// </summary>
public sealed class SourceKeys(byte[] studyKey)
{
    public string Of(string path, long size) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(studyKey, Encoding.UTF8.GetBytes(FormattableString.Invariant($"source\n{Normal(path)}\n{size}")))
        );

    /// <summary>The path with forward slashes and without leading ones, at most 900 characters.</summary>
    public static string Normal(string path)
    {
        var plain = path.Replace('\\', '/').TrimStart('/');
        return plain.Length <= 900 ? plain : "…" + plain[^899..];
    }
}
