using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>A folder on the server that a coordinator wants to import.</summary>
public static class ImportFolder
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    private static readonly EnumerationOptions Here = new() { IgnoreInaccessible = false, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>Why the folder cannot be imported, in a sentence for the person who named it; null: it can.</summary>
    public static string? ProblemOf(string folder, PlatformOptions options, Paths paths)
    {
        if (!Path.IsPathFullyQualified(folder))
        {
            return "Give the folder's full path on the server, such as /data/incoming.";
        }

        var full = Full(folder);
        var allowed = options.ImportFolders.Select(Full).ToList();
        if (allowed.Count > 0 && !allowed.Exists(a => IsWithin(full, a)))
        {
            return $"Only folders below {string.Join(", ", allowed)} may be imported on this server.";
        }

        if (IsWithin(full, paths.Data) || IsWithin(paths.Data, full))
        {
            return "This folder holds the platform's own data.";
        }

        if (!Directory.Exists(full))
        {
            return "There is no such folder on the server, or the platform's account may not see it.";
        }

        try
        {
            // Asked without IgnoreInaccessible: a folder that may not be read must say so instead of looking empty.
            _ = Directory.EnumerateFileSystemEntries(full).Any();
        }
        catch (UnauthorizedAccessException)
        {
            return "The platform's account may not read this folder.";
        }
        catch (IOException)
        {
            return "The folder cannot be read now. Is its disk connected?";
        }

        return Directory.EnumerateFiles(full, "*", Everything).Any() ? null : "There is no file in this folder.";
    }

    /// <summary>
    /// Every file below the folder, folder by folder, always in the same order; links are not followed. Only the names of one folder and of
    /// those above it are in memory. A folder that may not be read comes itself instead of its files.
    /// </summary>
    public static IEnumerable<FileSystemInfo> FilesIn(string folder)
    {
        var here = new DirectoryInfo(Full(folder));
        if (EntriesOf(here) is not { } entries)
        {
            yield return here;
            yield break;
        }

        foreach (var entry in entries)
        {
            if (entry is FileInfo)
            {
                yield return entry;
                continue;
            }

            foreach (var inner in FilesIn(entry.FullName))
            {
                yield return inner;
            }
        }
    }

    /// <summary>A folder sorts as its name with a slash, so that the order is that of whole paths. Null: it may not be read.</summary>
    private static List<FileSystemInfo>? EntriesOf(DirectoryInfo folder)
    {
        try
        {
            return folder
                .EnumerateFileSystemInfos("*", Here)
                .OrderBy(e => e is DirectoryInfo ? e.Name + "/" : e.Name, StringComparer.Ordinal)
                .ToList();
        }
        catch (DirectoryNotFoundException)
        {
            // It went away after it was listed.
            return [];
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The folder's full path without a slash at its end.</summary>
    public static string Full(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    private static bool IsWithin(string path, string folder) =>
        path == folder
        || path.StartsWith(
            folder.EndsWith(Path.DirectorySeparatorChar) ? folder : folder + Path.DirectorySeparatorChar,
            StringComparison.Ordinal
        );
}
