using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using ReaderStudy.Dicom.Web;

namespace ReaderStudy.Web.Features.Archives;

/// <summary>The archives that may be asked, each with one client for as long as the application runs.</summary>
public sealed class ConfiguredArchives(IOptions<ArchivesOptions> options) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<DicomWebClient>> _clients = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>In the order of the configuration.</summary>
    public IReadOnlyList<string> Names => [.. options.Value.Archives.Select(a => a.Name.Trim())];

    /// <summary>Null when no archive has this name.</summary>
    public DicomWebClient? Find(string? name)
    {
        var archive = options.Value.Archives.FirstOrDefault(a => a.Name.Trim().Equals(name?.Trim(), StringComparison.OrdinalIgnoreCase));
        return archive is null
            ? null
            : _clients.GetOrAdd(archive.Name, _ => new Lazy<DicomWebClient>(() => new DicomWebClient(archive.ToClientOptions()))).Value;
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values.Where(c => c.IsValueCreated))
        {
            client.Value.Dispose();
        }
    }
}
