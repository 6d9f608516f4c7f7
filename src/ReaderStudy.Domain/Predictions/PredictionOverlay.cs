namespace ReaderStudy.Domain.Predictions;

/// <summary>What a model drew.</summary>
public enum OverlayKind
{
    Box,

    Mask,

    /// <summary>How much each place spoke for the output.</summary>
    Activation,
}

/// <summary>
/// Something that a model drew on a series of a case, brought in as a file before the protocol is sealed. Where it lies is kept in the image
/// store under <see cref="FileKey"/>.
/// </summary>
public sealed class PredictionOverlay
{
    /// <summary>Longest label, in characters.</summary>
    public const int LongestLabel = 64;

    private PredictionOverlay() { }

    public PredictionOverlay(Guid runId, Guid caseId, Guid seriesId, OverlayKind kind, string label, double? score)
    {
        Id = Guid.CreateVersion7();
        RunId = runId;
        CaseId = caseId;
        SeriesId = seriesId;
        Kind = kind;
        Label = label;
        Score = score;
    }

    public Guid Id { get; private set; }

    public Guid RunId { get; private set; }

    public Guid CaseId { get; private set; }

    public Guid SeriesId { get; private set; }

    /// <summary>From 1 in the run: the order in which they came.</summary>
    public int Number { get; private set; }

    public OverlayKind Kind { get; private set; }

    /// <summary>What readers are told that it is.</summary>
    public string Label { get; private set; } = "";

    /// <summary>0 to 1; null: the model gave none.</summary>
    public double? Score { get; private set; }

    /// <summary>Where the image store keeps its geometry.</summary>
    public string FileKey { get; private set; } = "";

    /// <summary>Of the stored bytes, in lower-case hexadecimal.</summary>
    public string Sha256 { get; private set; } = "";

    public void KeepAs(int number, string fileKey, string sha256) => (Number, FileKey, Sha256) = (number, fileKey, sha256);
}
