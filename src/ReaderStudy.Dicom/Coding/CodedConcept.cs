namespace ReaderStudy.Dicom.Coding;

/// <summary>A concept with a code (PS3.3 8.8): what it is called in a coding scheme, and how people call it.</summary>
/// <param name="Value">The code, at most 16 characters: <c>10200004</c>.</param>
/// <param name="Scheme">The scheme's designator: <c>SCT</c>, <c>DCM</c>, <c>UCUM</c>, <c>LN</c>, or <c>99READERSTUDY</c> for codes of our own.</param>
/// <param name="Meaning">For people; never compared.</param>
public sealed record CodedConcept(string Value, string Scheme, string Meaning)
{
    private const int LongestMeaning = 64;

    /// <summary>True if the two mean the same: same code in the same scheme, whatever they are called.</summary>
    public bool IsSame(CodedConcept? other) => other is not null && Value == other.Value && Scheme == other.Scheme;

    /// <summary>The item of a code sequence of <paramref name="owner"/>, whose character set it takes. A meaning longer than LO holds is cut.</summary>
    internal DicomDataset ToItem(DicomDataset owner)
    {
        var item = new DicomDataset { Parent = owner };
        item.Set(DicomTags.CodeValue, Value);
        item.Set(DicomTags.CodingSchemeDesignator, Scheme);
        item.Set(DicomTags.CodeMeaning, Plain(Meaning));
        return item;
    }

    /// <summary>
    /// The first code of a code sequence; null if the sequence is absent or empty. Long codes and URNs (PS3.3 8.8) count as codes.
    /// </summary>
    internal static CodedConcept? First(DicomDataset dataset, DicomTag sequence)
    {
        if (dataset.GetItems(sequence) is not [var item, ..])
        {
            return null;
        }

        var value =
            item.GetString(DicomTags.CodeValue) ?? item.GetString(CodingTags.LongCodeValue) ?? item.GetString(CodingTags.UrnCodeValue);
        return value is null
            ? null
            : new CodedConcept(
                value,
                item.GetString(DicomTags.CodingSchemeDesignator) ?? "",
                item.GetString(DicomTags.CodeMeaning) ?? value
            );
    }

    /// <summary>One line of at most 64 characters without a backslash, which would part values.</summary>
    private static string Plain(string meaning)
    {
        var line = string.Concat(
                meaning.Select(c =>
                    c == '\\' ? '/'
                    : char.IsControl(c) ? ' '
                    : c
                )
            )
            .Trim();
        if (line.Length > LongestMeaning)
        {
            line = line[..(LongestMeaning - 1)].TrimEnd() + "…";
        }

        return line.Length == 0 ? "-" : line;
    }
}
