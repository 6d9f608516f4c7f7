using System.Text.Json;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <param name="Script">The entry module.</param>
/// <param name="Parts">The modules that it needs at once, fetched with it.</param>
/// <param name="Styles">Its style sheets.</param>
public sealed record ViewerFiles(string Script, IReadOnlyList<string> Parts, IReadOnlyList<string> Styles);

/// <summary>Looks up the names that the viewer's build gave its entry files, in Vite's manifest.</summary>
public sealed class FindViewer(IWebHostEnvironment environment)
{
    private const string Entry = "src/main.ts";

    /// <exception cref="InvalidOperationException">The viewer has not been built.</exception>
    public async Task<ViewerFiles> Handle(CancellationToken cancellationToken)
    {
        var file = environment.WebRootFileProvider.GetFileInfo("viewer/manifest.json");
        if (!file.Exists)
        {
            throw new InvalidOperationException(
                "The viewer has not been built: run 'dotnet build src/ReaderStudy.Web', which needs Node 20."
            );
        }

        await using var stream = file.CreateReadStream();
        using var manifest = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
        var entry = manifest.RootElement.GetProperty(Entry);
        return new ViewerFiles(
            PathOf(entry.GetProperty("file")),
            Listed(entry, "imports")
                .Select(part => PathOf(manifest.RootElement.GetProperty(part.GetString()!).GetProperty("file")))
                .ToList(),
            Listed(entry, "css").Select(PathOf).ToList()
        );
    }

    private static IEnumerable<JsonElement> Listed(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];

    private static string PathOf(JsonElement file) => $"/viewer/{file.GetString()}";
}
