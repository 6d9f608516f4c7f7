namespace ReaderStudy.Dicom.MediaDirectory;

/// <summary>Finds the file of a file ID, whose letters are capitals while those of the copied medium may not be.</summary>
internal static class MediumPath
{
    /// <param name="folder">Where to begin.</param>
    /// <param name="parts">Folders and the file's name.</param>
    /// <param name="known">The listed folders so far.</param>
    public static string? Find(string folder, IReadOnlyList<string> parts, Dictionary<string, Dictionary<string, string>> known)
    {
        var path = folder;
        foreach (var part in parts)
        {
            if (!known.TryGetValue(path, out var entries))
            {
                known[path] = entries = Listed(path);
            }

            if (!entries.TryGetValue(Plain(part), out var found))
            {
                return null;
            }

            path = found;
        }

        return File.Exists(path) ? path : null;
    }

    private static Dictionary<string, string> Listed(string folder)
    {
        var entries = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!Directory.Exists(folder))
        {
            return entries;
        }

        foreach (var entry in Directory.EnumerateFileSystemEntries(folder))
        {
            entries.TryAdd(Plain(Path.GetFileName(entry)), entry);
        }

        return entries;
    }

    private static string Plain(string name)
    {
        var version = name.IndexOf(';', StringComparison.Ordinal);
        return (version > 0 ? name[..version] : name).TrimEnd('.');
    }
}
