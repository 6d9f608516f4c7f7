using System.Security.Cryptography;
using System.Text;

namespace ReaderStudy.Cli.Dicom.Deidentifying;

/// <summary>Names for files and folders whose own names may identify: keyed hashes, the same for the same path under one key.</summary>
internal sealed class PseudonymousNames(byte[] key)
{
    /// <summary>The path below the output folder for a file's path below its input.</summary>
    public string Of(string relative)
    {
        var parts = relative.Split(['/', Path.DirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        var path = string.Empty;
        for (var i = 0; i < parts.Length; i++)
        {
            var isFile = i == parts.Length - 1;
            var whole = string.Join('/', parts.Take(i + 1));
            path = Path.Combine(path, isFile ? "I-" + Hash(whole) + ".dcm" : "F-" + Hash(whole));
        }

        return path;
    }

    private string Hash(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("path\n" + text)))[..16];
}
