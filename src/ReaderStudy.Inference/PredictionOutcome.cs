using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Inference;

/// <summary>What came of asking a model about a case: <see cref="Predicted"/> or <see cref="NotPredicted"/>.</summary>
public abstract record PredictionOutcome;

/// <summary>Raw scores of a case, with everything needed to say later how they came about.</summary>
/// <param name="Scores">Logits as the network gives them, in the order of the model's classes.</param>
/// <param name="StrongestPlace">Where the network saw a lesion most clearly, in the patient's mm; null if the network does not say.</param>
/// <param name="StrongestPresence">The logit of that place: below 0 the network thinks that there is no lesion at all. NaN if it does not say.</param>
/// <param name="ModelId">From model.json.</param>
/// <param name="ModelVersion">From model.json.</param>
/// <param name="ModelSha256">SHA-256 of model.json, which names every file.</param>
/// <param name="PreprocessingSha256">SHA-256 of the settings that made the input.</param>
/// <param name="Runtime">Name and version of what ran the network.</param>
/// <param name="Provider">CPU or CUDA.</param>
/// <param name="ElapsedMilliseconds">Preprocessing and network together.</param>
public sealed record Predicted(
    IReadOnlyList<double> Scores,
    Point3? StrongestPlace,
    double StrongestPresence,
    string ModelId,
    string ModelVersion,
    string ModelSha256,
    string PreprocessingSha256,
    string Runtime,
    string Provider,
    double ElapsedMilliseconds
) : PredictionOutcome;

/// <summary>The model cannot judge this case.</summary>
/// <param name="Reason">For programs.</param>
/// <param name="Message">For people; names the phase.</param>
public sealed record NotPredicted(NotPredictedReason Reason, string Message) : PredictionOutcome;

/// <summary>Why a model cannot judge a case.</summary>
public enum NotPredictedReason
{
    /// <summary>A phase that the model needs is not in the case.</summary>
    PhaseMissing,

    /// <summary>A phase's images are not straight axial slices, have gaps, are too few or too many.</summary>
    VolumeUnusable,

    /// <summary>The phases do not show the same part of the body.</summary>
    PhasesApart,
}
