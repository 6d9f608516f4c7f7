using System.Security.Cryptography;
using System.Text.Json;

namespace ReaderStudy.Inference;

/// <summary>A model as it lies in a folder <c>models/&lt;id&gt;</c>: model.json and the files it names, every one checked by its hash.</summary>
public sealed class ModelPackage
{
    /// <summary>The format of model.json that this version reads.</summary>
    public const int Format = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip };

    private readonly IReadOnlyDictionary<string, byte[]> _files;

    private ModelPackage(string folder, ModelManifest manifest, string sha256, IReadOnlyDictionary<string, byte[]> files)
    {
        Folder = folder;
        Manifest = manifest;
        Sha256 = sha256;
        _files = files;
        PreprocessingSha256 = manifest.Preprocessing.Hash();
    }

    public string Folder { get; }

    public ModelManifest Manifest { get; }

    /// <summary>SHA-256 of model.json, in hexadecimal. It names the whole model, because model.json holds the hash of every other file.</summary>
    public string Sha256 { get; }

    /// <summary>SHA-256 of the settings that turn images into the network's input.</summary>
    public string PreprocessingSha256 { get; }

    /// <summary>Content of a file of the model, as it was when its hash was checked.</summary>
    internal byte[] Content(string path) => _files[path];

    /// <summary>Ids of the models in a folder of models, in alphabetical order; none if the folder does not exist.</summary>
    public static IReadOnlyList<string> IdsIn(string modelsFolder) =>
        Directory.Exists(modelsFolder)
            ?
            [
                .. Directory
                    .EnumerateDirectories(modelsFolder)
                    .Where(folder => File.Exists(Path.Combine(folder, "model.json")))
                    .Select(folder => Path.GetFileName(folder))
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>Reads and checks a model. Nothing is run yet: <see cref="ModelRunner"/> does the golden check.</summary>
    /// <param name="folder">The folder that holds model.json.</param>
    /// <exception cref="ModelException">A file is missing or not the one it should be, or model.json cannot be understood.</exception>
    public static ModelPackage Load(string folder)
    {
        var path = Path.Combine(folder, "model.json");
        if (!File.Exists(path))
        {
            throw new ModelException(ModelProblem.Missing, $"There is no model in '{folder}': model.json is not there.");
        }

        var bytes = File.ReadAllBytes(path);
        var manifest = Parse(path, bytes);
        Check(path, manifest, Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))));
        var files = manifest.Files.ToDictionary(file => file.Path, file => Read(folder, manifest.Id, file));
        return new ModelPackage(folder, manifest, Convert.ToHexStringLower(SHA256.HashData(bytes)), files);
    }

    private static ModelManifest Parse(string path, byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<ModelManifest>(bytes, Json) ?? throw Invalid(path, "it is empty");
        }
        catch (JsonException broken)
        {
            throw new ModelException(ModelProblem.InvalidManifest, $"{path} cannot be read: {broken.Message}", broken);
        }
    }

    private static void Check(string path, ModelManifest manifest, string folderName)
    {
        Require(manifest.Format == Format, $"its format is {manifest.Format}, this version reads {Format}");
        Require(manifest.Id == folderName, $"its id '{manifest.Id}' is not the name of its folder, '{folderName}'");
        Require(manifest.Task == ModelManifest.CaseClassification, $"its task '{manifest.Task}' is not known to this version");
        Require(manifest.Classes is { Count: > 1 }, "it names fewer than two classes");
        Require(
            manifest.Classes.Select(one => one.Code).Distinct(StringComparer.Ordinal).Count() == manifest.Classes.Count,
            "it names a class twice"
        );
        var settings = manifest.Preprocessing;
        Require(settings.Phases is { Count: > 0 }, "its preprocessing names no phase");
        Require(
            settings.Phases.Contains(settings.ReferencePhase),
            $"its reference phase '{settings.ReferencePhase}' is not among its phases"
        );
        Require(
            settings is { Columns: > 0, Rows: > 0, PixelSpacing: > 0, SliceSpacing: > 0 },
            "a size or spacing of its input is not positive"
        );
        Require(settings.HighestHounsfield > settings.LowestHounsfield, "its window of Hounsfield units is empty");
        Require(manifest.Files.Any(file => file.Path == manifest.Network.File), $"'{manifest.Network.File}' is not among its files");
        Require(manifest.Files.Any(file => file.Path == manifest.Golden.Input), $"'{manifest.Golden.Input}' is not among its files");
        Require(manifest.Golden.Scores.Count == manifest.Classes.Count, "its golden scores are not one for each class");
        Require(manifest.Golden.Shape.Count == 4, "the shape of its golden input is not slices, phases, rows, columns");

        void Require(bool condition, string otherwise)
        {
            if (!condition)
            {
                throw Invalid(path, otherwise);
            }
        }
    }

    private static byte[] Read(string folder, string id, ModelFile file)
    {
        if (Path.IsPathRooted(file.Path) || file.Path.Split('/', '\\').Contains(".."))
        {
            throw new ModelException(ModelProblem.InvalidManifest, $"Model '{id}' names a file outside its folder: '{file.Path}'.");
        }

        var path = Path.Combine(folder, file.Path);
        if (!File.Exists(path))
        {
            throw new ModelException(ModelProblem.FileMissing, $"Model '{id}' lacks its file '{file.Path}'. Copy the whole folder again.");
        }

        var bytes = File.ReadAllBytes(path);
        var actual = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return string.Equals(actual, file.Sha256, StringComparison.OrdinalIgnoreCase)
            ? bytes
            : throw new ModelException(
                ModelProblem.HashMismatch,
                $"Model '{id}' is refused: '{file.Path}' is not the file that model.json names (SHA-256 {actual}, expected {file.Sha256}). "
                    + "It was damaged or exchanged; copy the whole folder again from where it came."
            );
    }

    private static ModelException Invalid(string path, string why) =>
        new(ModelProblem.InvalidManifest, $"{path} is not a usable model: {why}.");
}
