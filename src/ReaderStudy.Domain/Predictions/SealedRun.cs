namespace ReaderStudy.Domain.Predictions;

/// <summary>
/// The run of a model whose output readers see and the analysis counts, fixed at the sealing for every model that an arm shows. Later runs
/// of the model change nothing. Never changed, never deleted.
/// </summary>
public sealed class SealedRun
{
    private SealedRun() { }

    /// <param name="run">Finished, of the study that is sealed.</param>
    /// <param name="overlaysSha256">Of what the model drew; empty: nothing.</param>
    public SealedRun(PredictionRun run, string overlaysSha256 = "")
    {
        OverlaysSha256 = overlaysSha256;
        StudyId = run.StudyId;
        ModelId = run.ModelId;
        RunId = run.Id;
        ModelSha256 = run.ModelSha256;
    }

    public Guid StudyId { get; private set; }

    /// <summary>As the arm names it.</summary>
    public string ModelId { get; private set; } = "";

    public Guid RunId { get; private set; }

    /// <summary>Of the model's package when it ran; empty for imported labels.</summary>
    public string ModelSha256 { get; private set; } = "";

    /// <summary>Of the overlays that the run had at the sealing; empty: none.</summary>
    public string OverlaysSha256 { get; private set; } = "";
}
