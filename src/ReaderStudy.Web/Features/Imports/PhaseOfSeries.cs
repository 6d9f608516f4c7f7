using System.Text.Json;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>What a series tells of its phase, in the form in which it is stored with the series.</summary>
public static class PhaseOfSeries
{
    /// <summary>So many slices are enough to measure vessels: what is looked at has this bound, however long the series.</summary>
    public const int MeasuredSlices = 24;

    private static readonly FreeTexts Nothing = new(null, null, null, null);

    /// <summary>Of descriptions, the words that name a phase and nothing else, as JSON: they may be stored. Null: there are none.</summary>
    public static string? WordsIn(FreeTexts texts)
    {
        var words = new FreeTexts(
            PhaseProposal.TellingWords(texts.StudyDescription),
            PhaseProposal.TellingWords(texts.SeriesDescription),
            PhaseProposal.TellingWords(texts.ProtocolName),
            null
        );
        var json = words == Nothing ? null : JsonSerializer.Serialize(words);
        return json is { Length: <= 500 } ? json : null;
    }

    /// <summary>The evidence of a series as JSON.</summary>
    /// <param name="headers">Of the series' images, de-identified.</param>
    /// <param name="words">See <see cref="WordsIn"/>; null when there are none.</param>
    /// <param name="image">What was measured in up to <see cref="MeasuredSlices"/> slices of a usable stack; null otherwise.</param>
    public static string? Evidence(IReadOnlyList<DicomDataset> headers, string? words, Enhancement? image)
    {
        var texts = words is null ? null : JsonSerializer.Deserialize<FreeTexts>(words);
        var json = JsonSerializer.Serialize(PhaseEvidence.Of(headers, texts, image));
        return json.Length <= 2000 ? json : null;
    }

    /// <summary>Reads <see cref="Evidence"/> back, with the phase where a person confirmed it; null: there was none.</summary>
    public static PhaseEvidence? EvidenceOf(Series series) =>
        series.PhaseEvidence is { } json && JsonSerializer.Deserialize<PhaseEvidence>(json) is { } evidence
            ? evidence with
            {
                Confirmed = series.PhaseIsConfirmed ? ConfirmedOf(series.Phase) : null,
            }
            : null;

    public static Phase PhaseOf(ContrastPhase phase) =>
        phase switch
        {
            ContrastPhase.Unknown => Phase.Unknown,
            ContrastPhase.Native => Phase.Native,
            ContrastPhase.Arterial => Phase.Arterial,
            ContrastPhase.PortalVenous => Phase.PortalVenous,
            ContrastPhase.Delayed => Phase.Delayed,
        };

    private static ContrastPhase? ConfirmedOf(Phase phase) =>
        phase switch
        {
            Phase.Unknown => null,
            Phase.Native => ContrastPhase.Native,
            Phase.Arterial => ContrastPhase.Arterial,
            Phase.PortalVenous => ContrastPhase.PortalVenous,
            Phase.Delayed => ContrastPhase.Delayed,
        };
}
