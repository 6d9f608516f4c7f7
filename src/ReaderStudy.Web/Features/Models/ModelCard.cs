using ReaderStudy.Data;
using ReaderStudy.Inference;

namespace ReaderStudy.Web.Features.Models;

/// <summary>What there is to know about one model.</summary>
/// <param name="Entry">The package or its refusal.</param>
/// <param name="GoldenDifference">Largest difference of a golden score on this machine; null: the check was not passed.</param>
/// <param name="Runtime">What runs it; null likewise.</param>
/// <param name="CannotRun">Why it does not run on this machine; null: it runs.</param>
public sealed record ModelCardPage(CatalogEntry Entry, double? GoldenDifference, string? Runtime, string? CannotRun);

/// <summary>Opens a model and gives it its golden input, so that the page tells whether it runs here.</summary>
public sealed class ModelCard(ModelCatalog catalog)
{
    public ModelCardPage Handle(string id)
    {
        var entry = catalog.Find(id) ?? throw new NotFoundException("model");
        if (entry.Package is null)
        {
            return new ModelCardPage(entry, null, null, entry.Refusal);
        }

        try
        {
            using var runner = new ModelRunner(entry.Package);
            return new ModelCardPage(entry, runner.GoldenDifference, runner.Runtime, null);
        }
        catch (ModelException refused)
        {
            return new ModelCardPage(entry, null, null, refused.Message);
        }
    }
}
