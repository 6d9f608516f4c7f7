using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>Proposes a series' phase by header, telling words of its removed descriptions, and the density of its vessels.</summary>
public static class PhaseOfSeries
{
    /// <summary>Of descriptions, the words that name a phase and nothing else: they may be stored.</summary>
    public static FreeTexts WordsIn(FreeTexts texts) =>
        new(
            PhaseProposal.TellingWords(texts.StudyDescription),
            PhaseProposal.TellingWords(texts.SeriesDescription),
            PhaseProposal.TellingWords(texts.ProtocolName),
            null
        );

    /// <param name="headers">Of the series' images, de-identified.</param>
    /// <param name="words">See <see cref="WordsIn"/>; null when they are not known any more.</param>
    /// <param name="stack">The images in order.</param>
    public static (Phase Phase, string Reason) Propose(IReadOnlyList<DicomDataset> headers, FreeTexts? words, SliceStack stack)
    {
        var proposal = PhaseProposal.For(headers, words, VolumeOf(stack));
        var phase = proposal.Phase switch
        {
            ContrastPhase.Unknown => Phase.Unknown,
            ContrastPhase.Native => Phase.Native,
            ContrastPhase.Arterial => Phase.Arterial,
            ContrastPhase.PortalVenous => Phase.PortalVenous,
            ContrastPhase.Delayed => Phase.Delayed,
        };
        var reason = proposal.Reason.Length > 0 ? char.ToUpperInvariant(proposal.Reason[0]) + proposal.Reason[1..] : "";
        return (phase, reason.Length <= 500 ? reason : reason[..499] + "…");
    }

    private static Volume? VolumeOf(SliceStack stack)
    {
        if (!stack.IsUsable || stack.Slices.Count < 2)
        {
            return null;
        }

        try
        {
            return Volume.FromStack(stack);
        }
        catch (DicomException)
        {
            // The header alone has to do; what is wrong with the stack is shown with the series.
            return null;
        }
    }
}
