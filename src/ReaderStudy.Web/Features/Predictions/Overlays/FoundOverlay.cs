using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Predictions;

namespace ReaderStudy.Web.Features.Predictions.Overlays;

/// <summary>What a file says that a model drew.</summary>
/// <param name="Series">On which, of a case of the study.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Label">What readers are told that it is.</param>
/// <param name="Score">0 to 1; null: none.</param>
/// <param name="Geometry">Where it lies.</param>
public sealed record FoundOverlay(Series Series, OverlayKind Kind, string Label, double? Score, OverlayGeometry Geometry);

/// <summary>A file that cannot be taken; the message names it and says what to do.</summary>
public sealed class OverlayFileException : Exception
{
    public OverlayFileException() { }

    public OverlayFileException(string message)
        : base(message) { }

    public OverlayFileException(string message, Exception innerException)
        : base(message, innerException) { }
}
