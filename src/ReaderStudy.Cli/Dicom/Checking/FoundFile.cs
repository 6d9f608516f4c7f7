namespace ReaderStudy.Cli.Dicom.Checking;

/// <summary>A file to look at.</summary>
/// <param name="Path">As the user named it, or below a folder that the user named.</param>
/// <param name="Error">Why it cannot be opened; null if nothing is known against it.</param>
internal sealed record FoundFile(string Path, string? Error)
{
    private static readonly EnumerationOptions Everything = new() { IgnoreInaccessible = false, AttributesToSkip = FileAttributes.None };

    /// <summary>The files, and those in the folders, in the order of their names; what is not there is in the list with the reason.</summary>
    public static IEnumerable<FoundFile> Under(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
            {
                yield return new FoundFile(path, File.Exists(path) ? null : "there is no such file or folder");
                continue;
            }

            foreach (var file in Below(path))
            {
                yield return file;
            }
        }
    }

    private static IEnumerable<FoundFile> Below(string folder)
    {
        FileSystemInfo[] entries;
        string? error = null;
        try
        {
            entries = new DirectoryInfo(folder).GetFileSystemInfos("*", Everything);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            (entries, error) = ([], "the folder cannot be read: " + e.Message);
        }

        if (error is not null)
        {
            yield return new FoundFile(folder, error);
        }

        foreach (var entry in entries.OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            var path = System.IO.Path.Combine(folder, entry.Name);
            if (entry is not DirectoryInfo)
            {
                yield return new FoundFile(path, null);
            }
            else if (entry.LinkTarget is null)
            {
                // A link to a folder may lead back to where we are.
                foreach (var file in Below(path))
                {
                    yield return file;
                }
            }
        }
    }
}
