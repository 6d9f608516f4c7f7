using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>What an import keeps of an image beside the image until it is in a case. Nothing in it identifies.</summary>
/// <param name="Order">Where the file stands in the import; cases are numbered in this order.</param>
/// <param name="Patient">The patient's pseudonym.</param>
/// <param name="ExamUid">Pseudonymous.</param>
/// <param name="SeriesUid">Pseudonymous.</param>
/// <param name="SopUid">Pseudonymous.</param>
/// <param name="Sha256">Of the stored bytes.</param>
/// <param name="PhaseWords">Of the descriptions that were removed, the words that name a phase.</param>
/// <param name="Counts">What de-identification did.</param>
public sealed record ImageReceipt(
    long Order,
    string Patient,
    string ExamUid,
    string SeriesUid,
    string SopUid,
    string Sha256,
    FreeTexts PhaseWords,
    DeidentificationCounts Counts
);

/// <summary>An image made ready for the store: pixels native, identity gone.</summary>
/// <param name="File">The bytes to store.</param>
/// <param name="Receipt">What has to be known of it later.</param>
/// <param name="Question">What a person should look at before the image is used; null: nothing.</param>
public sealed record TakenImage(byte[] File, ImageReceipt Receipt, string? Question)
{
    private const string MediaDirectory = "1.2.840.10008.1.3.10";

    /// <summary>Reads, checks, decodes and de-identifies a file that is in memory.</summary>
    /// <exception cref="DicomException">The file is no image that a study can use; the message says why.</exception>
    public static async Task<TakenImage> OfAsync(
        ReadOnlyMemory<byte> bytes,
        long order,
        Deidentifier deidentifier,
        CancellationToken cancellationToken
    )
    {
        var file = DicomFile.Read(bytes);
        RequireImage(file);
        var native = await PixelDecoder.ToNativeAsync(file, null, cancellationToken);
        RequireReadable(native);
        var clean = deidentifier.Deidentify(native);
        var stored = new DicomFile(clean.Dataset).ToBytes();
        var receipt = new ImageReceipt(
            order,
            clean.PatientPseudonym,
            clean.Dataset.RequireString(DicomTags.StudyInstanceUid),
            clean.Dataset.RequireString(DicomTags.SeriesInstanceUid),
            clean.Dataset.RequireString(DicomTags.SopInstanceUid),
            ImageStore.Sha256Of(stored),
            PhaseOfSeries.WordsIn(clean.FreeTexts),
            clean.Counts
        );
        return new TakenImage(
            stored,
            receipt,
            clean.Questions.Count == 0 ? null : string.Join("; ", clean.Questions.Select(q => q.Message))
        );
    }

    private static void RequireImage(DicomFile file)
    {
        if (file.Meta.GetString(DicomTags.MediaStorageSopClassUid) == MediaDirectory)
        {
            throw Unsupported("a DICOMDIR, the table of contents of a disc: its images are imported without it");
        }

        if (!file.Dataset.Contains(DicomTags.PixelData))
        {
            var modality = file.Dataset.GetString(DicomTags.Modality);
            throw Unsupported(modality is null ? "it holds no image" : $"it holds no image (modality {modality})");
        }
    }

    private static void RequireReadable(DicomDataset native)
    {
        var pixels = NativePixels.Of(native).Description;
        if (!pixels.IsMonochrome)
        {
            throw Unsupported($"a colour image ({pixels.Photometric}); grey images are read");
        }

        if (pixels.Frames > 1)
        {
            throw Unsupported($"a multi-frame image of {pixels.Frames} frames; export the series as single images");
        }
    }

    private static DicomException Unsupported(string what) => new(DicomErrorKind.Unsupported, "unsupported: " + what);
}
