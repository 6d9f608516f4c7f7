using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Cli.Protocols;

/// <summary>Finds a protocol by what a user types.</summary>
internal static class ProtocolSource
{
    /// <param name="nameOrFile">The name of a built-in protocol, or else the path of a file.</param>
    /// <exception cref="ProtocolException">Neither, or the file is no protocol.</exception>
    public static Protocol Read(string nameOrFile)
    {
        if (ProtocolJson.Templates.Contains(nameOrFile))
        {
            return ProtocolJson.Template(nameOrFile);
        }

        try
        {
            return ProtocolJson.Read(File.ReadAllText(nameOrFile));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            var names = string.Join(", ", ProtocolJson.Templates);
            throw new ProtocolException($"This is neither a file nor a built-in protocol; built in are {names}.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ProtocolException($"The file cannot be read: {exception.Message}", exception);
        }
    }
}
