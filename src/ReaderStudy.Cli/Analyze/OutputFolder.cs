namespace ReaderStudy.Cli.Analyze;

/// <summary>Puts a set of files into a folder so that nothing half written is ever seen.</summary>
internal static class OutputFolder
{
    /// <summary>
    /// Writes the files into a new folder beside the target and moves them into place when all are complete. A target that exists keeps
    /// what else is in it, but no file of an earlier run: one of <paramref name="ours"/> that is not written now is deleted.
    /// </summary>
    /// <exception cref="IOException">The target is a file, or cannot be written; it is as it was unless moving had begun.</exception>
    public static void Write(string path, IReadOnlyList<(string Name, byte[] Content)> files, IReadOnlyList<string> ours)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(target))
        {
            throw new IOException("This is a file, not a folder.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var temporary = $"{target}.{Guid.CreateVersion7():N}.tmp";
        Directory.CreateDirectory(temporary);
        try
        {
            foreach (var (name, content) in files)
            {
                File.WriteAllBytes(Path.Combine(temporary, name), content);
            }

            if (!Directory.Exists(target))
            {
                Directory.Move(temporary, target);
                return;
            }

            foreach (var stale in ours.Except(files.Select(f => f.Name)))
            {
                File.Delete(Path.Combine(target, stale));
            }

            foreach (var (name, _) in files)
            {
                File.Move(Path.Combine(temporary, name), Path.Combine(target, name), overwrite: true);
            }
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }
}
