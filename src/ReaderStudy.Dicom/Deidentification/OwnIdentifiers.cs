namespace ReaderStudy.Dicom.Deidentification;

/// <summary>
/// Names and numbers by which an image names its patient and staff, to be found again in values that would stay: a patient called
/// Long keeps no "long" in a description.
/// </summary>
internal sealed class OwnIdentifiers
{
    private static readonly DicomTag[] Names =
    [
        DicomTags.PatientName,
        new(0x0010, 0x1001),
        new(0x0010, 0x1005),
        new(0x0010, 0x1060),
        DicomTags.ReferringPhysicianName,
        new(0x0008, 0x1048),
        new(0x0008, 0x1050),
        new(0x0008, 0x1060),
        new(0x0008, 0x1070),
        new(0x0032, 0x1032),
    ];

    private static readonly DicomTag[] Numbers =
    [
        DicomTags.PatientId,
        DicomTags.OtherPatientIds,
        DicomTags.AccessionNumber,
        DicomTags.PatientBirthDate,
        new(0x0038, 0x0010),
    ];

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _entries;
    private readonly bool _any;

    private OwnIdentifiers(HashSet<string> entries) =>
        (_entries, _any) = (entries.GetAlternateLookup<ReadOnlySpan<char>>(), entries.Count > 0);

    /// <summary>Parts of names of two letters and more, numbers of four characters and more.</summary>
    public static OwnIdentifiers Of(DicomDataset dataset)
    {
        var entries = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var tag in Names)
        {
            Add(entries, dataset, tag, 2);
        }

        foreach (var tag in Numbers)
        {
            Add(entries, dataset, tag, 4);
        }

        return new OwnIdentifiers(entries);
    }

    /// <summary>True if the word, without accents, is one of them.</summary>
    public bool Contain(ReadOnlySpan<char> word) => _any && _entries.Contains(word);

    /// <summary>True if the word is one of them, or one of them with digits around it.</summary>
    public bool ContainPartOf(ReadOnlySpan<char> word)
    {
        if (Contain(word))
        {
            return true;
        }

        for (var rest = word; _any && rest.IndexOfAnyExceptInRange('0', '9') is >= 0 and var start; )
        {
            rest = rest[start..];
            var end = rest.IndexOfAnyInRange('0', '9') is >= 0 and var digit ? digit : rest.Length;
            if (_entries.Contains(rest[..end]))
            {
                return true;
            }

            rest = rest[end..];
        }

        return false;
    }

    private static void Add(HashSet<string> entries, DicomDataset dataset, DicomTag tag, int shortest)
    {
        foreach (var value in dataset.GetStrings(tag))
        {
            foreach (var part in value.Split(['^', '=', ' ', ',', '.', '-', '_', '/'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (part.Length >= shortest)
                {
                    entries.Add(PlainLetters.Of(part));
                }
            }

            if (value.Length >= 4)
            {
                entries.Add(value);
            }
        }
    }
}
