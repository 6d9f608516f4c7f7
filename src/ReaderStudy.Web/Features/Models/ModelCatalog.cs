using ReaderStudy.Inference;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Models;

/// <summary>A folder in the models folder.</summary>
/// <param name="Id">The folder's name.</param>
/// <param name="Package">The model; null: it is refused.</param>
/// <param name="Refusal">Why it is refused and what to do; null: it is not.</param>
public sealed record CatalogEntry(string Id, ModelPackage? Package, string? Refusal);

/// <summary>Lists the model packages of this installation, each checked by its hashes.</summary>
public sealed class ModelCatalog(Paths paths)
{
    /// <summary>Where models are looked for.</summary>
    public string Folder => paths.Models;

    public IReadOnlyList<CatalogEntry> Handle() => [.. ModelPackage.IdsIn(paths.Models).Select(Load)];

    /// <summary>The model with this id; null: there is no such folder.</summary>
    public CatalogEntry? Find(string id) => ModelPackage.IdsIn(paths.Models).Contains(id, StringComparer.Ordinal) ? Load(id) : null;

    private CatalogEntry Load(string id)
    {
        try
        {
            return new CatalogEntry(id, ModelPackage.Load(Path.Combine(paths.Models, id)), null);
        }
        catch (ModelException refused)
        {
            return new CatalogEntry(id, null, refused.Message);
        }
    }
}
