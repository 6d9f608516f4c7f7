using ReaderStudy.Dicom;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>Files that belong to an exam, or lie beside it, without being images to be read. They are passed over and counted.</summary>
public static class NotForReading
{
    public const string NoDicom = "not DICOM";

    private const string MediaDirectory = "1.2.840.10008.1.3.10";
    private const string Storage = "1.2.840.10008.5.1.4.1.1.";

    private static readonly (string SopClass, string What)[] Classes =
    [
        (Storage + "66.4", "a segmentation"),
        (Storage + "66.7", "a segmentation"),
        (Storage + "66", "a registration or other derived object"),
        (Storage + "30", "a parametric map"),
        (Storage + "481", "a radiotherapy object"),
        (Storage + "88", "a structured report"),
        (Storage + "104", "a document"),
        (Storage + "11", "a presentation state"),
        (Storage + "9", "a waveform"),
        (Storage + "77.1.6", "a slide of pathology"),
        (Storage + "77.1.8", "a slide of pathology"),
    ];

    private static readonly HashSet<string> Endings = new(StringComparer.OrdinalIgnoreCase)
    {
        ".txt",
        ".pdf",
        ".xml",
        ".html",
        ".htm",
        ".css",
        ".js",
        ".json",
        ".csv",
        ".tsv",
        ".md",
        ".log",
        ".rtf",
        ".doc",
        ".docx",
        ".xls",
        ".xlsx",
        ".jpg",
        ".jpeg",
        ".png",
        ".gif",
        ".bmp",
        ".ico",
        ".svg",
        ".exe",
        ".dll",
        ".inf",
        ".ini",
        ".db",
        ".bat",
        ".sh",
        ".cfg",
        ".dat",
        ".lnk",
        ".url",
        ".jar",
        ".class",
        ".gz",
        ".tgz",
        ".tar",
        ".7z",
        ".rar",
        ".nii",
        ".nrrd",
        ".mp4",
        ".avi",
        ".ds_store",
    };

    /// <summary>What a DICOM object is that holds no image for reading; null: it holds one.</summary>
    public static string? Of(DicomFile file)
    {
        if (file.Meta.GetString(DicomTags.MediaStorageSopClassUid) == MediaDirectory)
        {
            return "a DICOMDIR";
        }

        var sopClass = file.Dataset.GetString(DicomTags.SopClassUid) ?? file.Meta.GetString(DicomTags.MediaStorageSopClassUid) ?? "";
        var known = Array.Find(Classes, c => sopClass == c.SopClass || sopClass.StartsWith(c.SopClass + ".", StringComparison.Ordinal));
        return known.What
            ?? (file.Dataset.Contains(DicomTags.PixelData) ? null : WithoutPixels(file.Dataset.GetString(DicomTags.Modality)));
    }

    /// <summary>True for a file that cannot be meant as an image: by its ending, or because a system left it.</summary>
    public static bool ByName(string path)
    {
        var name = Path.GetFileName(path);
        return Endings.Contains(Path.GetExtension(name))
            || name.StartsWith("._", StringComparison.Ordinal)
            || path.Contains("__MACOSX/", StringComparison.Ordinal)
            || name is "readme" or "README" or "LICENSE" or "VERSION" or "LOCKFILE" or ".gitignore";
    }

    /// <summary>The same in the plural, <c>segmentations</c>.</summary>
    public static string Plural(string what) =>
        what switch
        {
            NoDicom => NoDicom,
            "a DICOMDIR" => "DICOMDIRs",
            "a radiotherapy object" => "radiotherapy objects",
            "a registration or other derived object" => "registrations or other derived objects",
            "a slide of pathology" => "slides of pathology",
            "an object without an image" => "objects without an image",
            _ => what[(what.IndexOf(' ', StringComparison.Ordinal) + 1)..] + "s",
        };

    private static string WithoutPixels(string? modality) =>
        modality switch
        {
            "SR" or "KO" => "a structured report",
            "SEG" => "a segmentation",
            "RTSTRUCT" or "RTPLAN" or "RTDOSE" or "RTRECORD" or "RTIMAGE" => "a radiotherapy object",
            "PR" => "a presentation state",
            "DOC" => "a document",
            _ => "an object without an image",
        };
}
