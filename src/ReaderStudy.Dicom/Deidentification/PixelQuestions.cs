namespace ReaderStudy.Dicom.Deidentification;

/// <summary>Says, from the header alone, where pixels may tell who the patient is (PS3.15 E.3.1, E.3.2).</summary>
internal static class PixelQuestions
{
    private static readonly string[] TextModalities = ["US", "IVUS", "SC", "OT", "ES", "XC", "GM", "SM", "DOC", "HC", "XA", "RF", "ECG"];
    private static readonly string[] HeadParts = ["HEAD", "BRAIN", "FACE", "SKULL", "NECK", "HEADNECK", "ORBIT", "SINUS", "JAW", "MAXILLA"];

    public static IReadOnlyList<DeidentificationQuestion> Of(DicomDataset dataset)
    {
        var questions = new List<DeidentificationQuestion>();
        if (BurnedIn(dataset) is { } burnedIn)
        {
            questions.Add(new DeidentificationQuestion(DeidentificationQuestionKind.BurnedInText, burnedIn));
        }

        if (dataset.GetString(DicomTags.RecognizableVisualFeatures) == "YES")
        {
            questions.Add(
                new DeidentificationQuestion(
                    DeidentificationQuestionKind.RecognizableFace,
                    "the header says that the patient can be recognised"
                )
            );
        }
        else if (HeadParts.Contains(dataset.GetString(DicomTags.BodyPartExamined)?.ToUpperInvariant()))
        {
            questions.Add(
                new DeidentificationQuestion(
                    DeidentificationQuestionKind.RecognizableFace,
                    "the head is shown: a face could be rebuilt from it"
                )
            );
        }

        return questions;
    }

    private static string? BurnedIn(DicomDataset dataset)
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

        return dataset.GetStrings(DicomTags.ImageType) is [_, "SECONDARY", ..] or [_, _, "SCREEN SAVE", ..]
            ? "a screen save may have text burned into the pixels"
            : null;
    }
}
