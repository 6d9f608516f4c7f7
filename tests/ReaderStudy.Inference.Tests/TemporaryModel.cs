using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ReaderStudy.Tests;

namespace ReaderStudy.Inference.Tests;

/// <summary>A copy of the committed model that a test may damage.</summary>
internal sealed class TemporaryModel : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("model").FullName;

    public TemporaryModel()
    {
        Folder = Directory.CreateDirectory(Path.Combine(_root, "liver-lesion-cnn")).FullName;
        foreach (var file in Directory.EnumerateFiles(Committed))
        {
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
        }
    }

    public static string Committed { get; } = Path.Combine(SharedData.RepositoryRoot, "models", "liver-lesion-cnn");

    public string Folder { get; }

    public string PathOf(string file) => Path.Combine(Folder, file);

    public void EditManifest(Action<JsonObject> edit)
    {
        var manifest = JsonNode.Parse(File.ReadAllText(PathOf("model.json")))!.AsObject();
        edit(manifest);
        File.WriteAllText(PathOf("model.json"), manifest.ToJsonString());
    }

    /// <summary>Makes model.json agree with the files again, so that only what the test changed is wrong.</summary>
    public void Rehash() =>
        EditManifest(manifest =>
        {
            foreach (var file in manifest["files"]!.AsArray())
            {
                file!["sha256"] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(PathOf((string)file["path"]!))));
            }
        });

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
