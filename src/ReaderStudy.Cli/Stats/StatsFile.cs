using ReaderStudy.Analysis.Csv;

namespace ReaderStudy.Cli.Stats;

/// <summary>Opens CSV files, with messages that name the file.</summary>
internal static class StatsFile
{
    /// <exception cref="StatsFileException">The file cannot be opened or is no table.</exception>
    public static CsvTable Read(string path, char? delimiter)
    {
        if (Directory.Exists(path))
        {
            throw new StatsFileException($"{path}: This is a folder, not a file.");
        }

        try
        {
            // A sample may be a single column, in which nothing separates cells.
            var header = File.ReadLines(path).FirstOrDefault() ?? "";
            using var stream = File.OpenRead(path);
            return CsvTable.Read(stream, delimiter ?? (header.Length > 0 && header.IndexOfAny([',', ';', '\t']) < 0 ? ',' : null));
        }
        catch (FileRefusedException refused)
        {
            throw new StatsFileException(string.Join(Environment.NewLine, refused.Errors.Select(e => $"{path}: {e}")), refused);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StatsFileException($"{path}: There is no such file.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StatsFileException($"{path}: {exception.Message}", exception);
        }
    }
}

/// <summary>A file cannot be used; the message says which and why.</summary>
internal sealed class StatsFileException : Exception
{
    public StatsFileException() { }

    public StatsFileException(string message)
        : base(message) { }

    public StatsFileException(string message, Exception innerException)
        : base(message, innerException) { }
}
