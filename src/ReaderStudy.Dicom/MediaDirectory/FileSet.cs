namespace ReaderStudy.Dicom.MediaDirectory;

/// <summary>What a DICOMDIR lists (PS3.3 F, PS3.10 8): the content of a CD or of an export folder, as a tree.</summary>
public sealed class FileSet
{
    /// <summary>The SOP class of a DICOMDIR.</summary>
    public const string SopClassUid = "1.2.840.10008.1.3.10";

    private static readonly DicomTag FileSetId = new(0x0004, 0x1130);

    private FileSet(string? id, IReadOnlyList<DirectoryRecord> roots, IReadOnlyList<DicomProblem> problems)
    {
        Id = id;
        Roots = roots;
        Problems = problems;
    }

    /// <summary>The name of the medium; null if it has none.</summary>
    public string? Id { get; }

    /// <summary>The records at the top: patients, and what belongs to none.</summary>
    public IReadOnlyList<DirectoryRecord> Roots { get; }

    /// <summary>What is wrong with the directory: offsets that lead nowhere or in circles, records that nothing leads to.</summary>
    public IReadOnlyList<DicomProblem> Problems { get; }

    /// <summary>All records that name a file, in the order of the tree.</summary>
    public IEnumerable<DirectoryRecord> Objects => Below(Roots).Where(r => r.FileId.Count > 0);

    /// <summary>True for a file that is a DICOMDIR.</summary>
    public static bool Is(DicomFile file) =>
        file.Meta.GetString(DicomTags.MediaStorageSopClassUid) == SopClassUid || file.Dataset.Contains(DirectoryTree.RecordSequence);

    /// <summary>
    /// Reads the records of a DICOMDIR into a tree. Records that the offsets do not lead to are put where their place in the file
    /// suggests, so that none is lost.
    /// </summary>
    /// <exception cref="DicomException">The file is no DICOMDIR.</exception>
    public static FileSet Of(DicomFile file)
    {
        if (!Is(file))
        {
            throw new DicomException(DicomErrorKind.Unsupported, "the file is no DICOMDIR: it has no directory records");
        }

        var tree = new DirectoryTree(file.Dataset);
        var roots = tree.Build();
        return new FileSet(file.Dataset.GetString(FileSetId), roots, tree.Problems);
    }

    /// <summary>
    /// Looks for the files on the medium, by names in any case and with the endings that ISO 9660 adds (<c>;1</c>, a last point).
    /// </summary>
    /// <param name="folder">The folder in which the DICOMDIR lies.</param>
    public IEnumerable<ReferencedFile> Locate(string folder)
    {
        var known = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var record in Objects)
        {
            yield return new ReferencedFile(record, MediumPath.Find(folder, record.FileId, known));
        }
    }

    private static IEnumerable<DirectoryRecord> Below(IReadOnlyList<DirectoryRecord> records) =>
        records.SelectMany(r => Below(r.Children).Prepend(r));
}
