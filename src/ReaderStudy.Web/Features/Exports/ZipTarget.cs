using System.IO.Compression;
using ReaderStudy.Dicom.Bids;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>A zip that is written while it is sent; nothing of it is kept.</summary>
public sealed class ZipTarget(ZipArchive zip, DateTimeOffset writtenAt) : IExportTarget
{
    /// <summary>Files written so far.</summary>
    public int Files { get; private set; }

    public async Task<Stream> CreateAsync(string path, CancellationToken cancellationToken)
    {
        // Packed already, or an image that hardly shrinks: speed counts.
        var level = path.EndsWith(".gz", StringComparison.Ordinal) ? CompressionLevel.NoCompression : CompressionLevel.Fastest;
        var entry = zip.CreateEntry(path, level);
        entry.LastWriteTime = writtenAt;
        Files++;
        return await entry.OpenAsync(cancellationToken);
    }
}
