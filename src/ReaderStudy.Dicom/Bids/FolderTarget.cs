namespace ReaderStudy.Dicom.Bids;

/// <summary>
/// A folder that appears whole or not at all: files are written into a hidden folder beside it, which gets its name at the end.
/// </summary>
public sealed class FolderTarget : IExportTarget, IDisposable
{
    private readonly string _folder;
    private readonly string _hidden;
    private bool _isDone;

    /// <exception cref="IOException">The folder is there already and not empty, or cannot be made.</exception>
    public FolderTarget(string folder)
    {
        _folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(_folder) || (Directory.Exists(_folder) && Directory.EnumerateFileSystemEntries(_folder).Any()))
        {
            throw new IOException($"{folder} is there already and not empty: nothing is overwritten, choose another");
        }

        var parent = Path.GetDirectoryName(_folder) ?? _folder;
        _hidden = Path.Combine(parent, $".{Path.GetFileName(_folder)}.{Guid.CreateVersion7():N}.part");
        Directory.CreateDirectory(_hidden);
    }

    public Task<Stream> CreateAsync(string path, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(Path.Combine(_hidden, path));
        if (!full.StartsWith(_hidden + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{path}' leads out of the folder.", nameof(path));
        }

        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return Task.FromResult<Stream>(new FileStream(full, FileMode.CreateNew, FileAccess.Write, FileShare.None));
    }

    /// <summary>Gives the folder its name. Without this nothing stays.</summary>
    /// <exception cref="IOException">Somebody put something there meanwhile.</exception>
    public void Complete()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder);
        }

        Directory.Move(_hidden, _folder);
        _isDone = true;
    }

    public void Dispose()
    {
        if (!_isDone && Directory.Exists(_hidden))
        {
            Directory.Delete(_hidden, recursive: true);
        }
    }
}
