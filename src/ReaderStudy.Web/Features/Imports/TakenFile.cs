using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Enhanced;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Features.Imports.Pictures;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>One image of a file, de-identified and written beside its place.</summary>
/// <param name="Staged">Its bytes.</param>
/// <param name="Image">What is known of it.</param>
internal sealed record TakenImage(StagedImage Staged, ImageIdentity Image);

/// <summary>A file that was looked at: its images, or why there are none.</summary>
/// <param name="Path">For people.</param>
/// <param name="SourceKey">See <see cref="SourceKeys"/>.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Images">One for each frame; empty when refused or passed over.</param>
/// <param name="Question">Text may stand in the pixels: the images are held until a person has looked; null: nothing to ask.</param>
/// <param name="Report">What de-identification did.</param>
/// <param name="Refusal">Why it is refused; null: it is not.</param>
/// <param name="PassedOver">What it is instead of an image for reading; null: an image.</param>
internal sealed record TakenFile(
    string Path,
    string SourceKey,
    long Size,
    IReadOnlyList<TakenImage> Images,
    DeidentificationQuestion? Question,
    DeidentificationReport Report,
    string? Refusal,
    string? PassedOver
)
{
    /// <summary>The slide or photograph that it is; null: it is none, or was refused.</summary>
    public TakenPicture? Picture { get; private init; }

    /// <summary>Reads, checks, decodes, de-identifies and stages a file; whatever is wrong with it is in the answer.</summary>
    public static async Task<TakenFile> OfAsync(
        LoadedFile file,
        Import import,
        byte[] studyKey,
        Deidentifier deidentifier,
        ImageStore store,
        Quarantine quarantine,
        string spoolFolder,
        CancellationToken cancellationToken
    )
    {
        if (file.Refusal is { } refusal)
        {
            return Without(file, refusal, null);
        }

        if (file.Picture is { } open)
        {
            var (picture, problem) = await TakenPicture.OfAsync(
                file.SourceKey,
                open,
                file.Path,
                import,
                studyKey,
                store,
                spoolFolder,
                cancellationToken
            );
            return Without(file, problem, null) with { Picture = picture, Size = open.Length };
        }

        var staged = new List<TakenImage>();
        try
        {
            var dicom = DicomFile.Read(file.Bytes);
            if (NotForReading.Of(dicom) is { } what)
            {
                return Without(file, null, what);
            }

            var native = ColourPixels.ToRgb(await PixelDecoder.ToNativeAsync(dicom, null, cancellationToken));
            var clean = deidentifier.Deidentify(native);
            var identity = new ImageIdentity(
                file.Order,
                clean.PatientPseudonym,
                PatientMarks.OfPerson(dicom.Dataset, studyKey),
                PatientMarks.OfNumber(dicom.Dataset.GetText(DicomTags.PatientId), studyKey),
                "",
                "",
                "",
                "",
                PhaseOfSeries.WordsIn(clean.FreeTexts)
            );
            var question = clean.Questions.FirstOrDefault(q => q.Kind == DeidentificationQuestionKind.BurnedInText);
            var frames = MultiFrame.Split(clean.Dataset);
            foreach (var image in frames)
            {
                cancellationToken.ThrowIfCancellationRequested();
                RequireColours(image);
                var described = Described(identity, image);
                if (frames.Count > 1 && !image.Contains(DicomTags.ImagePositionPatient))
                {
                    // A loop is a series of its own: frames of two would stand among each other by their numbers.
                    described = described with
                    {
                        SeriesUid = clean.Dataset.RequireString(DicomTags.SopInstanceUid),
                    };
                }

                // Pixels that may identify are encrypted before their first byte is written.
                var one = question is null
                    ? store.Stage(ReceiveFiles.FileKeyOf(import, described.SopUid), image)
                    : quarantine.Stage(import.StudyId, import.Id, image);
                staged.Add(new TakenImage(one, described with { Sha256 = one.Sha256 }));
            }

            return new TakenFile(file.Path, file.SourceKey, file.Bytes.Length, staged, question, clean.Report, null, null);
        }
        catch (DicomException refused)
        {
            Discard(staged);
            return refused.Kind == DicomErrorKind.NotDicom && NotForReading.ByName(file.Path)
                ? Without(file, null, NotForReading.NoDicom)
                : Without(file, refused.MessageWithoutValue, null);
        }
        catch (Exception exception)
        {
            Discard(staged);
            if (exception is OperationCanceledException or IOException or UnauthorizedAccessException or OutOfMemoryException)
            {
                throw;
            }

            // One file that nobody foresaw must not stop ten thousand others.
            return Without(file, "damaged in a way that nobody foresaw: it cannot be read", null);
        }
    }

    /// <summary>Throws away what was staged.</summary>
    public void Discard()
    {
        Discard(Images);
        if (Picture is not null)
        {
            ImageStore.Discard(Picture.Staged);
        }
    }

    private static void Discard(IEnumerable<TakenImage> images)
    {
        foreach (var image in images)
        {
            ImageStore.Discard(image.Staged);
        }
    }

    private static void RequireColours(DicomDataset image)
    {
        if (!NativePixels.Of(image).Description.IsMonochrome && image.GetString(DicomTags.PhotometricInterpretation) != "RGB")
        {
            throw new DicomException(DicomErrorKind.Unsupported, "unsupported: its colours are of a kind that is not read");
        }
    }

    /// <summary>Before anything is written, so that an image without its UIDs leaves nothing behind.</summary>
    private static ImageIdentity Described(ImageIdentity identity, DicomDataset image)
    {
        image.RequireString(DicomTags.SopClassUid);
        return identity with
        {
            ExamUid = image.RequireString(DicomTags.StudyInstanceUid),
            SeriesUid = image.RequireString(DicomTags.SeriesInstanceUid),
            SopUid = image.RequireString(DicomTags.SopInstanceUid),
        };
    }

    private static TakenFile Without(LoadedFile file, string? refusal, string? passedOver) =>
        new(file.Path, file.SourceKey, file.Bytes.Length, [], null, DeidentificationReport.Empty, refusal, passedOver);
}
