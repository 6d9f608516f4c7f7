using System.Security.Cryptography;

namespace ReaderStudy.Cli.Dicom.Deidentifying;

/// <summary>The secret of a de-identification in a file: 32 bytes as one line of hexadecimal digits.</summary>
internal static class DeidentificationKey
{
    private const int Length = 32;

    /// <summary>Makes a key and writes it to a new file that only its owner may read.</summary>
    /// <exception cref="IOException">The file exists, or cannot be written.</exception>
    public static byte[] Create(string path)
    {
        var key = RandomNumberGenerator.GetBytes(Length);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.WriteLine(Convert.ToHexStringLower(key));
        return key;
    }

    /// <summary>Reads a key.</summary>
    /// <exception cref="InvalidDataException">It holds no key.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[] Read(string path)
    {
        var text = File.ReadAllText(path).Trim();
        return text.Length == 2 * Length && text.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(text)
            : throw new InvalidDataException($"this is no key of {2 * Length} hexadecimal digits, as --new-key makes them");
    }

    /// <summary>True if others than the owner may read the file.</summary>
    public static bool IsOpenToOthers(string path) =>
        !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != UnixFileMode.None;
}
