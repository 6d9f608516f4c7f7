using Microsoft.AspNetCore.Mvc;

namespace ReaderStudy.Web.Features.Models;

/// <summary>The models of this installation, and a card for each.</summary>
[Route("models")]
public sealed class ModelsController(ModelCatalog catalog, ModelCard card) : Controller
{
    [HttpGet("")]
    public IActionResult Index()
    {
        ViewData["Folder"] = catalog.Folder;
        return View("Index", catalog.Handle());
    }

    [HttpGet("{modelId}")]
    public IActionResult Card(string modelId) => View("Card", card.Handle(modelId));
}
