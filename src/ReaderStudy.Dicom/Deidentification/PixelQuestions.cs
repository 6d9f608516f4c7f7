using System.Globalization;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>Says where pixels may tell who the patient is (PS3.15 E.3.1, E.3.2): what the header lets suspect, and what can be seen.</summary>
internal static class PixelQuestions
{
    private static readonly string[] TextModalities = ["US", "IVUS", "SC", "OT", "ES", "XC", "GM", "SM", "DOC", "HC", "XA", "RF", "ECG"];
    private static readonly string[] HeadParts = ["HEAD", "BRAIN", "FACE", "SKULL", "NECK", "HEADNECK", "ORBIT", "SINUS", "JAW", "MAXILLA"];

    public static IReadOnlyList<DeidentificationQuestion> Of(DicomDataset dataset, bool lookAtPixels)
    {
        var questions = new List<DeidentificationQuestion>();
        var suspicion = Suspicion(dataset);
        var seen = lookAtPixels ? Seen(dataset) : [];
        if (suspicion is not null || seen.Count > 0)
        {
            questions.Add(BurnedIn(dataset, suspicion, seen));
        }

        if (dataset.GetString(DicomTags.RecognizableVisualFeatures) == "YES")
        {
            questions.Add(Face("the header says that the patient can be recognised"));
        }
        else if (HeadParts.Contains(dataset.GetString(DicomTags.BodyPartExamined)?.ToUpperInvariant()))
        {
            questions.Add(Face("the head is shown: a face could be rebuilt from it"));
        }

        return questions;
    }

    private static DeidentificationQuestion Face(string message) => new(DeidentificationQuestionKind.RecognizableFace, message);

    private static DeidentificationQuestion BurnedIn(DicomDataset dataset, string? suspicion, IReadOnlyList<PixelRegion> seen)
    {
        var denied = dataset.GetString(DicomTags.BurnedInAnnotation) == "NO" ? ", although the header denies it" : string.Empty;
        var places = seen.Count == 1 ? "one place" : string.Create(CultureInfo.InvariantCulture, $"{seen.Count} places");
        var found = $"what looks like text was found in {places}{denied}";
        var message =
            suspicion is null ? found
            : seen.Count > 0 ? $"{suspicion}; {found}"
            : suspicion;

        // Around the regions that the scanner calls ultrasound, everything is suspect.
        var outside = UltrasoundRegions.Outside(dataset);
        return new DeidentificationQuestion(
            DeidentificationQuestionKind.BurnedInText,
            outside.Count > 0 ? message + "; what lies outside the ultrasound regions may be text" : message,
            [.. seen, .. outside]
        );
    }

    private static IReadOnlyList<PixelRegion> Seen(DicomDataset dataset)
    {
        if (dataset.Find(DicomTags.PixelData) is not { Fragments: null })
        {
            return [];
        }

        try
        {
            return BurnedInText.Find(NativePixels.Of(dataset), dataset);
        }
        catch (DicomException)
        {
            // Pixels that cannot be read are refused where they are needed; there is nothing to be seen in them here.
            return [];
        }
    }

    private static string? Suspicion(DicomDataset dataset)
    {
        var annotation = dataset.GetString(DicomTags.BurnedInAnnotation);
        if (annotation == "YES")
        {
            return "the header says that text is burned into the pixels";
        }

        if (annotation == "NO")
        {
            return null;
        }

        var modality = dataset.GetString(DicomTags.Modality);
        if (TextModalities.Contains(modality))
        {
            return $"{modality} images often have text burned into the pixels, and the header does not deny it";
        }

        var isSecondaryCapture =
            dataset.GetString(DicomTags.SopClassUid)?.StartsWith("1.2.840.10008.5.1.4.1.1.7", StringComparison.Ordinal) == true
            || dataset.Contains(DicomTags.ConversionType);
        if (isSecondaryCapture)
        {
            return "a secondary capture often has text burned into the pixels, and the header does not deny it";
        }

        return dataset.GetStrings(DicomTags.ImageType) switch
        {
            [_, "SECONDARY", ..] when modality is not ("CT" or "MR" or "PT") => "a derived picture may have text burned into the pixels",
            var types when types.Any(t => t is "SCREEN SAVE" or "SCREENSAVE" or "SCREEN_SAVE" or "CAPTURE" or "DOSE_INFO") =>
                "a screen save may have text burned into the pixels",
            _ => null,
        };
    }
}
