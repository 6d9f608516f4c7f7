using System.Text.Json.Nodes;
using ReaderStudy.Dicom.Nifti;

namespace ReaderStudy.Dicom.Bids;

/// <summary>One volume's place in the data set and how it was acquired.</summary>
/// <param name="Participant">The person's code.</param>
/// <param name="Session">The exam, <c>01</c>.</param>
/// <param name="Phase"><c>native</c>, <c>arterial</c>, <c>portal-venous</c>, <c>delayed</c> or <c>unknown</c>.</param>
/// <param name="First">A header of the series.</param>
public sealed record BidsImage(string Participant, string Session, string Phase, DicomDataset First)
{
    /// <summary>Folder and suffix: the modality in lower case, <c>ct</c>.</summary>
    internal string Kind =>
        BidsParticipant.CodeOf(First.GetString(DicomTags.Modality) ?? "").ToLowerInvariant() is { Length: > 0 } modality and not "seg"
            ? modality
            : "ct";

    /// <summary>The name without suffix and ending; within an entity BIDS allows letters and digits only.</summary>
    internal string Stem => $"sub-{Participant}_ses-{Session}_phase-{BidsParticipant.CodeOf(Phase)}";

    /// <summary>
    /// Technical parameters that a modeller needs and that name no maker, place or date. Times are told as the seconds from the start of the
    /// injection, never as a time of day.
    /// </summary>
    internal JsonObject Sidecar(NiftiSeries series)
    {
        var affine = series.Header.Affine;
        var sidecar = new JsonObject
        {
            ["Modality"] = First.GetString(DicomTags.Modality),
            [nameof(Phase)] = Phase,
            ["PixelSpacing"] = new JsonArray(Mm(affine.Row.Length), Mm(affine.Column.Length)),
            ["SpacingBetweenSlices"] = Mm(affine.Slice.Length),
        };
        Add(sidecar, "SliceThickness", DicomTags.SliceThickness);
        Add(sidecar, "KVP", DicomTags.Kvp);
        if (ContrastDelay.InSeconds(First) is { } delay)
        {
            sidecar["SecondsAfterInjection"] = Math.Round(delay, 1);
        }

        if (First.GetString(DicomTags.Modality) is "CT")
        {
            sidecar["Units"] = "HU";
        }

        return sidecar;
    }

    private void Add(JsonObject sidecar, string key, DicomTag tag)
    {
        try
        {
            if (First.GetDouble(tag) is { } value)
            {
                sidecar[key] = value;
            }
        }
        catch (DicomException)
        {
            // A number that is none is left out: the volume does not depend on it.
        }
    }

    private static double Mm(double value) => Math.Round(value, 6);
}
