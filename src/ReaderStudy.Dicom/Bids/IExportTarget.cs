namespace ReaderStudy.Dicom.Bids;

/// <summary>Where the files of a data set go: a folder, or a zip that is being sent.</summary>
public interface IExportTarget
{
    /// <summary>Begins a file; one at a time, written to its end before the next begins.</summary>
    /// <param name="path">Relative, with forward slashes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<Stream> CreateAsync(string path, CancellationToken cancellationToken);
}
